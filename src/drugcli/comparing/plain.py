"""One sign for those that labels use for the same thing; every text keeps its length."""

PLAIN = str.maketrans(
    {
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-", "\u00ad": "-",
        "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2007": " ", "\n": " ", "\t": " ",
        "\u00b5": "u", "\u03bc": "u", "\u00d7": "x", "\u2044": "/", "\u2215": "/", "\u00ba": "°", "\u02da": "°",
    }
)  # fmt: skip


def plain(text: str) -> str:
    """Return a text with plain signs; places in it are those of the text."""
    return text.translate(PLAIN)
