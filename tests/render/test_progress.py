"""A bar is drawn on a terminal and nowhere else, and is gone at the end."""

import io

import pytest

from drugcli.render.progress import bar


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def worked(stream: io.StringIO) -> str:
    with bar(stream) as told:
        told("Reading [a] list", 1, 2)
        told("Deriving names", 0, 0)
    return stream.getvalue()


def test_in_a_pipe_nothing_is_drawn() -> None:
    assert worked(io.StringIO()) == ""


def test_on_a_terminal_it_says_what_is_being_done_and_is_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    drawn = worked(Terminal())

    assert "Deriving names" in drawn
    assert drawn.endswith("\x1b[2K")
