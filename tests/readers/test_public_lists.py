"""The public lists of names: whatever is in a file, it is read or refused in a line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drugcli.errors import DrugcliError
from drugcli.readers.ndc_products import read_products
from drugcli.readers.public_lists import Kind, recognised
from drugcli.readers.rxnorm import read_atoms
from drugcli.readers.unii_list import read_unii
from drugcli.records.folding import printable

LISTS = Path(__file__).resolve().parent.parent / "data" / "lists"
FILES = {Kind.UNII: "UNII_Names.txt", Kind.NDC: "product.txt", Kind.RXNORM: "RXNCONSO.RRF"}


def read(path: Path) -> list[str]:
    """Return all texts of a list."""
    file = recognised(path)
    match file.kind:
        case Kind.UNII:
            return [name.text for one in read_unii(file).substances.values() for name in one.names]
        case Kind.NDC:
            return [cell for row in read_products(file) for cell in row]
        case Kind.RXNORM:
            return [atom.text for atom in read_atoms(file)]


@pytest.mark.parametrize("kind", Kind)
def test_a_list_is_recognised(kind: Kind) -> None:
    assert recognised(LISTS / FILES[kind]).kind is kind


@given(content=st.binary())
def test_any_bytes_are_refused_in_a_line(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(content)

    with pytest.raises(DrugcliError) as refusal:
        recognised(path)

    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("kind", Kind)
@given(data=st.data())
def test_a_list_with_other_bytes_in_it_is_read_or_refused_in_a_line(
    data: st.DataObject, kind: Kind, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = (LISTS / FILES[kind]).read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 50)))
    path = tmp_path_factory.getbasetemp() / f"changed-{kind}"
    path.write_bytes(whole[:start] + data.draw(st.binary(max_size=20)) + whole[end:])

    try:
        texts = read(path)
    except DrugcliError as refusal:
        assert "\n" not in str(refusal)  # noqa: PT017  either may come
    else:
        assert [printable(text) for text in texts] == texts


def test_progress_is_told_in_bytes_of_the_file(tmp_path: Path) -> None:
    header, line, *_others = (LISTS / "UNII_Names.txt").read_bytes().splitlines(keepends=True)
    path = tmp_path / "list"
    path.write_bytes(header + line * 20_000)
    told: list[tuple[int, int]] = []

    read_unii(recognised(path), lambda done, total: told.append((done, total)))

    assert told == sorted(told)
    assert {total for _done, total in told} == {path.stat().st_size}
    assert len(told) == 4
