"""Figures as a sentence shows them: 1,636 and 2,249.16 and 3.6, never 3.60."""

from decimal import Decimal


def exact(value: Decimal) -> str:
    """Write a stated figure with all its decimals but no trailing zeros."""
    return _trimmed(f"{value:,f}")


def figure(value: Decimal) -> str:
    """Write a computed figure with at most two decimals, or two digits where it is below 0.01."""
    if value and abs(value) < Decimal("0.01"):
        return _trimmed(f"{value:,.{1 - value.adjusted()}f}")
    return _trimmed(f"{value:,.2f}")


def percent(value: Decimal) -> str:
    """Write a computed percentage: 4.06%."""
    return f"{figure(value)}%"


def listed(words: list[str]) -> str:
    """Join words for a sentence: 'a', 'a and b', 'a, b and c'."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def _trimmed(text: str) -> str:
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
