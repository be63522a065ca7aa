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


def test_nothing_is_drawn_before_something_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    terminal = Terminal()
    with bar(terminal):
        pass

    assert terminal.getvalue() == ""


def test_it_is_gone_as_soon_as_all_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    terminal = Terminal()
    with bar(terminal) as told:
        told("Reading", 1, 2)
        told("Reading", 2, 2)
        assert terminal.getvalue().endswith("\x1b[2K")
