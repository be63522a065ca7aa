"""Labels from openFDA: only those of the drug that was asked for are kept."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from drugcli.lookup.asked_for import Asked, is_of
from drugcli.readers.labels import read_stream
from drugcli.readers.refused import Refused
from drugcli.records.labels import Label

if TYPE_CHECKING:
    from drugcli.readers.openfda_api import OpenFda


class Fetched(NamedTuple):
    """What came back for one name."""

    query: str
    total: int = 0
    """Labels that openFDA has for it."""
    labels: tuple[Label, ...] = ()
    others: tuple[Label, ...] = ()
    """Of another drug, by their own text."""
    refused: tuple[Refused, ...] = ()
    failure: str = ""
    """Why there is no answer, where there is none."""

    @property
    def received(self) -> int:
        """How many records came."""
        return len(self.labels) + len(self.others) + len(self.refused)


def fetch_each(several: Sequence[Asked], api: OpenFda, most: int) -> list[Fetched]:
    """Ask for one name after the other; one without an answer does not undo those that have one.

    Where openFDA itself fails, the rest is not asked for. Raises OpenFdaError if no name has an answer.
    """
    from drugcli.readers.openfda_api import OpenFdaError

    found: list[Fetched] = []
    failures: list[OpenFdaError] = []
    for asked in several:
        if failures and failures[-1].is_final:
            found.append(Fetched(asked.query, failure="was not asked for, after this failure"))
            continue
        try:
            found.append(fetch(asked, api, most))
        except OpenFdaError as error:
            failures.append(error)
            found.append(Fetched(asked.query, failure=error.told))
    if failures and all(one.failure for one in found):
        raise failures[0]
    return found


def fetch(asked: Asked, api: OpenFda, most: int) -> Fetched:
    """Ask for the newest labels of a drug, so many at the most; raises OpenFdaError."""
    answers = (api.labels(search, most) for search in asked.searches)
    answer = next((one for one in answers if one is not None), None)
    if answer is None:
        return Fetched(asked.query)
    read = list(read_stream(io.BytesIO(answer.body), name="openFDA"))
    labels = [one for one in read if isinstance(one, Label)]
    return Fetched(
        query=asked.query,
        total=answer.total,
        labels=tuple(one for one in labels if is_of(one, asked)),
        others=tuple(one for one in labels if not is_of(one, asked)),
        refused=tuple(one for one in read if isinstance(one, Refused)),
    )
