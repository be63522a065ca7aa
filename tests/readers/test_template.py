"""The template that a curator copies is a sound file."""

from pathlib import Path

from drugcli.readers.toml import read_file
from drugcli.records.monographs import Monograph

TEMPLATE = Path(__file__).resolve().parent.parent.parent / "docs/template.toml"


def test_the_template_can_be_read_as_it_is() -> None:
    record = read_file(TEMPLATE, Monograph, "template.toml")

    assert record.name == "exampline"
    assert [phase.name for phase in record.regimens[0].phases] == ["loading", "maintenance"]


def test_what_the_template_only_shows_can_be_read_too(tmp_path: Path) -> None:
    """The further tables of a regimen, without the marks that make comments of them."""
    head, mark, rest = TEMPLATE.read_text(encoding="utf-8").partition("# [[regimen.step]]")
    shown, _, tail = (mark + rest).partition("\n\n")
    bare = "\n".join(line.removeprefix("#").removeprefix(" ") for line in shown.splitlines())
    path = tmp_path / "exampline.toml"
    path.write_text(f"{head}{bare}\n\n{tail}", encoding="utf-8")

    (regimen,) = read_file(path, Monograph, path.name).regimens

    assert all((regimen.steps, regimen.rounding, regimen.infusions, regimen.splits))
    assert all((regimen.windows, regimen.supplements))
