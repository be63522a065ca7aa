"""Changes in colour, wherever lines were broken."""

from __future__ import annotations

from rich.text import Text

from drugcli.render.changes import coloured


def spans(text: Text) -> list[tuple[str, str]]:
    return [(str(one.style), text.plain[one.start : one.end]) for one in text.spans]


def test_a_change_is_coloured_on_every_line_that_it_stands_on() -> None:
    text = Text("Give [-40 mg\nonce-] {+50 mg+}\ndaily.")
    coloured(text, [(0, 80)])

    assert spans(text) == [("red", "[-40 mg"), ("red", "once-]"), ("green", "{+50 mg+}")]


def test_columns_are_coloured_each_by_itself() -> None:
    text = Text("2.1  Give [-40   Give {+50\n     mg-] daily  mg+} daily")
    coloured(text, [(0, 3), (5, 15), (17, 28)])

    assert spans(text) == [("red", "[-40 "), ("green", "{+50"), ("red", "mg-]"), ("green", "mg+}")]


def test_marks_of_another_kind_within_a_change_do_not_end_it() -> None:
    text = Text("[-Give {+ 40 [- mg-] daily +} x")
    coloured(text, [(0, 80)])

    assert spans(text) == [("red", "[-Give {+ 40 [- mg-]")]


def test_what_stands_before_the_row_is_left_alone() -> None:
    text = Text("[-40\nGive {+50+}")
    coloured(text, [(0, 80)], first=5)

    assert spans(text) == [("green", "{+50+}")]
