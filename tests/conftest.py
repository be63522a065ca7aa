"""What the tests share: drugcli run within this process, as a process of its own, and on a terminal."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest
from hypothesis import HealthCheck, settings
from typer.testing import CliRunner

from drugcli.cli import app

settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")  # a busy machine fails no test

ROOT = Path(__file__).resolve().parent.parent
DATA = Path("tests") / "data"
"""Relative: pages name the formulary that they come from, and golden files must fit every checkout."""

PATIENCE = 30
"""Seconds; nothing here takes one."""


class Said(NamedTuple):
    """All that a user gets to see of a run."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def unwrapped(self) -> str:
        """What stands on stdout, as if the terminal had no end to its right."""
        return " ".join(self.stdout.split())


class Run(Protocol):
    """Run drugcli with arguments; keywords set environment variables, None unsets one."""

    def __call__(self, *arguments: str | Path, **environment: str | None) -> Said: ...


class OnTerminal(Protocol):
    """Run drugcli on a terminal of some size, pressing keys once 'Press' shows; stdout is the screen."""

    def __call__(
        self, *arguments: str, keys: str = "", columns: int = 80, lines: int = 500, **environment: str | None
    ) -> Said: ...


Golden = Callable[[str, str], None]
"""Compare a text with a file of tests/data/golden, or write the file when UPDATE_GOLDEN is set."""


@pytest.fixture(scope="session")
def warm_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Share compiled formularies between tests: to compile them for each would take minutes."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def environment(warm_cache: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, str | None]:
    """Return what is fixed for every run: the formulary, the day, the width; and stand in the checkout."""
    monkeypatch.chdir(ROOT)
    return {
        "DRUGCLI_DATA": str(DATA / "formulary"),
        "SOURCE_DATE_EPOCH": "1767225600",
        "XDG_CACHE_HOME": str(warm_cache),
        "XDG_DATA_HOME": str(warm_cache / "data"),
        "COLUMNS": "80",
        "LINES": None,
        "NO_COLOR": None,
        "FORCE_COLOR": None,
        "TERM": "xterm-256color",
        "PAGER": None,
    }


@pytest.fixture
def run(environment: Mapping[str, str | None]) -> Run:
    """Return drugcli, run within this process; what is no error of drugcli's own is raised."""

    def run_here(*arguments: str | Path, **changed: str | None) -> Said:
        result = CliRunner().invoke(
            app,
            [str(one) for one in arguments],
            env={**environment, **changed},
            catch_exceptions=False,
            prog_name="drugcli",
        )
        return Said(result.exit_code, result.stdout, result.stderr)

    return run_here


@pytest.fixture
def process(environment: Mapping[str, str | None]) -> Run:
    """Return drugcli, run as its users run it; each run costs a third of a second."""

    def run_process(*arguments: str | Path, **changed: str | None) -> Said:
        done = subprocess.run(
            [sys.executable, "-m", "drugcli", *arguments],
            env=merged({**environment, **changed}),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=PATIENCE,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    return run_process


def merged(environment: Mapping[str, str | None]) -> dict[str, str]:
    """Return the environment of this process with changes; None unsets a variable."""
    whole = {**os.environ, **environment}
    return {name: value for name, value in whole.items() if value is not None}


UNMEASURED: Mapping[str, str | None] = {"COVERAGE_PROCESS_CONFIG": None}
"""For a process that may write next to nothing: its coverage cannot be written either."""


@pytest.fixture
def on_terminal(environment: Mapping[str, str | None]) -> OnTerminal:
    """Return drugcli, run on a pseudo-terminal; tests that ask for it are skipped where there is none."""
    pty = pytest.importorskip("pty")
    fcntl = pytest.importorskip("fcntl")
    termios = pytest.importorskip("termios")

    def run_on_terminal(
        *arguments: str, keys: str = "", columns: int = 80, lines: int = 500, **changed: str | None
    ) -> Said:
        screen, terminal = pty.openpty()
        size = b"".join(number.to_bytes(2, sys.byteorder) for number in (lines, columns, 0, 0))
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, size)
        with subprocess.Popen(
            [sys.executable, "-m", "drugcli", *arguments],
            env=merged({**environment, "COLUMNS": None, **changed}),
            stdin=terminal,
            stdout=terminal,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as running:
            os.close(terminal)
            shown = _watched(running, screen, keys.encode())
            os.close(screen)
            assert running.stderr is not None
            complaint = running.stderr.read().decode()
        return Said(running.returncode, shown.decode().replace("\r\n", "\n"), complaint)

    return run_on_terminal


def _watched(running: subprocess.Popen[bytes], screen: int, keys: bytes) -> bytes:
    """Return all that is written to a terminal until its process ends.

    Keys are pressed whenever nothing happens for a while: a program that begins to read
    single keys throws away what was typed before.
    """
    shown = b""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        ready, _, _ = select.select([screen], [], [], 0.3)
        if ready:
            try:
                written = os.read(screen, 65536)
            except OSError:  # Linux says so when the other end is closed
                return shown
            if not written:
                return shown
            shown += written
        elif running.poll() is not None:
            return shown
        elif keys and shown:
            os.write(screen, keys)
    running.kill()
    raise AssertionError(f"still running, having shown {shown!r}")


@pytest.fixture
def golden() -> Golden:
    """Return the comparison with a golden file; renew all with: UPDATE_GOLDEN=1 make test."""

    def compare(name: str, text: str) -> None:
        path = ROOT / DATA / "golden" / name
        if os.environ.get("UPDATE_GOLDEN"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        with path.open(encoding="utf-8", newline="") as file:
            assert text == file.read()

    return compare


@pytest.fixture
def formulary(tmp_path: Path) -> Path:
    """Return a formulary of the test's own, empty as yet."""
    folder = tmp_path / "own"
    (folder / "drugs").mkdir(parents=True)
    return folder


@pytest.fixture
def exampline_file() -> Path:
    """Return the file of the made-up drug exampline, to copy and to change."""
    return ROOT / DATA / "formulary" / "drugs" / "exampline.toml"
