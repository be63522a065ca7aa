"""Derive data/names from two public lists of the FDA: the UNII names and the NDC directory.

    python tools/vocabulary.py UNII_Names.txt.gz product.txt.gz [OUT]

The same lists give the same bytes: nothing else is read, no clock and no network. The rules are those of
`drugcli names import`; what they keep, and why, stands in SOURCES.md, which is written beside the names.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from drugcli.errors import DrugcliError
from drugcli.library.importing import from_the_fda
from drugcli.naming import limits
from drugcli.naming.products import sold_to_people
from drugcli.naming.vocabulary import Vocabulary
from drugcli.readers.ndc_products import read_products
from drugcli.readers.public_lists import Kind, ListFile
from fda_lists import Digest, digest, expected

OUT = Path(__file__).resolve().parent.parent / "data" / "names"
SOURCES = Path(__file__).with_name("vocabulary_sources.md")
MADE = "# Written by tools/vocabulary.py from two lists of the FDA; see SOURCES.md. Do not edit."

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
    "longest": limits.LONGEST,
    "shortest": limits.SHORTEST,
    "longest_otc": limits.LONGEST_OTC,
    "most_words": limits.MOST_WORDS,
    "most_words_topical": limits.MOST_WORDS_TOPICAL,
    "makers": limits.MAKERS,
    "shop": limits.SHOP,
    "broad": limits.BROAD,
    "common": limits.COMMON,
    "minority": f"{limits.MINORITY:.0%}",
}


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as text: one comment, the columns, the lines."""
    return "\n".join([MADE, "\t".join(columns), *("\t".join(row) for row in rows), ""])


def sources(vocabulary: Vocabulary, unii: Digest, ndc: Digest, newest: str) -> str:
    """Return what stands in SOURCES.md."""
    lists = Counter(text for line in vocabulary.substances for text in line.lists.split("; "))
    kinds = Counter(entry.kind for entry in vocabulary.names)
    both = Counter(entry.kind for entry in vocabulary.products)
    return SOURCES.read_text(encoding="utf-8").format(
        unii=unii.sha256,
        unii_lines=f"{unii.lines - 1:,}",
        ndc=ndc.sha256,
        ndc_lines=f"{ndc.lines - 1:,}",
        newest=f"{newest[:4]}-{newest[4:6]}-{newest[6:]}",
        substances=f"{len(vocabulary.substances):,}",
        lists="\n".join(f"| {name} | {lists[name]:,} | {LIST_MEANINGS[name]} |" for name in LIST_MEANINGS),
        kinds="\n".join(
            f"| {kind} | {kinds[kind]:,} | {both[kind]:,} | {KIND_MEANINGS[kind]} |" for kind in limits.KINDS
        ),
        **{name: str(limit) for name, limit in LIMITS.items()},
    )


def files(unii: ListFile, ndc: ListFile) -> dict[str, str]:
    """Return the files to write, by name."""
    vocabulary = from_the_fda(unii, ndc, progress=lambda _what, _done, _total: None)
    newest = max((row.started for row in sold_to_people(list(read_products(ndc)))), default="")
    return {
        **{name: table(columns, rows) for name, columns, rows in vocabulary.tables()},
        "SOURCES.md": sources(vocabulary, digest(unii), digest(ndc), newest),
    }


def main(arguments: Sequence[str]) -> str | None:
    """Read the lists and write the files; return what is wrong, if anything is."""
    if len(arguments) not in {2, 3}:
        return "usage: python tools/vocabulary.py UNII_Names.txt.gz product.txt.gz [OUT]"
    unii, ndc, out = [*map(Path, arguments), OUT][:3]
    try:
        made = files(expected(unii, Kind.UNII), expected(ndc, Kind.NDC))
        out.mkdir(parents=True, exist_ok=True)
        for name, text in made.items():
            (out / name).write_text(text, encoding="utf-8", newline="\n")
    except DrugcliError as error:
        return str(error)
    except OSError as error:
        return f"{error.filename}: {error.strerror}"
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
