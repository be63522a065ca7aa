"""Titles of sections in texts that do not tell where a title ends, as openFDA's do not."""

import re

from drugcli.records.label_sections import BY_FIELD, UNCLASSIFIED

PRINTED = {"how_supplied": ("HOW SUPPLIED/STORAGE AND HANDLING",)}
"""Titles of the regulation that are longer than those of their codes."""
FIXED = (
    "Pregnancy", "Lactation", "Labor and Delivery", "Nursing Mothers", "Females and Males of Reproductive Potential",
    "Pediatric Use", "Geriatric Use", "Renal Impairment", "Hepatic Impairment", "Controlled Substance", "Abuse",
    "Dependence", "Mechanism of Action", "Pharmacodynamics", "Pharmacokinetics", "Microbiology", "Pharmacogenomics",
    "Immunogenicity", "Clinical Trials Experience", "Clinical Studies Experience", "Postmarketing Experience",
    "Post-marketing Experience", "How Supplied", "Storage and Handling", "Hypersensitivity Reactions", "Missed Dose",
    "Carcinogenesis, Mutagenesis, Impairment of Fertility", "Carcinogenesis, Mutagenesis, and Impairment of Fertility",
    "Carcinogenesis and Mutagenesis and Impairment of Fertility", "Animal Toxicology and/or Pharmacology",
    "Animal Toxicology and Pharmacology",
)  # fmt: skip
"""Titles that regulation or custom gives to subsections."""
KNOWN = re.compile("|".join(map(re.escape, sorted(FIXED, key=len, reverse=True))), re.IGNORECASE)
SMALL = {
    "a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "without", "due",
    "per", "via", "vs", "than", "during", "after", "before", "who",
}  # fmt: skip
LONGEST, SHOWN = 16, 6
"""Words of a title, and of a text that shows none."""
TABLE = re.compile(r"\bTable \d")
"""The caption of a table that follows a title at once; it is written as one, too."""
NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}(?: \d(?= ))?)?\.?\s+")


def title(said: str, number: str | None, field: str) -> str:
    """Return the title of a section whose text this is, its number left out."""
    kind = BY_FIELD.get(field)
    name = kind.title if kind else field.replace("_", " ").capitalize()
    if number and "." in number:
        return _of_subsection(said[match.end() :] if (match := NUMBER.match(said)) else said)
    if number:
        start = match.end() if (match := NUMBER.match(said)) else 0
        for printed in (*PRINTED.get(field, ()), name):
            if said[start : start + len(printed)].casefold() == printed.casefold():
                return said[start : start + len(printed)]
    if kind is UNCLASSIFIED:
        return _run(said) or name
    return name


def _of_subsection(said: str) -> str:
    known = KNOWN.match(said)
    return known[0] if known else _run(said) or " ".join(said.split(maxsplit=SHOWN)[:SHOWN])


def _run(said: str) -> str:
    """Return the words that are written as a title is; the last one before small letters begins a sentence."""
    several = TABLE.split(said, maxsplit=1)[0].split(maxsplit=LONGEST)[:LONGEST]
    run: list[str] = []
    for word in several:
        is_small = word.lower().strip(",;:") in SMALL
        if word[:1].islower() and not is_small:
            while run and run[-1] in SMALL:
                run.pop()
            del run[-1:]
            break
        run.append(word)
        if word.endswith((".", "?", "!")):
            run = []
            break
    while run and run[-1].lower() in SMALL:
        run.pop()
    return " ".join(run)
