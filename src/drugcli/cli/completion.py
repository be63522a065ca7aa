"""What the shell completes: names of drugs and of markets."""

from collections.abc import Sequence


def drug_names(incomplete: str) -> list[str]:
    """Return the drugs' names that begin with what was typed."""
    return _beginning_with(incomplete, ("drugs",))


def market_names(incomplete: str) -> list[str]:
    """Return the markets' ids and names that begin with what was typed."""
    return _beginning_with(incomplete, ("markets",))


def names(incomplete: str) -> list[str]:
    """Return all names that begin with what was typed."""
    return _beginning_with(incomplete, ("drugs", "markets"))


def _beginning_with(incomplete: str, kinds: Sequence[str]) -> list[str]:
    from drugcli.cli.opening import library
    from drugcli.errors import DrugcliError
    from drugcli.records.folding import fold

    begun = fold(incomplete)
    try:
        with library(None) as held:
            found = [name for kind in kinds for name in held.beginning_with(begun, kind)]
    except DrugcliError:
        return []
    texts = {name.text.lower().replace(" ", "-") if kinds == ("markets",) else name.text for name in found}
    return sorted(_continued(incomplete, text) for text in texts)


def _continued(incomplete: str, text: str) -> str:
    """Return a name that begins letter by letter as it was typed; the shell drops any other."""
    return incomplete + text[len(incomplete) :] if text.lower().startswith(incomplete.lower()) else text
