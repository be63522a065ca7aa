"""One spelling for all the ways to type a name."""

import re
import unicodedata

SPELLED_OUT = str.maketrans(
    {
        **dict(zip("αβγδεζηθικλμνξοπρστυφχψω", (
            "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu",
            "nu", "xi", "omicron", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
        ), strict=True)),
        "ς": "sigma", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
    }
)  # fmt: skip
"""Letters that do not come apart into a plain one and its accent."""


NO_LETTER = bytes(code for code in range(128) if not chr(code).isalnum())
SPACED = bytes.maketrans(NO_LETTER, b" " * len(NO_LETTER))
"""ASCII is folded as bytes, in a third of the time: half a million names are folded for an index."""


def fold(text: str) -> str:
    """Return the letters and digits of a name, without case, accents, spaces and punctuation.

    'ISIS 396443', 'isis-396443' and 'Isis396443' fold to the same string, and so do
    'interferon β-1a' and 'Interferon Beta 1a'.
    """
    if text.isascii():
        return text.lower().encode().translate(None, NO_LETTER).decode()
    plain = unicodedata.normalize("NFKD", text.casefold()).casefold().translate(SPELLED_OUT)
    return unicodedata.normalize("NFC", "".join(filter(str.isalnum, plain)))


CONNECTORS = frozenset({"and", "with", "plus"})
WORD = re.compile(r"[^\W_]+")
SPOKEN = 3
"""Letters of a word that is doubled by a slip; a shorter one may be doubled in a code."""


def words(text: str) -> list[str]:
    """Return the folded words of a name, without those that only connect others."""
    if text.isascii():
        plain = text.lower().encode().translate(SPACED).decode()
        return [word for word in plain.split() if word not in CONNECTORS]
    return [folded for word in WORD.findall(text) if (folded := fold(word)) and folded not in CONNECTORS]


def in_any_order(text: str) -> str | None:
    """Return one key for a name of several words and for every order of them; None for a single word.

    'glargine insulin' and 'insulin, glargine' have one key, and a doubled word counts once. A
    doubled number or short mark counts twice: 'AB-1-1' is another code than 'AB-1'.
    """
    if text.isalnum():
        return None
    found = words(text)
    spoken = {word for word in found if len(word) >= SPOKEN and word.isalpha()}
    kept = sorted([*spoken, *(word for word in found if word not in spoken)])
    return " ".join(kept) if len(found) > 1 else None


SOUNDS = ((b"ph", b"f"), (b"ch", b"k"), (b"ck", b"k"), (b"th", b"t"), (b"x", b"ks"))
SAME = bytes.maketrans(b"cqyz", b"kkis")
UNHEARD = b"aeiouyh"
DOUBLED = re.compile(rb"(.)(?=\1)")


def sound(folded: str) -> str:
    """Return a name as it sounds: one spelling a sound, no doubled letters, no vowels but the first.

    Sounds are those of plain letters; a name with others is its own sound.
    """
    if not folded.isascii():
        return folded
    heard = folded.encode()
    for spelling, plain in SOUNDS:
        heard = heard.replace(spelling, plain)
    return DOUBLED.sub(b"", heard[:1].translate(SAME) + heard[1:].translate(SAME, UNHEARD)).decode()


def printable(text: str) -> str:
    """Return text without what a terminal would obey: controls, escapes, bidirectional marks."""
    if text.isprintable():
        return text
    kept = (" " if letter in "\t\n\r" else letter for letter in text)
    return "".join(one for one in kept if unicodedata.category(one) not in {"Cc", "Cf", "Cs", "Zl", "Zp"})
