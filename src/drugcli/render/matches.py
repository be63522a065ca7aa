"""Matches as text, line by line, so that a list of any length streams."""

import csv
from collections.abc import Callable
from typing import NamedTuple

from msgspec import json

from drugcli.lookup.lists import Match
from drugcli.pages.matches import COLUMNS, cells, in_words
from drugcli.render.as_markdown import plain

TYPED = 32
"""Characters kept for what was typed; a longer name takes the room that it needs."""


class Form(NamedTuple):
    """How matches are written: what stands before the first, and each of them."""

    head: str
    line: Callable[[Match], str]


class _Text:
    """Returns what is written to it."""

    def write(self, text: str) -> str:
        return text


_encode = json.Encoder(decimal_format="number").encode
_comma_separated = csv.writer(_Text(), lineterminator="\n").writerow


def _as_json(match: Match) -> str:
    return _encode(match).decode() + "\n"


def _as_csv(match: Match) -> str:
    return str(_comma_separated(cells(match)))


def _as_markdown(match: Match) -> str:
    return f"| {' | '.join(map(plain, cells(match)))} |\n"


def _as_table(match: Match) -> str:
    return f"{match.line:>7}  {match.typed:<{TYPED}}  {match.status:<9}  {in_words(match)}".rstrip() + "\n"


FORMS = {
    "json": Form("", _as_json),
    "csv": Form(",".join(COLUMNS) + "\n", _as_csv),
    "markdown": Form(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}\n", _as_markdown),
    "table": Form("", _as_table),
}
