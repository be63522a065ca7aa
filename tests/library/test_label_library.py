from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any
from zlib import compress

import pytest

from drugcli.library import label_file, label_schema
from drugcli.library.label_import import Imported, import_labels
from drugcli.library.label_upkeep import remove, vacuum
from drugcli.library.labels import LabelLibrary, open_labels
from drugcli.readers.openfda import read_record
from drugcli.readers.refused import Refused
from drugcli.readers.spl import read_document
from drugcli.records.folding import fold, sound
from drugcli.records.labels import Label
from tests.conftest import PATIENCE
from tests.made_up_labels import SET_ID, record, renamed, spl

Import = Callable[..., Counter[str]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "labels.sqlite3"


@pytest.fixture
def add(file: Path) -> Import:
    """Return an import of records, which counts what became of them."""

    def import_(*records: dict[str, Any] | Label) -> Counter[str]:
        labels = (one if isinstance(one, Label) else read_record(one) for one in records)
        return outcomes(file, labels)

    return import_


def outcomes(file: Path, labels: Iterable[Label | Refused]) -> Counter[str]:
    found = import_labels(file, labels)
    return Counter(one.outcome if isinstance(one, Imported) else "refused" for one in found)


def versions(file: Path) -> list[tuple[int, bool]]:
    library = LabelLibrary(file)
    found = [(one.version, one.is_newest) for one in library.versions(SET_ID)]
    library.close()
    return found


def test_nothing_is_made_before_something_is_imported(file: Path) -> None:
    assert open_labels(file) is None
    assert not file.exists()


def test_a_label_comes_back_as_it_went_in(file: Path, add: Import) -> None:
    label = read_record(record())
    add(label)
    library = LabelLibrary(file)
    (held,) = library.versions(SET_ID)

    assert library.label(held) == label
    assert held.drug == "exampline-sodium"
    library.close()


def test_every_version_is_kept_and_told_apart(file: Path, add: Import) -> None:
    assert add(record(version="12")) == {"imported": 1}
    assert add(record(version="13", effective_time="20240401")) == {"newer": 1}
    assert add(record(version="11", effective_time="20230401")) == {"older": 1}
    assert add(record(version="12"), record(version="13", effective_time="20240401")) == {"unchanged": 2}
    assert versions(file) == [(13, True), (12, False), (11, False)]


def test_two_texts_of_one_version_are_both_kept_and_marked(file: Path, add: Import) -> None:
    add(record())

    assert add(record(boxed_warning=["WARNING: OTHER"])) == {"conflicting": 1}
    assert add(record(boxed_warning=["WARNING: OTHER"])) == {"unchanged": 1}
    library = LabelLibrary(file)
    assert [library.conflicting(one) for one in library.versions(SET_ID)] == [True, True]
    assert [one.is_newest for one in library.versions(SET_ID)] == [True, False]
    library.close()


def test_the_same_version_as_spl_is_another_form_and_no_conflict(file: Path, add: Import) -> None:
    add(record(version="7"))

    assert add(read_document(spl())) == {"imported": 1}
    library = LabelLibrary(file)
    assert [(one.origin, one.is_newest) for one in library.versions(SET_ID)] == [("SPL", True), ("openFDA", False)]
    assert not any(library.conflicting(one) for one in library.versions(SET_ID))
    library.close()


def test_the_same_text_with_other_names_amends_them(file: Path, add: Import) -> None:
    add(record(openfda=None))

    assert add(record()) == {"amended": 1}
    library = LabelLibrary(file)
    assert library.named("exampline")
    assert library.versions(SET_ID)[0].drug == "exampline-sodium"
    assert library.facts(library.versions(SET_ID)[0]).marks == ()
    library.close()


def test_the_same_text_without_its_names_takes_none_away(file: Path, add: Import) -> None:
    add(record())

    assert add(record(openfda=None)) == {"unchanged": 1}
    library = LabelLibrary(file)
    assert library.named("exampline")
    library.close()


def test_names_and_codes_find_the_drug(file: Path, add: Import) -> None:
    add(record(), renamed(2))
    library = LabelLibrary(file)

    def found(name: str) -> set[tuple[str, str]]:
        return {(one.id, one.sort) for one in library.named(fold(name))}

    drug = "exampline-sodium"
    assert found("Examplex") == {(drug, "brand")}
    assert found("EXAMPLINE") == {(drug, "generic")}
    assert found("99999-058") == found("99999005801") == found("999990058") == {(drug, "NDC")}
    assert found("nda 999999") == {(drug, "application number"), ("exampline2-sodium", "application number")}
    assert found(SET_ID) == {(drug, "set id")}
    assert found("000000001X") >= {(drug, "UNII")}
    assert found("nothing") == set()
    library.close()


def test_similar_names_are_found_and_codes_are_like_no_other(file: Path, add: Import) -> None:
    add(record())
    library = LabelLibrary(file)

    assert "examplex" in library.within_reach("exmplex", 2)
    assert {one.id for one in library.spelled(["examplex", "exampline"])} == {"exampline-sodium"}
    assert {one.text for one in library.beginning_with("exampl")} == {"Examplex", "EXAMPLINE", "EXAMPLINE SODIUM"}
    assert [one.text for one in library.sounding_like(sound("eksamplex"))] == ["Examplex"]
    assert library.beginning_with("99999") == []
    library.close()


def test_a_drug_has_all_the_names_of_its_labels(file: Path, add: Import) -> None:
    add(record(), renamed(2))
    library = LabelLibrary(file)
    own = {(one.text, one.sort) for one in library.own_names("exampline-sodium")}

    assert own >= {("Examplex", "brand"), ("EXAMPLINE SODIUM", "substance"), ("000000001X", "UNII")}
    assert {one.id for one in library.meant(["examplex", "99999058"])} == {"exampline-sodium"}
    assert {one.id for one in library.worded("exampline sodium")} == {"exampline-sodium"}
    assert library.summary("exampline-sodium").title == "exampline sodium"
    assert library.summary("exampline-sodium").brands == ("Examplex",)
    library.close()


def test_a_label_of_several_substances_is_called_by_none_of_them(file: Path, add: Import) -> None:
    block = record()["openfda"] | {"substance_name": ["EXAMPLINE SODIUM", "MANNITOL"], "unii": []}
    add(record(openfda=block))
    library = LabelLibrary(file)

    assert library.named("mannitol") == []
    assert [one.id for one in library.named("examplex")] == ["exampline-sodium+mannitol"]
    library.close()


def test_labelers_of_one_drug_share_it_and_the_newest_label_comes_first(file: Path, add: Import) -> None:
    other = record(effective_time="20250101", version="1", set_id=SET_ID.replace("1", "9"))
    add(record(), other)
    library = LabelLibrary(file)

    assert [one.date for one in library.of_drug("exampline-sodium")] == ["2025-01-01", "2024-03-01"]
    assert len(library.sets("examplex", "exampline-sodium")) == 2
    assert library.counts()[:3] == (2, 2, 1)
    library.close()


def test_only_the_newest_version_gives_names(file: Path, add: Import) -> None:
    add(record(version="13"))
    older = renamed(7, version="12")
    add({**older, "set_id": SET_ID})
    library = LabelLibrary(file)

    assert library.named("examplex7") == []
    library.close()


def passages(file: Path, words: str) -> list[str]:
    """Return the titles of the sections that full-text search finds."""
    with sqlite3.connect(file) as connection:
        query = "SELECT title FROM passage JOIN section ON section.id = passage.rowid WHERE passage MATCH ?"
        found = [title for (title,) in connection.execute(query, (words,))]
    connection.close()
    return found


def test_passages_are_found_by_their_words(file: Path, add: Import) -> None:
    add(record())

    assert passages(file, '"give it at once"') == ["Missed Dose"]
    assert passages(file, "half life") == ["Pharmacokinetics"]


def test_what_is_removed_is_gone_with_its_names_and_passages(file: Path, add: Import) -> None:
    add(record(), record(version="13"), renamed(2))
    library = LabelLibrary(file)
    newest, older = library.versions(SET_ID)
    remove(file, [newest])
    assert versions(file) == [(12, True)]
    remove(file, [older])

    assert library.versions(SET_ID) == []
    assert library.named("examplex") == []
    assert library.within_reach("examplex", 1) == ["examplex2"]
    library.close()
    assert len(passages(file, "blood")) == 1
    assert add(record()) == {"imported": 1}


def test_room_is_given_back(file: Path, add: Import) -> None:
    add(*(renamed(number) for number in range(120)))
    library = LabelLibrary(file)
    remove(file, list(library.all())[10:])
    library.close()
    before, after = vacuum(file)

    assert after < before / 2
    assert passages(file, "blood") == ["Bleeding"] * 10


def made_older(file: Path) -> None:
    """Bring a library to the shape before names were in it."""
    with closing(sqlite3.connect(file)) as connection:
        for table in ("name", "state", "block", "gram"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("PRAGMA user_version = 1")


def test_a_library_of_an_older_shape_is_brought_up_with_a_backup(file: Path, add: Import) -> None:
    add(record(), record(version="13"))
    made_older(file)
    library = LabelLibrary(file)

    assert [one.id for one in library.named("examplex")] == ["exampline-sodium"]
    assert library.within_reach("exmplex", 2) == ["examplex", "exampline", "examplinesodium"]
    library.close()
    backup = file.with_name("labels.sqlite3.shape-1")
    with sqlite3.connect(backup) as kept:
        assert kept.execute("SELECT count(*) FROM label").fetchone() == (2,)
        assert label_schema.shape(kept) == 1
    kept.close()
    assert add(record()) == {"unchanged": 1}


def test_several_that_bring_a_library_up_at_once_keep_one_backup_of_what_it_was(file: Path, add: Import) -> None:
    add(*(renamed(number) for number in range(40)))
    made_older(file)
    code = "import sys; from pathlib import Path; from drugcli.library.labels import LabelLibrary\n"
    code += "print(len(list(LabelLibrary(Path(sys.argv[1])).all())))"
    command = [sys.executable, "-c", code, str(file)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _one in range(4)]

    assert [one.communicate(timeout=PATIENCE) for one in running] == [(b"40\n", b"")] * 4
    (backup,) = label_file.backups(file)
    with closing(sqlite3.connect(backup)) as kept:
        assert label_schema.shape(kept) == 1
    assert list(file.parent.glob("*.draft")) == []


def test_a_library_that_cannot_be_brought_up_stays_as_it_was(
    file: Path, add: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(record())

    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("DROP TABLE name")
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(label_schema, "STEPS", (*label_schema.STEPS, fail))
    with pytest.raises(label_file.LabelLibraryError, match="the disk is full"):
        LabelLibrary(file)
    monkeypatch.undo()
    library = LabelLibrary(file)
    assert library.named("examplex")
    library.close()


def test_a_library_of_a_newer_drugcli_is_refused(file: Path, add: Import) -> None:
    add(record())
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()

    with pytest.raises(label_file.LabelLibraryError, match="a newer drugcli wrote this label library"):
        LabelLibrary(file)
    with pytest.raises(label_file.LabelLibraryError, match="a newer drugcli wrote this label library"):
        add(record())


def test_a_file_that_is_no_label_library_is_left_alone(file: Path) -> None:
    file.parent.mkdir()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE mine (text)")
    connection.close()
    before = file.read_bytes()

    with pytest.raises(label_file.LabelLibraryError, match="this is no label library"):
        label_file.writing(file)
    assert file.read_bytes() == before


@pytest.mark.parametrize("content", [b"no database at all, but text that is long enough to be looked at" * 20])
def test_a_damaged_library_is_told(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)

    with pytest.raises(label_file.LabelLibraryError, match="damaged"):
        LabelLibrary(file)


@pytest.mark.parametrize("what", ["label SET facts", "body SET packed"])
@pytest.mark.parametrize("content", [b"noise", compress(b"noise"), compress(b'{"set_id": 7}')])
def test_a_label_that_is_not_what_was_written_is_told(file: Path, add: Import, what: str, content: bytes) -> None:
    add(record())
    with sqlite3.connect(file) as connection:
        connection.execute(f"UPDATE {what} = ?", (content,))
    connection.close()
    library = LabelLibrary(file)
    with pytest.raises(label_file.LabelLibraryError, match="damaged"):
        library.label(library.versions(SET_ID)[0])
    library.close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")

    with pytest.raises(label_file.LabelLibraryError, match="cannot be made"):
        label_file.writing(tmp_path / "data" / "labels.sqlite3")
