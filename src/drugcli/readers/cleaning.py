"""Text from outside, without what a terminal would obey."""

import re
from typing import Any

FOREIGN = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001"
    "\U000e0020-\U000e007f"
    "]"
)
"""Controls, escapes, bidirectional marks, invisible letters, halves of characters: what ``printable`` drops."""
SPACES = str.maketrans("\t\n\r", "   ")


def clean(text: str) -> str:
    """Return text as ``records.folding.printable`` does, at the speed that whole labels need."""
    if text.isprintable() or FOREIGN.search(text) is None:
        return text
    return FOREIGN.sub("", text.translate(SPACES))


def spaced(text: str) -> str:
    """Return clean text with one space wherever there was white space, and none around it."""
    plain = " ".join(text.split())
    return plain if plain.isprintable() else " ".join(clean(text).split())


def text_of(value: Any) -> str:  # noqa: ANN401  a value of somebody else's JSON
    """Return a value that should be text, or an empty string when it is none."""
    return spaced(value) if isinstance(value, str) else ""
