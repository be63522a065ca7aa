"""Derive data/names from two public lists of the FDA: the UNII names and the NDC directory.

    python tools/vocabulary.py UNII_Names.txt.gz product.txt.gz [OUT]

Both lists are read as text or gzip. The same lists give the same bytes: nothing else is read, no clock
and no network. What is kept, and why, stands in SOURCES.md, which is written beside the names.
"""

import gzip
import hashlib
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple, TextIO, cast

from rapidfuzz.distance import OSA

from drugcli.records.folding import fold as slow_fold
from drugcli.records.folding import printable

OUT = Path(__file__).resolve().parent.parent / "data" / "names"

UNII_COLUMNS = ("Name", "TYPE", "UNII", "Display Name")
NDC_COLUMNS = (
    "PRODUCTTYPENAME",
    "PROPRIETARYNAME",
    "PROPRIETARYNAMESUFFIX",
    "NONPROPRIETARYNAME",
    "ROUTENAME",
    "MARKETINGCATEGORYNAME",
    "STARTMARKETINGDATE",
    "LABELERNAME",
    "SUBSTANCENAME",
    "PHARM_CLASSES",
)
KINDS = ("generic", "brand", "synonym", "code name")
"""Of two kinds of one name of one substance the first is kept."""

LONGEST = 80
"""Letters of a name; nobody types more."""
LONGEST_WORD = 24
"""Letters of a word without a space; a longer one is a chemist's construction."""
SHORTEST = 4
"""Letters and digits of a synonym, code or foreign brand; a shorter name must be official."""
LONGEST_OTC = 40
"""Letters of an over-the-counter brand; a longer one is a description."""
COMMON = 25
"""Makers that use a word in over-the-counter names; a word that more use describes."""
BROAD = 10
"""Substances sold alone under names with one word; a word with so many is a shop's, or describes."""
MOST_WORDS, MOST_WORDS_TOPICAL = 5, 3
"""Words of an over-the-counter brand; a cosmetic line's go on."""
MOST_LINES = 12
"""Sets of substances that the products of one line may have."""
SHOP = 4
"""Substances sold alone, without prescription, under just one name; such a name is a shop's."""
MAKERS = 3
"""Makers that vouch together for what one of them may have entered wrongly."""
SELDOM = 0.02
"""A class or route that so few of a substance's products have, beside the commonest, is a slip too."""
LONG = 10
"""Letters of a word in which two wrong ones make a slip of a generic word; in a shorter one it takes one."""
MINORITY = 0.1
"""A set of substances that so few of a name's products have, beside its commonest set, is a slip of the list."""


def listed(text: str, separator: str | None = None) -> frozenset[str]:
    """Return the words of a text, or what stands between separators."""
    return frozenset(" ".join(one.split()) for one in text.split(separator))


# -- What the tags of the UNII list say ---------------------------------------------------------------------------

LISTS = {
    "ORANGE BOOK": "Orange Book",
    "PURPLE BOOK CDER": "Purple Book",
    "EMA EPAR": "EMA",
    "USAN": "USAN",
    "INN": "INN",
}
"""Lists of drugs for people and nothing else (INN and USAN name a few for animals)."""
MARKETED = frozenset({"NDC", "Orange Book", "Purple Book"})
"""A substance of one of these is on the market in the United States, or was."""
DRUG_TAGS = frozenset({"VANDF", "WHO-DD", "MART.", "JAN", "USP MONOGRAPH", "USP-RS", "EP MONOGRAPH", "WHO-IP"})
"""Lists of drugs and of other things; they vouch for a salt or a hydrate of a drug."""
NO_DRUG_TAGS = frozenset(
    {"HPUS", "HOC", "FHFI", "LANGUAL", "FCC", "EMA HERBAL SUBSTANCE", "CHP", "NDI", "ISO", "II", "DSC"}
)
"""Lists of homeopathic stocks, plants, flavours, foods, pesticides and excipients."""
FOOD_TAGS = frozenset({"LANGUAL", "FCC"})
EXCIPIENT_TAGS = frozenset({"II", "FCC"})
NO_EXCIPIENT_TAGS = frozenset({"ORANGE BOOK", "EMA EPAR", "USP MONOGRAPH"})
"""What is in the first lists has trade names by the hundred, unless it is a drug too."""
STRICT_TAGS = frozenset({"INN", "USAN", "ORANGE BOOK", "PURPLE BOOK CDER", "EMA EPAR", "USP MONOGRAPH", "BAN"})
"""A name with one of these is official, even if it looks like chemistry."""
GENERIC_TAGS = STRICT_TAGS | DRUG_TAGS | {"MI", "JP", "GREEN BOOK", "NF"}
CLUTTER_TAGS = frozenset({"WHO-IP LATIN", "FHFI", "FCC", "LANGUAL", "EMA HERBAL SUBSTANCE", "CHP"}) | frozenset(
    {"HPUS", "HOC", "FDMS", "DSC", "II", "INCI"}
)
"""A name that has no other tags is Latin, or a food's, a plant's or an excipient's."""

# -- Words --------------------------------------------------------------------------------------------------------

SALTS = listed(
    """
    acefyllinate aceponate acetate acetates acetonide acetyl acid adipate alafenamide aluminum aminobenzoate
    ammonium anhydrous arbamel arginine ascorbate aspartate axetil benzathine benzoate besilate besylate betadex
    bicarbonate bisulfate bitartrate borate bromide bunod butyrate calcium camphorate camsylate caproate
    carbamate carbonate chloride choline cilexetil citrate cyclamate cypionate d-tartrate decahydrate decanoate
    diacetate diaspartate dibenzoate dichloride diethanolamine diethylamine difumarate dihydrate dihydrobromide
    dihydrochloride diisethionate dimaleate dimeglumine dimesylate dimethyl dinitrate diolamine diphosphate
    dipivoxil dipotassium dipropionate disodium disoproxil disulfate ditosylate dodecahydrate dodecyl dried
    edetate edisylate embonate enacarbil enanthate epolamine erbumine estolate esylate etabonate etexilate
    ethanolate ethyl ethylsuccinate etiprate etzadroxil fosamil fumarate fumaric furoate gluceptate gluconate
    glucuronate glutamate glycinate glycol hemi-pentahydrate hemicalcium hemicitric hemiethanolate hemifumarate
    hemiheptahydrate hemihydrate hemimagnesium hemipentahydrate hemisuccinate hemisulfate hemitartrate
    heptahydrate hexacetonide hexahydrate hexanoate hibenzate hippurate hyclate hydrate hydrobromide
    hydrochloride hydroxide hydroxynaphthoate iodide isethionate isobutyrate isonicotinate isopropyl kamedoxomil
    l-malate l-tartrate lactate lactobionate lauroxil lauryl laurylsulfate lithium lysine magnesium malate
    maleate mandelate marboxil mebutate medoxomil meglumine mepesuccinate mesilate mesylate metasulfobenzoate
    methylbromide methylsulfate metilsulfate mofetil monofumarate monohydrate monohydrochloride mononitrate
    monopotassium monosodium mucate nafate napadisilate napsylate niacinate nicotinate nitrate nonahydrate
    octahydrate olamine oleate orotate oxalate oxoglurate palmitate pamoate pantothenate pentahydrate
    pentahydrochloride pentasodium phenpropionate phenylacetate phenylpropionate phosphate pidolate pivalate
    pivoxil polistirex polygalacturonate potassium probutate procaine propanediol propionate propylene proxetil
    resinate s-malate saccharate salicylate sebacate sesquihydrate sodium solvate sorbitex stearate strontium
    succinate sulfate sulfonate sulfosalicylate sulfoxide tannate tannates tartrate tebutate teoclate
    terephthalate tetradecahydrate tetrahydrate tetrahydrochloride tetrasodium theoclate thiocyanate tosilate
    tosylate trelamine tribromide trichloride triethiodide trifenatate triflutate trihydrate trihydrochloride
    trimesylate trisodium trolamine tromethamine undecanoate undecylate undecylenate valerate xinafoate zinc
    """
)
"""Last words that make a name that of a salt, an ester, a prodrug or a hydrate of the substance named before them."""
COSMETIC = listed(
    """
    adenosine; alcohol; allantoin; aluminum chlorohydrate; aluminum sesquichlorohydrate; aluminum zirconium
    tetrachlorohydrex gly; aluminum zirconium trichlorohydrex gly; amiloxate; arbutin; avobenzone; bemotrizinol;
    benzalkonium chloride; benzethonium chloride; biotin; chloroxylenol; cinoxate; dimethicone 410; dimethicone,
    unspecified; ecamsule; ensulizole; enzacamene; ferric oxide red; glycerin; homosalate; hydrogen peroxide;
    hydroquinone; isopropyl alcohol; lanolin; meradimate; niacinamide; oatmeal; octinoxate; octisalate;
    octocrylene; oxybenzone; padimate o; panthenol; petrolatum; potassium nitrate; pyrithione zinc; salicylic
    acid; silicon dioxide; sodium fluoride; sodium monofluorophosphate; stannous fluoride; starch, corn;
    sulisobenzone; titanium dioxide; tocopherol; triclocarban; triclosan; witch hazel; zinc oxide
    """,
    ";",
)
"""Actives of sunscreens, sanitisers, soaps, antiperspirants, toothpastes and skin care.

Thousands of such products have names; one of these substances alone makes no brand that a pharmacist asks for.
"""
NO_BASES = listed(
    """
    aluminum ammonium antimony barium bismuth boron bromide calcium carbon cerium chloride chromic chromium
    cobalt cobaltous copper cupric diethyl dimethyl ethyl ethylene ferric ferrous fluoride gallium gold hydrogen
    indium iodide iodine iron lead magnesium manganese mercury methyl molybdenum nickel nitrogen oxygen
    phosphate phosphorus platinum polyethylene polypropylene potassium propylene rubidium selenium silicon
    silver sodium stannous strontium sulfate sulfur tin titanium yttrium zinc
    """
)
"""What stands before a 'salt word' without being a drug: sodium chloride is no form of sodium."""
FORMS = listed(
    """
    act actuation adult adults and autoinjector balanced blister buccal buffered caplet caplets capsule capsules
    cartridge cartridges cd chewable chewables child children childrens coated complete compound compressed
    concentrate concentrated conjugate controlled convenience cr cream daily day days delayed dental dermal
    diluent disintegrating disintergrating dispersible dissolving dose dr drops dry ear ec effervescent elixir
    emulsion enema enteric er er/xr ethanol extended external extra eye fast film filmtab first fl flavor
    flavored foam for free from gel gelcap gelcaps gm granules grape half hbr hci hcl hct hfa high hour hours hr
    human immediate in infant infants inhalant inhalation inhaler injectable injection intramuscular intranasal
    intrathecal intravenous iodized ir irrigation iso isotonic iv jelly junior kit la liposomal liposome liquid
    lotion low lozenge lozenges maintenance maximum mcg medicated meq mesylates mg micronized mint minute ml
    moderate modified monohydrate mouthwash mpf multi nasal natural neb nebulizer no non nonsterile novaplus
    ocumeter od odt of oil ointment only ophth ophthalmic oral orally otic packet packets pad pads paste patch
    patches pediatric pellets pen per percent pf pharmacy plastic plus pm pods pouch powder prefilled premixed
    preservative preserved prolonged purified rectal refill regular release releasing relief rinse rx sachet
    salt shampoo single sl sod softgel softgels sol solution solutions spray sprinkle sr ss sterile stick
    strength sublingual sugar sulf suppositories suppository suspension sustained swab swabs syringe syrup
    system tab tablet tablets tabs th the therapy time to topical transdermal triphasic troche ultra unboxed
    unflavored unit usp vaginal vial vials viscous wash water with xl xr xt
    """
)
"""Words of a product's form, strength or pack; they make no name a brand."""
VEHICLES = frozenset({"dextrose", "sodiumchloride", "water", "sterilewater", "lactatedringers", "alcohol"})
"""Folded: what drugs are dissolved in and what is not always listed as active."""

CLASS = re.compile(r"(?:^|\],) *([^][]+?) \[EPC")
TAGS = re.compile(r"(?:\s*\[[A-Za-z][^][]*\])+$")
TAG = re.compile(r"\[([^][]*)\]")
GREEK = re.compile(r"\.([A-Z]+)\.", re.IGNORECASE)
COMPONENT = " COMPONENT "
"""'TRIKAFTA COMPONENT IVACAFTOR' stands among the names of ivacaftor."""
MARKS = re.compile("[\u00ae\u2122\u00a9\u2020\u2021\ufffd*]")
PLAIN = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u00a0`", "''\"\"-- '")
STRENGTH = re.compile(
    r"\b\d[\d.,:/ ]*+(?:mg|mcg|g|gm|ml|meq|units?|iu|hr|hours?|days?|percent|%)?(?![a-z])", re.IGNORECASE
)
SEPARATOR = re.compile(r"\band\b|\bwith\b|\bin\b|\bw/|[/,+&;]", re.IGNORECASE)
WORD = re.compile(r"[a-z][a-z']*")
CODE = re.compile(
    r"(?=.{3,20}$)(?=\D*\d)(?!.*[A-Z]{6})"
    r"[A-Z][A-Z&.]{0,7}[ -]{0,2}(?:[A-Z]{1,3}[ -])?[A-Z]?\d[\dA-Z./-]*(?: [\dA-Z]{1,5})?$"
)
"""Letters, then figures: 'RG-7916', 'ISIS 396443', 'SK&F 102362', 'D2E7', 'CT-P17'."""
NO_CODE = re.compile(
    r"(?:FEMA|INS|EPA|UN|DEA|AI-?3?|C\.I\.|CI|CASWELL|CCRIS|HSDB|BRN|CHEBI|CHEMBL|RTECS|CFR|LANGUAL|NCI-C|ENT|J|E|B"
    r"|COLIPA|IDS|EC|INCB)[ .-]*(?:NO\.?)?[ -]*\d"
)
"""Numbers of flavours, food additives, pesticides, dyes and registers."""
ATC = re.compile(r"Q?[A-DGHJL-NPRSV]\d\d[A-Z]{2}\d\d$")
CHEMISTRY = re.compile(
    r"\d,\d|\d'|'-|\([+.-]|\([RSEZD](?:,|\))|\d[RSEZ][,)]|\d\(|\)-|-\(|\)[A-Z]|^\(|[][{}<>=?*|~^]|-,|-$|,-"
    r"|\d-[A-Z]-|-\d+-|-[A-Z]-[A-Z]"
    r"|\bCOMPD?\b|\bCOMPOUND WITH|\bIMPURITY|\bMETABOLITE|\bRELATED COMPOUND|\bRESIDUE|\bBIOSIMILAR|LICENSE HOLDER"
    r"|RECOMBINATION\)|\bISOMER|\d:\d|\(SALT\)|\bRNA\b|\bDNA\b|IMMUNOGLOBULIN G\d|\bANTI-\(|\bMIXT\b|\bDERIVATIVE"
    r"|\b(?:CAT|AN)?ION$|\bFREE (?:ACID|BASE)|\bANTIBODY\b|\(AS |\bC(?:II|III|IV|V)$|%|(?:[A-Z]{3}-){3}"
)
BRACKETS = re.compile(r"\(([^()]*)\)")
LOCANTS = re.compile(r"(?<![A-Z\d])(?:\d{1,2}|[NOPMDLSZER])-(?=[A-Z])")
STEREO = re.compile(r"\((?:\+/-|\+|-|\+-|-\+)\)")
"""What folding cannot see: 'EPINEPHRINE,(+/-)-' folds as epinephrine does."""
MESSENGER = re.compile(r" MRNA$")
"""'COMIRNATY MRNA' is what the list calls the substance of Comirnaty."""
BIOLOGIC = re.compile(r"ANTIGEN\b|IMMUNE (?:GLOBULIN|FAB)|ANTIVENIN|\bVACCINE|COAGULATION FACTOR|PROTHROMBIN COMPLEX")
"""Vaccines, antisera and blood products, whose preferred names no other list has."""
SUFFIX = re.compile(r"[A-Z)]-[A-Z]{4}$")
"""The four letters that the FDA hangs on a biologic that it licenses: 'INEBILIZUMAB-CDON'."""
PEPTIDE = re.compile(r"RESIDUES|PEPTIDE")


class WrongFileError(Exception):
    """A file is not the list that it was given for; the message is one line."""


class Name(NamedTuple):
    """A name as the UNII list has it: 'of', 'bn', 'cn', 'cd' or 'sys'; the text without its tags; the tags."""

    type: str
    text: str
    tags: frozenset[str]


@dataclass
class Substance:
    """An entry of the UNII list, such as metoprolol succinate."""

    unii: str
    preferred: str
    names: list[Name] = field(default_factory=list)

    @property
    def tags(self) -> frozenset[str]:
        """All tags of all names."""
        return frozenset().union(*(name.tags for name in self.names))


@dataclass(frozen=True)
class Product:
    """A row of the NDC directory; all_known is false where a substance of it is not in the UNII list."""

    proprietary: tuple[str, ...]
    nonproprietary: str
    maker: str
    started: str
    otc: bool
    monograph: bool
    vouched: bool
    topical: bool
    routes: tuple[str, ...]
    classes: tuple[str, ...]
    uniis: frozenset[str]
    all_known: bool


@cache
def fold(text: str) -> str:
    """Fold, remembering: the lists say the same names many times."""
    return slow_fold(text)


# -- Reading ------------------------------------------------------------------------------------------------------


class Digest:
    """What a list was when it was read: its SHA-256, unpacked, and its number of lines."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self.lines = 0

    def update(self, line: bytes) -> None:
        """Add a line."""
        self._hash.update(line)
        self.lines += 1

    def __str__(self) -> str:
        return self._hash.hexdigest()


def opened(path: Path, encoding: str) -> TextIO:
    """Open a text file, or a gzip of one."""
    with path.open("rb") as raw:
        zipped = raw.read(2) == b"\x1f\x8b"
    if zipped:
        return cast("TextIO", gzip.open(path, "rt", encoding=encoding, newline="\n"))
    return path.open(encoding=encoding, newline="\n")


def read_lines(path: Path, encoding: str, digest: Digest) -> Iterator[str]:
    """Yield the lines of a list and add them to its digest, or raise WrongFileError."""
    try:
        with opened(path, encoding) as lines:
            for line in lines:
                digest.update(line.encode(encoding))
                yield line.rstrip("\r\n")
    except UnicodeDecodeError:
        raise WrongFileError(f"{path}: not a text file in {encoding}") from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise WrongFileError(f"{path}: the gzip file is cut off or damaged; fetch it again") from None
    except OSError as error:
        raise WrongFileError(f"{path}: {error.strerror or error}") from None


def rows(path: Path, encoding: str, columns: Sequence[str], title: str, digest: Digest) -> Iterator[list[str]]:
    """Yield the wanted columns of a list with tabs and a header, or raise WrongFileError."""
    lines = read_lines(path, encoding, digest)
    header = next(lines, "").lstrip("\ufeff").split("\t")
    missing = [column for column in columns if column not in header]
    if missing:
        raise WrongFileError(f"{path}: not the {title}: its first line lacks {', '.join(missing)}")
    places = [header.index(column) for column in columns]
    for number, line in enumerate(lines, start=2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise WrongFileError(f"{path}: line {number} has {len(cells)} columns, the first line {len(header)}")
        yield [cells[place] for place in places]
    if digest.lines == 1:
        raise WrongFileError(f"{path}: the {title} is empty")


def read_unii(path: Path, digest: Digest) -> dict[str, Substance]:
    """Return the substances of the list of UNII names."""
    found: dict[str, Substance] = {}
    for text, sort, unii, preferred in rows(path, "utf-8", UNII_COLUMNS, "list of UNII names", digest):
        substance = found.get(unii)
        if substance is None:
            substance = found[unii] = Substance(unii, preferred)
        if sort != "sys":
            substance.names.append(split_tags(sort, text))
    return found


def split_tags(sort: str, text: str) -> Name:
    """Return 'NUSINERSEN [INN]' as the name and its tags."""
    tags = TAGS.search(text)
    if tags is None:
        return Name(sort, text.strip(), frozenset())
    return Name(sort, text[: tags.start()].strip(), frozenset(tag.upper() for tag in TAG.findall(tags[0])))


class Finder:
    """Finds the UNII of a substance by the name that the NDC directory gives it."""

    def __init__(self, substances: Mapping[str, Substance]) -> None:
        self._exact = {one.preferred: one.unii for one in substances.values()}
        self._folded: dict[str, str] = {}
        self._loose: dict[str, str] = {}
        for one in sorted(substances.values(), key=lambda one: (bool(STEREO.search(one.preferred)), one.unii)):
            self._folded.setdefault(fold(plain(one.preferred)), one.unii)
            for name in one.names:
                if name.type in {"of", "cn"}:
                    self._exact.setdefault(name.text, one.unii)
                    self._loose.setdefault(fold(name.text), one.unii)

    def in_kit(self, text: str) -> list[str | None]:
        """Return the substances of a kit, of which the directory gives no list: those in its nonproprietary name."""
        whole = self(text.upper().strip())
        if whole is not None:
            return [whole]
        parts = [part.strip() for part in SEPARATOR.split(text)]
        return [self(part.upper()) or self(bare(part).upper()) for part in parts if bare(part)]

    def __call__(self, text: str) -> str | None:
        """Return the UNII by the exact name, else by the folded one, else None."""
        folded = fold(text)
        return self._exact.get(text) or self._folded.get(folded) or self._loose.get(folded) if folded else None


def read_ndc(path: Path, find: Finder, digest: Digest) -> list[Product]:
    """Return the products for people of the NDC directory: no homeopathic ones, no allergen extracts."""
    cells = rows(path, "cp1252", NDC_COLUMNS, "list of NDC products", digest)
    listed_products = [dict(zip(NDC_COLUMNS, row, strict=True)) for row in cells]
    extractors = allergen_makers(listed_products)
    return [product(row, find) for row in listed_products if for_people(row, extractors)]


def is_allergenic(row: Mapping[str, str]) -> bool:
    """Tell whether a row is an allergen extract, but for the tablets that patients take under the tongue."""
    listed = "ALLERGENIC" in row["PRODUCTTYPENAME"] or (
        row["MARKETINGCATEGORYNAME"] == "BLA" and "Allergen" in row["PHARM_CLASSES"]
    )
    return listed and row["ROUTENAME"] not in {"SUBLINGUAL", "ORAL"}


def allergen_makers(listed_products: Iterable[Mapping[str, str]]) -> set[str]:
    """Return the makers most of whose licensed products are allergen extracts: not each of theirs is marked as one."""
    marked: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for row in listed_products:
        if row["MARKETINGCATEGORYNAME"] == "BLA":
            (marked if is_allergenic(row) else others)[row["LABELERNAME"]] += 1
    return {maker for maker in marked if marked[maker] > others[maker]}


def for_people(row: Mapping[str, str], extractors: Collection[str]) -> bool:
    """Tell whether a row is a drug for people that is neither homeopathic nor an allergen extract."""
    if is_allergenic(row) or "HOMEOPATHIC" in row["MARKETINGCATEGORYNAME"]:
        return False
    by_mouth = row["ROUTENAME"] in {"SUBLINGUAL", "ORAL"}
    return by_mouth or row["MARKETINGCATEGORYNAME"] != "BLA" or row["LABELERNAME"] not in extractors


def product(row: Mapping[str, str], find: Finder) -> Product:
    """Return a row of the NDC directory as a product."""
    substances = [text.strip() for text in row["SUBSTANCENAME"].split(";") if text.strip()]
    uniis = [find(text) for text in substances] or find.in_kit(row["NONPROPRIETARYNAME"])
    routes = tuple(route.strip().lower() for route in row["ROUTENAME"].split(";") if route.strip())
    otc = "OTC" in row["PRODUCTTYPENAME"]
    return Product(
        proprietary=tuple(proprietary_names(row)),
        nonproprietary=tidy(row["NONPROPRIETARYNAME"]).lower(),
        maker=row["LABELERNAME"],
        started=row["STARTMARKETINGDATE"],
        otc=otc,
        monograph="MONOGRAPH" in row["MARKETINGCATEGORYNAME"],
        vouched=not (otc and row["MARKETINGCATEGORYNAME"].startswith("UNAPPROVED")),
        topical=bool(routes) and set(routes) <= {"topical", "dental", "cutaneous"},
        routes=routes,
        classes=tuple(CLASS.findall(row["PHARM_CLASSES"])),
        uniis=frozenset(unii for unii in uniis if unii),
        all_known=bool(uniis) and None not in uniis,
    )


def proprietary_names(row: Mapping[str, str]) -> Iterator[str]:
    """Yield the proprietary name with its suffix, as in 'Advair Diskus', and without."""
    name, suffix = tidy(row["PROPRIETARYNAME"]), tidy(row["PROPRIETARYNAMESUFFIX"])
    if suffix and fold(suffix) not in fold(name):
        yield f"{name} {suffix}"
    yield name


def tidy(text: str) -> str:
    """Return a name without marks, doubled spaces, control characters and stray punctuation at its ends."""
    return " ".join(printable(MARKS.sub(" ", text).translate(PLAIN)).split()).strip(' ,;:-"')


def bare(text: str) -> str:
    """Return a name without strengths and the words of forms."""
    words = STRENGTH.sub(" ", text).replace("(", " ").replace(")", " ").split()
    return " ".join(word for word in words if word.strip(".,").lower() not in FORMS)


def greek(text: str) -> str:
    """Return '.ALPHA.-TOCOPHEROL' as 'ALPHA-TOCOPHEROL'."""
    return GREEK.sub(r"\1", text)


def lower(text: str) -> str:
    """Return a name of the UNII list as the field writes it."""
    return tidy(greek(text)).lower()


def plain(preferred: str) -> str:
    """Return 'AZITHROMYCIN, UNSPECIFIED FORM' as the azithromycin that everybody says."""
    return lower(preferred).removesuffix(" form").removesuffix(", unspecified")


# -- Which substances ---------------------------------------------------------------------------------------------


class Forms:
    """Knows which substance another one is a salt, an ester, a prodrug or a hydrate of, by their names."""

    def __init__(self, substances: Mapping[str, Substance]) -> None:
        self._by_name: dict[str, str] = {}
        for one in substances.values():
            for name in one.names:
                if name.type == "of" or name.tags & STRICT_TAGS:
                    self._by_name.setdefault(lower(name.text), one.unii)
        self._by_name.update((plain(one.preferred), one.unii) for one in substances.values())
        self._by_name.update((lower(one.preferred), one.unii) for one in substances.values())
        self._parents = {one.unii: self._find(one) for one in substances.values()}

    def _find(self, substance: Substance) -> str | None:
        words = plain(substance.preferred).split()
        unspecified = self._by_name.get(" ".join(words))
        if unspecified is not None and unspecified != substance.unii:
            return unspecified
        if len(words) > 1 and words[0] == "anhydrous":
            words = [*words[1:], words[0]]
        while len(words) > 1 and words.pop() in SALTS:
            found = self._by_name.get(" ".join(words))
            if found is not None and found != substance.unii and " ".join(words) not in NO_BASES:
                return found
        return None

    def parent(self, unii: str) -> str | None:
        """Return what the substance is a form of, or None."""
        return self._parents.get(unii)

    def above(self, unii: str) -> list[str]:
        """Return the parent, its parent and so on: for a dihydrate of a salt the salt, then the base."""
        found: list[str] = []
        while (parent := self._parents.get(unii)) is not None and parent not in found:
            found.append(parent)
            unii = parent
        return found

    def root(self, unii: str) -> str:
        """Return the last of the parents: metoprolol for metoprolol succinate, and for metoprolol itself."""
        return (self.above(unii) or [unii])[-1]

    def roots(self, uniis: Iterable[str]) -> frozenset[str]:
        """Return the roots of all."""
        return frozenset(map(self.root, uniis))


def choose(substances: Mapping[str, Substance], products: Sequence[Product], forms: Forms) -> dict[str, frozenset[str]]:
    """Return the substances that are drugs for people, each with the lists that say so."""
    tags = {unii: one.tags for unii, one in substances.items()}
    lists: defaultdict[str, set[str]] = defaultdict(set)
    for unii in in_products(products, tags):
        lists[unii].add("NDC")
    for unii, its in tags.items():
        lists[unii].update(LISTS[tag] for tag in its & LISTS.keys())
        if is_older_drug(its) or is_foreign_drug(substances[unii], its):
            lists[unii].add("pharmacopoeia")
        if is_biologic(substances[unii]):
            lists[unii].add("biologic")
    chosen = {unii for unii, its in lists.items() if its}
    kin = {*related(chosen, substances, tags, forms), *begun_by_marketed(substances, tags, lists)}
    for unii in kin.union(*map(forms.above, chosen | kin)) - chosen:
        lists[unii].add("related")
    return {unii: frozenset(its) for unii, its in lists.items() if its}


def in_products(products: Sequence[Product], tags: Mapping[str, frozenset[str]]) -> set[str]:
    """Return the active substances of products.

    What is sold without prescription without having been approved holds plants, foods and slips: such a
    substance needs a drug list that names it, or three makers.
    """
    makers: defaultdict[str, set[str]] = defaultdict(set)
    found: set[str] = set()
    for one in products:
        for unii in one.uniis:
            its = tags[unii]
            makers[unii].add(one.maker)
            approved = one.vouched and not (one.otc and one.monograph)
            listed = bool(its & (LISTS.keys() | {"USP MONOGRAPH"})) or ("VANDF" in its and not its & NO_DRUG_TAGS)
            if approved or listed:
                found.add(unii)
    return found | {unii for unii, its in makers.items() if len(its) >= MAKERS}


def is_older_drug(tags: frozenset[str]) -> bool:
    """Tell whether the US pharmacopoeia or the Veterans' formulary vouches for a substance that nobody else lists."""
    if "USP MONOGRAPH" in tags:
        return not tags & FOOD_TAGS
    return "VANDF" in tags and "WHO-DD" in tags and bool(tags & {"MI", "MART."}) and not tags & NO_DRUG_TAGS


def is_foreign_drug(substance: Substance, tags: frozenset[str]) -> bool:
    """Tell whether a substance without INN has a brand and is in Martindale and in the WHO's drug dictionary."""
    branded = any(name.type == "bn" for name in substance.names)
    return branded and {"WHO-DD", "MART."} <= tags and not tags & NO_DRUG_TAGS


def is_biologic(substance: Substance) -> bool:
    """Tell whether a substance is a vaccine, antiserum or blood product with a brand, or has an FDA suffix."""
    if any(name.type == "of" and SUFFIX.search(name.text) for name in substance.names):
        return True
    branded = any(name.type == "bn" or COMPONENT in name.text for name in substance.names)
    return branded and bool(BIOLOGIC.search(substance.preferred)) and not PEPTIDE.search(substance.preferred)


def begun_by_marketed(
    substances: Mapping[str, Substance], tags: Mapping[str, frozenset[str]], lists: Mapping[str, Collection[str]]
) -> set[str]:
    """Return substances such as certolizumab, whose name begins that of a marketed one: certolizumab pegol."""
    beginnings: set[str] = set()
    for unii, its in lists.items():
        if MARKETED.intersection(its):
            words = lower(substances[unii].preferred).split()
            beginnings.update(" ".join(words[:count]) for count in range(1, len(words)))
    beginnings -= NO_BASES
    return {unii for unii, its in tags.items() if "VANDF" in its and lower(substances[unii].preferred) in beginnings}


def related(
    chosen: Collection[str], substances: Mapping[str, Substance], tags: Mapping[str, frozenset[str]], forms: Forms
) -> Iterator[str]:
    """Yield those salts and hydrates of the chosen substances that have a brand or are in a drug list."""
    for unii, its in tags.items():
        if unii not in chosen and any(above in chosen for above in forms.above(unii)):
            branded = any(name.type == "bn" for name in substances[unii].names)
            if its & DRUG_TAGS or branded:
                yield unii


# -- Names of the UNII list ---------------------------------------------------------------------------------------


class Claim(NamedTuple):
    """That a set of substances goes by a name."""

    uniis: frozenset[str]
    kind: str
    text: str


def unii_claims(substances: Iterable[Substance]) -> Iterator[Claim]:
    """Yield what each substance is called in the UNII list."""
    for one in substances:
        if not STEREO.search(one.preferred):
            yield Claim(frozenset({one.unii}), "generic", plain(one.preferred))
        excipient = bool(one.tags & EXCIPIENT_TAGS) and not one.tags & NO_EXCIPIENT_TAGS
        for name in one.names:
            kind = kind_of(name, excipient=excipient)
            if kind is not None:
                text = MESSENGER.sub("", tidy(greek(name.text)))
                yield Claim(frozenset({one.unii}), kind, text.lower() if kind in {"generic", "synonym"} else text)


def nameless(
    substances: Iterable[Substance], chosen: Mapping[str, Collection[str]], taken: Collection[str]
) -> Iterator[Claim]:
    """Yield names that the list has in no plain form and that no other substance has.

    'Lactic acid, (+)-', which folding would mix up with another; and 'valproate', where only its salts are listed.
    """
    for one in substances:
        if STEREO.search(one.preferred) and fold(one.preferred) not in taken:
            yield Claim(frozenset({one.unii}), "generic", lower(one.preferred))
        first, _space, rest = plain(one.preferred).partition(" ")
        salt = first.endswith("ate") and bool(rest) and SALTS.issuperset(rest.split())
        if salt and fold(first) not in taken and MARKETED.intersection(chosen[one.unii]):
            yield Claim(frozenset({one.unii}), "synonym", first)


def families(
    substances: Iterable[Substance], chosen: Mapping[str, Collection[str]], taken: Collection[str], forms: Forms
) -> Iterator[Claim]:
    """Yield the word that begins the international names of several marketed drugs and is itself no name: 'insulin'."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in substances:
        if MARKETED.intersection(chosen[one.unii]):
            for name in one.names:
                first, space, _rest = lower(name.text).partition(" ")
                if space and name.tags & {"INN", "USAN"} and len(first) > SHORTEST and first.isalpha():
                    found[first].add(one.unii)
    for first, uniis in found.items():
        if len(forms.roots(uniis)) > 1 and fold(first) not in taken and first not in NO_BASES | SALTS | FORMS:
            yield from (Claim(frozenset({unii}), "synonym", first) for unii in uniis)


def kind_of(name: Name, *, excipient: bool) -> str | None:
    """Return the kind of a name of the UNII list, or None where it is no name that anybody types.

    Excipients have trade names by the hundred; where one is a drug too, the NDC directory has its brands.
    """
    text, tags = name.text, name.tags
    if COMPONENT in text or STEREO.search(text):
        return None
    if name.type == "of" or (name.type != "bn" and tags & STRICT_TAGS):
        return "generic"
    if name.type == "bn" or MESSENGER.search(text):
        return None if excipient or is_chemistry(text) or len(fold(text)) < SHORTEST else "brand"
    if name.type == "cd" or CODE.match(text):
        return "code name" if is_code(text) else None
    return kind_of_common(text, tags)


def kind_of_common(text: str, tags: frozenset[str]) -> str | None:
    """Return the kind of a common name: generic where a drug list has it, else a synonym; or None."""
    if (tags and tags <= CLUTTER_TAGS) or is_chemistry(text):
        return None
    if tags & GENERIC_TAGS:
        return "generic" if len(fold(text)) >= SHORTEST else None
    return None if "," in text or NO_CODE.match(text) or " NO. " in text else "synonym"


def is_code(text: str) -> bool:
    """Tell whether a code is a maker's for a drug, and not a register's number for a flavour or a dye."""
    return bool(CODE.match(text)) and not NO_CODE.match(text) and not ATC.match(text)


def is_chemistry(text: str) -> bool:
    """Tell whether a name describes a molecule, a mixture or a file instead of naming a drug."""
    latin = greek(text)
    return (
        bool(CHEMISTRY.search(latin))
        or len(LOCANTS.findall(latin)) > 1
        or any(re.search(r"[\d,=]", inside) for inside in BRACKETS.findall(latin))
        or any(len(word) > LONGEST_WORD for word in re.split(r"[ /-]", latin))
    )


def component_claims(substances: Mapping[str, Substance], chosen: Collection[str], forms: Forms) -> Iterator[Claim]:
    """Yield combinations: 'TRIKAFTA COMPONENT IVACAFTOR' and two like it make Trikafta of three.

    A combination of which the list knows one component alone stays out: to take it for that one were wrong.
    """
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for one in substances.values():
        for name in one.names:
            whole, component, _part = name.text.partition(COMPONENT)
            if component:
                parts[tidy(whole)].add(one.unii)
    for text, uniis in parts.items():
        if uniis <= set(chosen) and len(forms.roots(uniis)) > 1:
            yield Claim(frozenset(uniis), "brand", text)


# -- Names of the NDC directory -----------------------------------------------------------------------------------


@dataclass
class Use:
    """How products with one set of substances use one name."""

    texts: Counter[str] = field(default_factory=Counter)
    makers: set[str] = field(default_factory=set)
    otc_only: bool = True
    topical_only: bool = True
    cut_only: bool = True
    """Whether each product's name goes on: 'Xylocaine' stands also for 'Xylocaine with Epinephrine'."""

    def add(self, text: str, one: Product, *, cut: bool) -> None:
        """Count a product."""
        self.texts[text] += 1
        self.makers.add(one.maker)
        self.otc_only &= one.otc
        self.topical_only &= one.topical
        self.cut_only &= cut

    @property
    def count(self) -> int:
        """Return the number of products."""
        return sum(self.texts.values())

    @property
    def text(self) -> str:
        """Return the commonest spelling: one of mixed case, if there is one."""
        return min(self.texts, key=lambda text: (text.isupper() or text.islower(), -self.texts[text], text))


Uses = dict[str, dict[frozenset[str], Use]]
"""A folded name, the sets of substances that go by it, and how."""


def uses(products: Iterable[Product], chosen: Collection[str], forms: Forms) -> tuple[Uses, Uses]:
    """Return the proprietary and the nonproprietary names of the products."""
    known = set(chosen)
    both: tuple[Uses, Uses] = ({}, {})
    for one in products:
        if not one.all_known or not one.uniis <= known:
            continue
        for found, texts in zip(both, (one.proprietary, (one.nonproprietary,)), strict=True):
            for text in texts:
                found.setdefault(fold(text), {}).setdefault(one.uniis, Use()).add(text, one, cut=text != texts[0])
    return without_minorities(both[0], forms), without_minorities(both[1], forms)


def without_minorities(found: Uses, forms: Forms) -> Uses:
    """Leave out sets of substances that hardly any product of the name has: they are slips of the list.

    And combinations that are called so and more, where a part of them is called just so.
    """
    kept: Uses = {}
    for folded, all_sets in found.items():
        just_so = [forms.roots(uniis) for uniis, use in all_sets.items() if not use.cut_only]
        sets = {
            uniis: use
            for uniis, use in all_sets.items()
            if not (use.cut_only and any(less < forms.roots(uniis) for less in just_so))
        }
        counts: Counter[frozenset[str]] = Counter()
        for uniis, use in sets.items():
            counts[forms.roots(uniis)] += use.count
        least = MINORITY * max(counts.values())
        kept[folded] = {uniis: use for uniis, use in sets.items() if counts[forms.roots(uniis)] >= least}
    return kept


class Words:
    """Knows which words are generic, which are a maker's own, and which names official."""

    def __init__(
        self,
        owners: Mapping[str, frozenset[str]],
        claims: Sequence[Claim],
        substances: Iterable[Substance],
        products: Iterable[Product],
        forms: Forms,
    ) -> None:
        self.official = owners
        self.brands = {fold(claim.text) for claim in claims if claim.kind == "brand"}
        self._named: defaultdict[str, set[str]] = defaultdict(set)
        for claim in claims:
            if claim.kind == "generic":
                for unii in claim.uniis:
                    self._named[unii].update(words_of(claim.text))
        singular = FORMS | SALTS | set().union(*self._named.values())
        self.generic = singular | {f"{word}s" for word in singular}
        self._preferred = {one.unii: set(words_of(lower(one.preferred))) for one in substances}
        self._makers: defaultdict[str, set[str]] = defaultdict(set)
        self._singles: defaultdict[str, set[str]] = defaultdict(set)
        self._nonproprietary: defaultdict[str, set[str]] = defaultdict(set)
        self._users: defaultdict[str, set[str]] = defaultdict(set)
        for one in products:
            for word in words_of(one.proprietary[0]):
                self._users[word].add(one.maker)
            for word in words_of(one.nonproprietary):
                self._nonproprietary[word].add(one.maker)
            if one.otc:
                for word in words_of(one.proprietary[0]):
                    self._makers[word].add(one.maker)
                    if len(one.uniis) == 1:
                        self._singles[word] |= forms.roots(one.uniis)

    def say(self, text: str, uniis: Iterable[str]) -> bool:
        """Tell whether the name of a substance has all words of a text: 'fluoride' for sodium fluoride."""
        wanted = set(words_of(text))
        return any(wanted <= self._preferred[unii] for unii in uniis)

    def is_generic(self, text: str) -> bool:
        """Tell whether a name is made of the words of substances, forms and strengths alone."""
        return self.generic.issuperset(words_of(text))

    def is_of(self, text: str, uniis: Iterable[str]) -> bool:
        """Tell whether a name is generic and has a word of one of the substances: 'antacid' has none."""
        own = set().union(*(self._named[unii] for unii in uniis)) - FORMS
        return self.is_generic(text) and not own.isdisjoint(words_of(text))

    def is_spelled(self, text: str) -> bool:
        """Tell whether every longer word is one of a substance, or used by several makers."""
        words = words_of(text)
        return "hci" not in words and all(
            word in self.generic or len(self._nonproprietary[word]) >= MAKERS for word in words if len(word) > SHORTEST
        )

    def is_slip(self, folded: str, text: str, uniis: Iterable[str]) -> bool:
        """Tell whether a name is a misspelled generic one, and no brand that the UNII list knows."""
        return folded not in self.brands and self.is_misspelled(text, uniis)

    def is_misspelled(self, text: str, uniis: Iterable[str]) -> bool:
        """Tell whether a name is generic but for slips: each of its other words is nearly one of its substances'."""
        others = [word for word in words_of(text) if word not in self.generic]
        wanted = {word for unii in uniis for word in self._named[unii] if len(word) > SHORTEST}
        return bool(others) and all(
            len(word) > SHORTEST and any(OSA.distance(word, one) <= (1 if len(word) < LONG else 2) for one in wanted)
            for word in others
        )

    def is_store(self, text: str) -> bool:
        """Tell whether a name has a word that its few makers put on everything: a shop's, not a drug's."""
        words = words_of(text)
        return any(len(self._singles[word]) >= max(BROAD, len(self._makers[word])) for word in words)

    def is_own(self, word: str) -> bool:
        """Tell whether a word is neither generic nor in everybody's names nor on everything."""
        return (
            len(word) > 1
            and word not in self.generic
            and len(self._makers[word]) <= COMMON
            and len(self._singles[word]) < BROAD
        )

    def is_head(self, word: str) -> bool:
        """Tell whether a word that begins brands is by itself the name of a line, such as Neosporin."""
        return (
            word.isalpha()
            and len(word) > SHORTEST
            and word not in self.generic
            and word not in self.official
            and word not in self.brands
            and len(self._users[word]) <= MAKERS
            and len(self._singles[word]) <= SHOP
            and not any(OSA.distance(word, brand, score_cutoff=1) <= 1 for brand in self.brands)
        )


class Namer:
    """Tells which of the products' names are names of drugs, and of what kind."""

    def __init__(self, words: Words, forms: Forms, cosmetic: Collection[str], found: tuple[Uses, Uses]) -> None:
        self._words = words
        self._forms = forms
        self._cosmetic = frozenset(cosmetic)
        self._proprietary, self._nonproprietary = found

    def claims(self) -> Iterator[Claim]:
        """Yield what the products are called."""
        for folded, sets in self._nonproprietary.items():
            for uniis, use in sets.items():
                if self.is_generic_name(folded, uniis, use):
                    yield Claim(uniis, "generic", use.text.lower())
        for folded, sets in self._proprietary.items():
            shop = self.is_shop(sets)
            for uniis, use in sets.items():
                kind = None if shop and use.otc_only else self.kind_of_proprietary(folded, uniis, use)
                if kind is not None:
                    yield Claim(uniis, kind, use.text.lower() if kind == "generic" else use.text)

    def is_shop(self, sets: Mapping[frozenset[str], Use]) -> bool:
        """Tell whether quite different substances are sold alone under one over-the-counter name."""
        return (
            len({self._forms.roots(uniis) for uniis, use in sets.items() if len(uniis) == 1 and use.otc_only}) >= SHOP
        )

    def is_generic_name(self, folded: str, uniis: frozenset[str], use: Use) -> bool:
        """Tell whether a nonproprietary name adds to the official ones: well spelled and truly its product's.

        Without prescription it takes several makers, and lists of a sunscreen's actives are no names.
        """
        words = self._words
        if folded in words.official or folded in words.brands or len(folded) < SHORTEST or is_form(use.text):
            return False
        if use.otc_only:
            listing = uniis <= self._cosmetic and SEPARATOR.search(use.text)
            if listing or len(use.makers) < MAKERS or not words.is_of(use.text, uniis):
                return False
        slip = not words.is_spelled(use.text) or words.is_misspelled(use.text, uniis)
        return not slip and not self.misfits(use.text, uniis)

    def kind_of_proprietary(self, folded: str, uniis: frozenset[str], use: Use) -> str | None:
        """Return whether a proprietary name is a brand or the generic name again, or None where it stays out."""
        if self.misfits(use.text, uniis):
            return None
        coined = is_coined(use) and not self._words.is_of(use.text, uniis)
        if self._words.is_generic(use.text) and folded not in self._words.brands and not coined:
            return self.kind_of_plain(folded, uniis, use)
        same = self._nonproprietary.get(folded, {}).get(uniis)
        again = same is not None and self.is_generic_name(folded, uniis, same)
        if again or self.is_official(folded, uniis) or self._words.is_slip(folded, use.text, uniis):
            return None
        return "brand" if not use.otc_only or self.is_brand_without_prescription(uniis, use) else None

    def kind_of_plain(self, folded: str, uniis: frozenset[str], use: Use) -> str | None:
        """Return the kind of a proprietary name that has generic words alone, or None.

        One that is the generic name of another drug is a brand all the same: the look-up has to ask.
        """
        if use.otc_only or is_form(use.text) or not self._words.is_spelled(use.text):
            return None
        known = folded in self._words.official
        if self._words.is_of(use.text, uniis):
            return None if known else "generic"
        if known:
            return None if self.is_official(folded, uniis) else "brand"
        return "brand" if len(folded) >= SHORTEST - 1 else None

    def is_official(self, folded: str, uniis: frozenset[str]) -> bool:
        """Tell whether a name is the generic one of one of the substances."""
        return bool(self._forms.roots(self._words.official.get(folded, ())) & self._forms.roots(uniis))

    def is_brand_without_prescription(self, uniis: frozenset[str], use: Use) -> bool:
        """Tell whether an over-the-counter name is a drug's brand: no description, no shop's, no cosmetic line's."""
        return (
            len(use.text) <= LONGEST_OTC
            and len(use.text.split()) <= (MOST_WORDS_TOPICAL if use.topical_only else MOST_WORDS)
            and use.count >= (MAKERS if uniis <= self._cosmetic else 1)
            and (any(map(self._words.is_own, words_of(use.text))) or is_coined(use))
            and not self._words.is_store(use.text)
        )

    def misfits(self, text: str, uniis: frozenset[str]) -> bool:
        """Tell whether a name names a substance that is not in the product: 'and epinephrine' of lidocaine alone."""
        own = self._forms.roots(uniis)
        parts = SEPARATOR.split(text)
        for part in parts if len(parts) > 1 else ():
            folded = fold(STRENGTH.sub(" ", part))
            owners = self._words.official.get(folded, frozenset())
            stranger = owners and not self._forms.roots(owners) & own
            if stranger and folded not in VEHICLES and not self._words.say(part, uniis):
                return True
        return False


def heads(claims: Collection[Claim], words: Words) -> Iterator[Claim]:
    """Yield the lines whose products are all called by more than the line's name: Neosporin, Fluzone, Microgestin."""
    lines: defaultdict[str, dict[str, set[Claim]]] = defaultdict(dict)
    for claim in claims:
        first, space, _rest = claim.text.partition(" ")
        if claim.kind == "brand" and space and words.is_head(first.lower()):
            lines[first.lower()].setdefault(fold(claim.text), set()).add(claim)
    known = {fold(claim.text) for claim in claims}
    for first, named in lines.items():
        sets = {claim.uniis for same in named.values() for claim in same}
        if len(named) > 1 and len(sets) <= MOST_LINES and first not in known:
            texts = {claim.text.partition(" ")[0] for same in named.values() for claim in same}
            text = min(texts, key=lambda text: (text.isupper(), text))
            yield from (Claim(uniis, "brand", text) for uniis in sets)


def is_coined(use: Use) -> bool:
    """Tell whether an over-the-counter name is one word that a hyphen makes its maker's own: 'Gas-X'."""
    return use.otc_only and " " not in use.text and "-" in use.text and len(use.makers) <= MAKERS


def words_of(text: str) -> list[str]:
    """Return the words of a name, in lower case."""
    return WORD.findall(text.lower())


def is_form(text: str) -> bool:
    """Tell whether a name says the form of a product alone: 'sterile diluent'."""
    return FORMS.issuperset(words_of(text))


# -- All together -------------------------------------------------------------------------------------------------


def keeps(claim: Claim) -> bool:
    """Tell whether a name has a length and letters that somebody would type."""
    folded = fold(claim.text)
    least = {"generic": 2, "brand": 3}.get(claim.kind, SHORTEST)
    return len(claim.text) <= LONGEST and len(folded) >= least and any(letter.isalpha() for letter in folded)


def official_names(
    claims: Iterable[Claim], substances: Mapping[str, Substance], chosen: Mapping[str, Collection[str]]
) -> dict[str, frozenset[str]]:
    """Return the generic names, folded, with the substances that own them.

    Where several claim one, it belongs to the one that the UNII list prefers to call so; else to those that
    are marketed in the United States; else to all.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.kind == "generic":
            found[fold(claim.text)] |= claim.uniis
    owners: dict[str, frozenset[str]] = {}
    for folded, uniis in found.items():
        named = {one for one in uniis if is_called(substances[one].preferred, lower, folded)}
        nearly = {one for one in uniis if is_called(substances[one].preferred, plain, folded)}
        marketed = {unii for unii in uniis if MARKETED.intersection(chosen[unii])}
        owners[folded] = frozenset(named or nearly or marketed or uniis)
    return owners


def is_called(preferred: str, spelling: Callable[[str], str], folded: str) -> bool:
    """Tell whether a preferred name that names no stereoisomer folds to something."""
    return not STEREO.search(preferred) and fold(spelling(preferred)) == folded


class Settler:
    """Decides which claims of the UNII list stand beside those of the NDC directory and beside each other."""

    def __init__(
        self, unii: Iterable[Claim], ndc: Iterable[Claim], owners: Mapping[str, frozenset[str]], forms: Forms
    ) -> None:
        self._owners = owners
        self._forms = forms
        self._marketed: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
        self._branded: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
        self._combined: set[str] = set()
        for claim in ndc:
            if claim.kind == "brand":
                self._marketed[fold(claim.text)].add(forms.roots(claim.uniis))
        for claim in unii:
            if claim.kind == "brand":
                self._branded[fold(claim.text)].add(forms.roots(claim.uniis))
            if len(claim.uniis) > 1:
                self._combined.add(fold(claim.text))

    def stands(self, claim: Claim) -> bool:
        """Tell whether a claim of the UNII list stands."""
        folded = fold(claim.text)
        if claim.kind == "generic":
            return claim.uniis <= self._owners[folded]
        if claim.kind == "brand":
            return self._stands_as_brand(folded, claim.uniis)
        rivals = self._marketed[folded] | self._branded[folded]
        return folded not in self._owners and rivals <= {self._forms.roots(claim.uniis)}

    def _stands_as_brand(self, folded: str, uniis: frozenset[str]) -> bool:
        """Tell whether a brand stands: the NDC directory goes before, and so does a combination.

        One that is another drug's generic name stands too, so that the look-up can ask.
        """
        roots = self._forms.roots(uniis)
        if roots & self._forms.roots(self._owners.get(folded, ())):
            return False
        marketed = self._marketed[folded]
        return (not marketed or roots in marketed) and (len(uniis) > 1 or folded not in self._combined)


def without_bases(uniis: frozenset[str], forms: Forms) -> frozenset[str]:
    """Return a set without those substances of which it also holds a salt."""
    above = {parent for unii in uniis for parent in forms.above(unii)}
    return uniis - above


class Facts:
    """What the NDC directory says of single substances: their established classes and their routes."""

    def __init__(self, products: Iterable[Product], forms: Forms) -> None:
        self._forms = forms
        self._classes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._routes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._family: defaultdict[str, set[str]] = defaultdict(set)
        for one in products:
            for unii in one.uniis:
                self._routes[unii].update(one.routes)
                if len(one.uniis) == 1 and one.all_known:
                    self._classes[unii].update(one.classes)
        for unii, counted in self._classes.items():
            self._family[forms.root(unii)].update(_often(counted))

    def classes(self, unii: str) -> list[str]:
        """Return the classes of a substance, else those of the substance that it is a form of, or of its forms."""
        return sorted(_often(self._classes[unii]) or self._family[self._forms.root(unii)])

    def routes(self, unii: str) -> list[str]:
        """Return the routes of a substance."""
        return sorted(_often(self._routes[unii]))


def _often(counted: Counter[str]) -> set[str]:
    """Return what is not a slip of one product among many."""
    most = max(counted.values(), default=0)
    return {text for text, count in counted.items() if count >= SELDOM * most}


class Entry(NamedTuple):
    """A line of names.tsv or products.tsv."""

    uniis: str
    kind: str
    text: str


def entries(claims: Iterable[Claim], forms: Forms) -> tuple[list[Entry], list[Entry]]:
    """Return the names of single substances and those of combinations: each folded name of a set once, sorted."""
    best: dict[tuple[frozenset[str], str], tuple[int, bool, str]] = {}
    for claim in claims:
        if keeps(claim):
            uniis = without_bases(claim.uniis, forms)
            rank = (KINDS.index(claim.kind), claim.text.isupper(), claim.text)
            key = (uniis, fold(claim.text))
            best[key] = min(best.get(key, rank), rank)
    single: list[Entry] = []
    combined: list[Entry] = []
    for (uniis, _folded), (kind, _upper, text) in best.items():
        (single if len(uniis) == 1 else combined).append(Entry("; ".join(sorted(uniis)), KINDS[kind], text))
    return sorted(single), sorted(combined)


class Line(NamedTuple):
    """A line of substances.tsv."""

    unii: str
    substance: str
    classes: str
    routes: str
    form_of: str
    lists: str


class Vocabulary(NamedTuple):
    """All that is written: substances, the names of one substance, the names of combinations."""

    substances: list[Line]
    names: list[Entry]
    products: list[Entry]


def derive(substances: Mapping[str, Substance], products: Sequence[Product]) -> Vocabulary:
    """Return the vocabulary of the two lists."""
    forms = Forms(substances)
    chosen = choose(substances, products, forms)
    named = [substances[unii] for unii in sorted(chosen)]
    claims = [claim for claim in unii_claims(named) if keeps(claim)]
    taken = {fold(claim.text) for claim in claims}
    claims += [*nameless(named, chosen, taken), *families(named, chosen, taken, forms)]
    owners = official_names(claims, substances, chosen)
    words = Words(owners, claims, named, products, forms)
    cosmetic = {one.unii for one in named if lower(one.preferred) in COSMETIC}
    ndc = list(Namer(words, forms, cosmetic, uses(products, chosen, forms)).claims())
    claims += component_claims(substances, chosen, forms)
    ndc += heads(ndc, words)
    settler = Settler(claims, ndc, owners, forms)
    single, combined = entries([*ndc, *filter(settler.stands, claims)], forms)
    return Vocabulary(substance_lines(named, chosen, Facts(products, forms), forms), single, combined)


def substance_lines(
    substances: Iterable[Substance], chosen: Mapping[str, Collection[str]], facts: Facts, forms: Forms
) -> list[Line]:
    """Return the lines of substances.tsv, sorted."""
    return sorted(
        Line(
            unii=one.unii,
            substance=lower(one.preferred),
            classes="; ".join(facts.classes(one.unii)),
            routes="; ".join(facts.routes(one.unii)),
            form_of=forms.parent(one.unii) or "",
            lists="; ".join(sorted(chosen[one.unii])),
        )
        for one in substances
    )


# -- Writing ------------------------------------------------------------------------------------------------------

LIST_MEANINGS = {
    "NDC": "active in a product for people of the NDC directory, neither homeopathic nor an allergen extract",
    "Orange Book": "UNII tag: approved drug products",
    "Purple Book": "UNII tag: licensed biologics of CDER",
    "EMA": "UNII tag EMA EPAR: medicines of the European Union for people",
    "USAN": "UNII tag: United States adopted name",
    "INN": "UNII tag: international nonproprietary name",
    "pharmacopoeia": "UNII tags: a USP monograph; or the VA's formulary, the WHO's drug dictionary and Martindale or"
    " Merck; or, with a brand, the WHO's dictionary and Martindale",
    "biologic": "vaccine, antiserum or blood product with a brand in the UNII list, or name with an FDA suffix",
    "related": "none of these: base, salt, ester, prodrug or hydrate of one of these",
}
KIND_MEANINGS = {
    "generic": "official and nonproprietary names",
    "brand": "proprietary names",
    "synonym": "common names that no drug list has",
    "code name": "makers' codes",
}
LIMITS = {
    "longest": LONGEST,
    "shortest": SHORTEST,
    "longest_otc": LONGEST_OTC,
    "most_words": MOST_WORDS,
    "most_words_topical": MOST_WORDS_TOPICAL,
    "makers": MAKERS,
    "shop": SHOP,
    "broad": BROAD,
    "common": COMMON,
    "minority": f"{MINORITY:.0%}",
}
SOURCES = """\
<!-- Written by tools/vocabulary.py. Do not edit. -->
# Where the names come from

    python tools/vocabulary.py UNII_Names.txt.gz product.txt.gz

| list | lines | SHA-256 of the unpacked list |
|---|---|---|
| FDA, UNII list of names (`UNII_Names.txt`; states no date) | {unii_lines} | `{unii}` |
| FDA, NDC directory (`product.txt`; its newest product dates from {newest}) | {ndc_lines} | `{ndc}` |

Both are works of the United States government, in the public domain. Names are facts; nothing else is used.
`look-alikes.tsv` is not written by the script; its head says where it comes from.

## Files

Tab-separated text in UTF-8: a comment line, a line of columns, then lines in order. Lists within a column are
divided by `; `.

- `substances.tsv`: unii; substance (the name that the UNII list prefers, in lower case); classes (established
  pharmacologic classes of the NDC directory; a salt, ester or hydrate without one has that of its base, and the
  base that of its forms); routes; form of (the UNII of the substance of which this one is a salt, ester, prodrug
  or hydrate by its name: a dihydrate points to the salt, the salt to the base); lists (why it is here).
- `names.tsv`: unii, kind, name. Generic names and synonyms in lower case, brands as they are written.
- `products.tsv`: uniis, kind, name of a combination; the substances in order. A name in several lines, or here
  and in `names.tsv`, is one of several products: the look-up has to ask.

{substances} substances, a substance in one or more of these lists:

| list | substances | means |
|---|---|---|
{lists}

| kind | of one substance | of a combination | means |
|---|---|---|---|
{kinds}

## Which substances

- Out: homeopathic products; allergen extracts, but for the tablets under the tongue; what is sold without
  prescription and without approval, or under a monograph, unless a drug list or {makers} makers vouch for it (plants,
  foods, slips). Kits list no substances: those in their nonproprietary names are taken.
- Salts, hydrates and esters are substances of their own, with names of their own.

## Which names of the UNII list

- The tags in brackets are cut off. Official names (`of`, or tagged INN, USAN, Orange Book, Purple Book, EMA,
  USP monograph) stay; other common names stay unless they look like chemistry, a mixture or a file, are inverted
  with a comma and in no drug list, or have no tags but those of plants, foods, flavours, excipients and Latin.
- Systematic names, register numbers (FEMA, E, CI, EPA, UN ...), ATC codes and stereo signs that folding cannot see
  stay out, and so do the trade names of excipients.
- 'X COMPONENT Y' makes X a combination; one of which only one component is known stays out.
- A word that begins the international names of several marketed drugs and is no name itself is a synonym of each
  ('insulin'); so is 'valproate' of valproate sodium, because the list has no plain valproate.
- A generic name of several substances belongs to the one that the list prefers to call so, else to those on
  the market in the United States, else to all. Synonyms and codes give way to generic names and brands of others.

## Which names of the NDC directory

- Proprietary names, with their suffix and without. One that is made of generic words is generic; one that is the
  generic name of another drug stays a brand. Where the directory has a brand, it goes before the UNII list.
- Without prescription: at most {longest_otc} letters and {most_words} words ({most_words_topical} on the skin), one
  of them its own (not generic, used by at most {common} makers, on fewer than {broad} substances sold alone); no
  shop's word (on {broad} or more) and no shop's name (on {shop} or more). Brands of sunscreens, sanitisers, soaps
  and the like need {makers} products.
- The first word of a line of brands of which none is called by that word alone is a brand of each ('Neosporin').
- Nonproprietary names that add to the official ones, if each word is known; without prescription of {makers} makers.
- Out: misspelled generic names; names that name a substance which the product lacks; sets of substances that
  fewer than {minority} of a name's products have.

Everywhere: at most {longest} letters and signs, at least one of them a letter; synonyms and codes of at least
{shortest}; no control characters; of the names of one substance that fold to the same string, one.
"""
MADE = "# Written by tools/vocabulary.py from two lists of the FDA; see SOURCES.md. Do not edit."


def written(vocabulary: Vocabulary, unii: Digest, ndc: Digest, newest: str) -> dict[str, str]:
    """Return the files, by name."""
    return {
        "substances.tsv": table(("unii", "substance", "classes", "routes", "form of", "lists"), vocabulary.substances),
        "names.tsv": table(("unii", "kind", "name"), vocabulary.names),
        "products.tsv": table(("uniis", "kind", "name"), vocabulary.products),
        "SOURCES.md": sources(vocabulary, unii, ndc, newest),
    }


def table(columns: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """Return a table as text: one comment, the columns, the lines."""
    return "\n".join([MADE, "\t".join(columns), *("\t".join(line) for line in lines), ""])


def sources(vocabulary: Vocabulary, unii: Digest, ndc: Digest, newest: str) -> str:
    """Return what stands in SOURCES.md."""
    lists = Counter(text for line in vocabulary.substances for text in line.lists.split("; "))
    kinds = Counter(entry.kind for entry in vocabulary.names)
    both = Counter(entry.kind for entry in vocabulary.products)
    return SOURCES.format(
        unii=unii,
        unii_lines=f"{unii.lines - 1:,}",
        ndc=ndc,
        ndc_lines=f"{ndc.lines - 1:,}",
        newest=f"{newest[:4]}-{newest[4:6]}-{newest[6:]}",
        substances=f"{len(vocabulary.substances):,}",
        lists="\n".join(f"| {name} | {lists[name]:,} | {LIST_MEANINGS[name]} |" for name in LIST_MEANINGS),
        kinds="\n".join(f"| {kind} | {kinds[kind]:,} | {both[kind]:,} | {KIND_MEANINGS[kind]} |" for kind in KINDS),
        **{name: str(limit) for name, limit in LIMITS.items()},
    )


def main(arguments: Sequence[str]) -> str | None:
    """Read the lists and write the files; return what is wrong, if anything is."""
    if len(arguments) not in {2, 3}:
        return "usage: python tools/vocabulary.py UNII_Names.txt.gz product.txt.gz [OUT]"
    unii, ndc, out = [*map(Path, arguments), OUT][:3]
    try:
        write(unii, ndc, out)
    except WrongFileError as error:
        return str(error)
    except OSError as error:
        return f"{error.filename}: {error.strerror}"
    return None


def write(unii: Path, ndc: Path, out: Path) -> None:
    """Derive the files of a folder from the two lists."""
    unii_digest, ndc_digest = Digest(), Digest()
    substances = read_unii(unii, unii_digest)
    products = read_ndc(ndc, Finder(substances), ndc_digest)
    newest = max((one.started for one in products), default="")
    files = written(derive(substances, products), unii_digest, ndc_digest, newest)
    out.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (out / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
