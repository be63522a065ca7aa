"""Of which kind a name of the UNII list is: a drug's generic name, brand, synonym or code, or none of them."""

import re

from drugcli.naming.limits import LONGEST_WORD, SHORTEST
from drugcli.naming.spelling import STEREO, fold, greek
from drugcli.naming.tags import CLUTTER_TAGS, GENERIC_TAGS, STRICT_TAGS
from drugcli.records.listed import Name

COMPONENT = " COMPONENT "
"""'TRIKAFTA COMPONENT IVACAFTOR' stands among the names of ivacaftor."""
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
MESSENGER = re.compile(r" MRNA$")
"""'COMIRNATY MRNA' is what the list calls the substance of Comirnaty."""


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
