"""Labels from openFDA: only those of the drug that was asked for are kept."""

from __future__ import annotations

import io
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
    total: int
    """Labels that openFDA has for it."""
    labels: tuple[Label, ...]
    others: tuple[Label, ...]
    """Of another drug, by their own text."""
    refused: tuple[Refused, ...]

    @property
    def received(self) -> int:
        """How many records came."""
        return len(self.labels) + len(self.others) + len(self.refused)


def fetch(asked: Asked, api: OpenFda, most: int) -> Fetched:
    """Ask for the newest labels of a drug, so many at the most; raises OpenFdaError."""
    answers = (api.labels(search, most) for search in asked.searches)
    answer = next((one for one in answers if one is not None), None)
    if answer is None:
        return Fetched(asked.query, 0, (), (), ())
    read = list(read_stream(io.BytesIO(answer.body), name="openFDA"))
    labels = [one for one in read if isinstance(one, Label)]
    return Fetched(
        query=asked.query,
        total=answer.total,
        labels=tuple(one for one in labels if is_of(one, asked)),
        others=tuple(one for one in labels if not is_of(one, asked)),
        refused=tuple(one for one in read if isinstance(one, Refused)),
    )
