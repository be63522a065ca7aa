"""Words that make no name a drug's own: of cosmetics, of salts without a drug, of forms and packs."""

import re


def listed(text: str, separator: str | None = None) -> frozenset[str]:
    """Return the words of a text, or what stands between separators."""
    return frozenset(" ".join(one.split()) for one in text.split(separator))


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
STRENGTH = re.compile(
    r"\b\d[\d.,:/ ]*+(?:mg|mcg|g|gm|ml|meq|units?|iu|hr|hours?|days?|percent|%)?(?![a-z])", re.IGNORECASE
)
SEPARATOR = re.compile(r"\band\b|\bwith\b|\bin\b|\bw/|[/,+&;]", re.IGNORECASE)
WORD = re.compile(r"[a-z][a-z']*")


def words_of(text: str) -> list[str]:
    """Return the words of a name, in lower case."""
    return WORD.findall(text.lower())


def is_form(text: str) -> bool:
    """Tell whether a name says the form of a product alone: 'sterile diluent'."""
    return FORMS.issuperset(words_of(text))
