"""Several processes at one cache, and processes that are killed at the worst moment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drugcli.library.formulary import Formulary

if TYPE_CHECKING:
    from tests.library.conftest import MakeUp

OpenedOne = Callable[..., Formulary]
PATIENCE = 60
"""Seconds; nothing here takes ten."""

COMPILE = """
import sys
from pathlib import Path

from drugcli.library.formulary import Formulary
from drugcli.pages.laying_out import laid_out

formulary = Formulary(Path(sys.argv[1]), Path(sys.argv[2]), laid_out)
print("ready", flush=True)
sys.stdin.readline()
record = formulary.record("drugs", "exampline")
print(record.class_.text, len(formulary.ids("drugs")), len(formulary.search("inhibitor")), formulary.cache_trouble)
"""

STALL = """
import sys
import time
from pathlib import Path

from drugcli.library.formulary import Formulary
from drugcli.pages.laying_out import laid_out

count = 0

def stalling(record):
    global count
    count += 1
    if count == int(sys.argv[3]):
        print("half-way", flush=True)
        time.sleep(600)
    return laid_out(record)

Formulary(Path(sys.argv[1]), Path(sys.argv[2]), stalling).ids("drugs")
"""


@contextmanager
def started(script: str, *arguments: str | Path) -> Iterator[subprocess.Popen[str]]:
    """Run a script beside the test; whatever becomes of the test, the process ends with it."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def killed_half_way(own: Path, caches: Path, after: int) -> None:
    """Compile in a process that is killed within its one transaction."""
    with started(STALL, own, caches, str(after)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half-way\n"
        process.send_signal(signal.SIGKILL)
        assert process.wait(PATIENCE) == -signal.SIGKILL


def drafts(caches: Path) -> list[Path]:
    return sorted(caches.glob("draft-*"))


@pytest.fixture
def hundred(own: Path, make_up: MakeUp) -> Path:
    for number in range(99):
        make_up(own, f"drug{number}", f"Brand{number}")
    return own


def run_at_once(own: Path, caches: Path) -> list[tuple[str, str]]:
    """Let four processes look up the same drug at the same time; return what each says."""
    with ExitStack() as stack:
        processes = [stack.enter_context(started(COMPILE, own, caches)) for _ in range(4)]
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        return [process.communicate(timeout=PATIENCE) for process in processes]


def test_four_first_runs_at_once_all_get_the_right_answer(hundred: Path, caches: Path) -> None:
    assert run_at_once(hundred, caches) == [("enzyme inhibitor 100 100 None\n", "")] * 4
    assert len(list(caches.iterdir())) == 1


def test_four_runs_after_a_change_all_get_the_right_answer(hundred: Path, caches: Path, opened_one: OpenedOne) -> None:
    opened_one(hundred).ids("drugs")
    path = hundred / "drugs" / "exampline.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("enzyme inhibitor", "enzyme activator"), encoding="utf-8")

    assert run_at_once(hundred, caches) == [("enzyme activator 100 99 None\n", "")] * 4
    assert len(list(caches.iterdir())) == 1


def test_four_runs_at_a_damaged_cache_all_get_the_right_answer(
    hundred: Path, caches: Path, opened_one: OpenedOne
) -> None:
    opened_one(hundred).ids("drugs")
    (cache,) = caches.iterdir()
    cache.write_bytes(bytes(cache.stat().st_size))

    assert run_at_once(hundred, caches) == [("enzyme inhibitor 100 100 None\n", "")] * 4
    assert len(list(caches.iterdir())) == 1


def test_a_process_killed_while_compiling_leaves_no_harm(
    own: Path, caches: Path, make_up: MakeUp, opened_one: OpenedOne
) -> None:
    for number in range(2000):
        make_up(own, f"drug{number}")
    killed_half_way(own, caches, after=1500)
    assert [path.suffix for path in drafts(caches)][:1] == [".sqlite3"]

    formulary = opened_one(own)

    assert len(formulary.ids("drugs")) == 2001
    assert formulary.cache_trouble is None


def test_a_process_killed_while_it_adds_to_a_cache_leaves_the_old_one(
    hundred: Path, caches: Path, make_up: MakeUp, opened_one: OpenedOne
) -> None:
    opened_one(hundred).ids("drugs")
    (cache,) = caches.iterdir()
    before = cache.read_bytes()
    make_up(hundred, "newline", "Newlex")

    killed_half_way(hundred, caches, after=1)

    assert cache.read_bytes() == before
    assert [named.id for named in opened_one(hundred).named("newlex", "drugs")] == ["newline"]


def test_drafts_of_the_dead_do_not_pile_up(own: Path, caches: Path, opened_one: OpenedOne) -> None:
    for _ in range(2):
        killed_half_way(own, caches, after=2)
    left = drafts(caches)
    assert len(left) >= 2
    for draft in left:
        os.utime(draft, (1, 1))

    opened_one(own).ids("drugs")

    assert drafts(caches) == []


def test_drafts_of_the_living_are_left_alone(own: Path, caches: Path, opened_one: OpenedOne) -> None:
    with started(STALL, own, caches, "2") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half-way\n"
        living = drafts(caches)

        opened_one(own).ids("drugs")

        assert living
        assert drafts(caches) == living
