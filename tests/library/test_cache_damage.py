"""A cache that cannot be written, or that is damaged, changes no answer."""

from __future__ import annotations

import os
import random
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pytest

from drugcli import __version__
from drugcli.library.formulary import Formulary, Named
from drugcli.library.library import Held, Library

if TYPE_CHECKING:
    from tests.library.conftest import Opened

Everything = Callable[[Formulary], dict[str, Any]]
OpenedOne = Callable[..., Formulary]
Damage = Callable[[Path], None]


def empty(cache: Path) -> None:
    cache.write_bytes(b"")


def zeroed(cache: Path) -> None:
    cache.write_bytes(bytes(cache.stat().st_size))


def tail_zeroed(cache: Path) -> None:
    half = cache.stat().st_size // 2
    cache.write_bytes(cache.read_bytes()[:half].ljust(2 * half, b"\0"))


def truncated(cache: Path) -> None:
    os.truncate(cache, cache.stat().st_size // 2)


def truncated_in_a_page(cache: Path) -> None:
    os.truncate(cache, cache.stat().st_size - 1000)


def beheaded(cache: Path) -> None:
    cache.write_bytes(cache.read_bytes()[100:])


def text(cache: Path) -> None:
    cache.write_text("no database", encoding="utf-8")


def other_database(cache: Path) -> None:
    cache.unlink()
    with closing(sqlite3.connect(cache)) as connection:
        connection.executescript("CREATE TABLE stamp (folder TEXT, mtime TEXT); CREATE TABLE file (kind TEXT)")


def without_a_table(name: str) -> Damage:
    def damage(cache: Path) -> None:
        with closing(sqlite3.connect(cache)) as connection:
            connection.executescript(f"DROP TABLE {name}")

    return damage


def with_a_record_of_another_shape(cache: Path) -> None:
    content = b'{"name": "exampline"}'
    with closing(sqlite3.connect(cache)) as connection, connection:
        connection.execute("UPDATE file SET record = ?, checksum = ?", (content, crc32(content)))


def with_another_dose(cache: Path) -> None:
    """Change a figure and leave everything else as it was: a flipped bit can do that."""
    with closing(sqlite3.connect(cache)) as connection, connection:
        ((record,),) = connection.execute("SELECT record FROM file WHERE id = 'exampline'").fetchall()
        assert b'"value":"40"' in record
        changed = record.replace(b'"value":"40"', b'"value":"90"')
        connection.execute("UPDATE file SET record = ? WHERE id = 'exampline'", (changed,))


def removed(cache: Path) -> None:
    cache.unlink()


def a_link_to_nothing(cache: Path) -> None:
    cache.unlink()
    cache.symlink_to(cache.parent / "nowhere" / "nothing")


DAMAGES: list[Damage] = [
    empty, zeroed, tail_zeroed, truncated, truncated_in_a_page, beheaded, text, other_database, removed,
    with_a_record_of_another_shape, with_another_dose, a_link_to_nothing,
]  # fmt: skip


def only_cache(caches: Path) -> Path:
    (cache,) = caches.iterdir()
    return cache


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_cache_changes_no_answer_and_is_mended(
    own: Path, caches: Path, opened_one: OpenedOne, everything: Everything, damage: Damage
) -> None:
    right = everything(opened_one(own))
    damage(only_cache(caches))

    found = opened_one(own)
    assert everything(found) == right
    assert found.cache_trouble is None

    before = only_cache(caches).stat().st_ino
    again = opened_one(own)
    assert everything(again) == right
    assert again.cache_trouble is None
    assert only_cache(caches).stat().st_ino == before


def test_a_name_whose_record_was_lost_is_found_again(own: Path, caches: Path, opened: Opened) -> None:
    right = looked_up(opened(own))
    with closing(sqlite3.connect(only_cache(caches))) as connection, connection:
        connection.execute("DELETE FROM file WHERE id = 'exampline'")

    assert looked_up(opened(own)) == right


@pytest.mark.parametrize("table", ["stamp", "file", "name", "passage"])
def test_a_cache_without_a_table_changes_no_answer_and_is_mended(
    own: Path, caches: Path, opened_one: OpenedOne, everything: Everything, table: str
) -> None:
    right = everything(opened_one(own))
    without_a_table(table)(only_cache(caches))

    found = opened_one(own)

    assert everything(found) == right
    assert found.cache_trouble is None


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_cache_can_be_refreshed(
    own: Path, caches: Path, opened_one: OpenedOne, everything: Everything, damage: Damage
) -> None:
    right = everything(opened_one(own))
    damage(only_cache(caches))

    found = opened_one(own)
    found.refresh()

    assert everything(found) == right


def looked_up(library: Library) -> list[tuple[Named, Held]]:
    """Return all that a look-up by brand finds."""
    return [(named, library.held("drugs", named.id)) for named in library.named("examplex", "drugs")]


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_in_the_middle_never_change_a_dose(own: Path, caches: Path, opened: Opened, seed: int) -> None:
    right = looked_up(opened(own))
    cache = only_cache(caches)
    chance = random.Random(seed)  # noqa: S311  damage must be the same in each run
    content = bytearray(cache.read_bytes())
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(100, len(content) - 64)
        content[start : start + 64] = chance.randbytes(64)
    cache.write_bytes(content)

    assert looked_up(opened(own)) == right


@pytest.mark.parametrize("seed", range(20))
def test_a_zeroed_page_never_changes_a_dose(own: Path, caches: Path, opened: Opened, seed: int) -> None:
    right = looked_up(opened(own))
    cache = only_cache(caches)
    content = bytearray(cache.read_bytes())
    page = seed % (len(content) // 4096)
    content[page * 4096 : (page + 1) * 4096] = bytes(4096)
    cache.write_bytes(content)

    assert looked_up(opened(own)) == right


def test_a_cache_of_another_version_is_left_alone(
    own: Path, caches: Path, opened_one: OpenedOne, everything: Everything
) -> None:
    right = everything(opened_one(own))
    cache = only_cache(caches)
    old = cache.rename(cache.with_name(cache.name.replace(__version__, "0.0.1")))
    with_another_dose(old)
    before = old.read_bytes()

    assert everything(opened_one(own)) == right
    assert set(caches.iterdir()) == {old, cache}
    assert old.read_bytes() == before


def test_a_folder_in_the_place_of_the_cache_is_a_trouble_and_no_more(
    own: Path, caches: Path, opened_one: OpenedOne, everything: Everything
) -> None:
    right = everything(opened_one(own))
    cache = only_cache(caches)
    cache.unlink()
    cache.mkdir()
    (cache / "file").touch()

    found = opened_one(own)

    assert everything(found) == right
    assert found.cache_trouble
    assert list(caches.iterdir()) == [cache]


@pytest.mark.parametrize("place", ["file", "file/caches", "/dev/null", "/dev/null/caches", "/proc/caches"])
def test_a_cache_folder_that_cannot_be_is_a_trouble_and_no_more(
    own: Path, tmp_path: Path, opened_one: OpenedOne, everything: Everything, place: str
) -> None:
    (tmp_path / "file").write_text("here first", encoding="utf-8")
    right = everything(opened_one(own))

    found = opened_one(own, tmp_path / place)

    assert everything(found) == right
    assert found.cache_trouble
    assert (tmp_path / "file").read_text(encoding="utf-8") == "here first"


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_read_only_cache_folder_is_a_trouble_and_no_more(
    own: Path, caches: Path, opened_one: OpenedOne, everything: Everything
) -> None:
    right = everything(opened_one(own))
    only_cache(caches).unlink()
    caches.chmod(0o500)

    found = opened_one(own)
    told = everything(found)
    caches.chmod(0o700)

    assert told == right
    assert found.cache_trouble
    assert list(caches.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_cache_in_a_read_only_folder_is_used_while_it_is_fresh(
    own: Path, caches: Path, opened_one: OpenedOne, everything: Everything
) -> None:
    right = everything(opened_one(own))
    caches.chmod(0o500)

    found = opened_one(own)
    told = everything(found)
    caches.chmod(0o700)

    assert told == right
    assert found.cache_trouble is None


FULL = """
import sys
from pathlib import Path

from drugcli.library.formulary import Formulary
from drugcli.pages.laying_out import laid_out

formulary = Formulary(Path(sys.argv[1]), Path(sys.argv[2]), laid_out)
print(formulary.record("drugs", "exampline").name, formulary.ids("markets"), len(formulary.search("platelet")))
print("trouble:", formulary.cache_trouble)
"""


def on_a_full_disk(own: Path, caches: Path, limit: int) -> subprocess.CompletedProcess[str]:
    """Open a formulary where no file may grow beyond some bytes, as on a disk without space."""

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, "-B", "-c", FULL, str(own), str(caches)],
        preexec_fn=fill,
        env={**os.environ, "COVERAGE_PROCESS_START": "", "COVERAGE_PROCESS_CONFIG": ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("limit", [0, 4096, 20_000, 60_000])
def test_a_full_disk_changes_no_answer(own: Path, caches: Path, limit: int) -> None:
    done = on_a_full_disk(own, caches, limit)

    first, second = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert first.startswith("exampline ['exampitis'] ")
    assert not first.endswith(" 0")
    assert second != "trouble: None"
    assert [path for path in caches.glob("*") if path.stat().st_size] == []


def test_a_disk_that_fills_up_later_keeps_the_old_cache(
    own: Path, caches: Path, opened_one: OpenedOne, everything: Everything
) -> None:
    opened_one(own).ids("drugs")
    cache = only_cache(caches)
    before = cache.read_bytes()
    path = own / "drugs" / "exampline.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("6.2", "6.3"), encoding="utf-8")

    done = on_a_full_disk(own, caches, 20_000)

    assert done.stdout.startswith("exampline ['exampitis'] ")
    assert only_cache(caches) == cache
    assert cache.read_bytes() == before
    assert "6.3" in str(everything(opened_one(own))["records"])
