"""What the tags of the UNII list say: which list of drugs, foods or excipients has a name."""

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
