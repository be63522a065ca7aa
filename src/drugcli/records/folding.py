"""One spelling for all the ways to type a name."""

import unicodedata


def fold(text: str) -> str:
    """Return the letters and digits of a name, without case, accents, spaces and punctuation.

    'ISIS 396443', 'isis-396443' and 'Isis396443' fold to the same string.
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(unicodedata.normalize("NFKC", letter) for letter in decomposed if letter.isalnum()).casefold()


def printable(text: str) -> str:
    """Return text without what a terminal would obey: controls, escapes, bidirectional marks."""
    kept = (" " if letter in "\t\n\r" else letter for letter in text)
    return "".join(one for one in kept if unicodedata.category(one) not in {"Cc", "Cf", "Cs", "Zl", "Zp"})
