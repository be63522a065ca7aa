"""The template that a curator copies is a sound file."""

from pathlib import Path

from drugcli.readers.toml import read_file
from drugcli.records.monographs import Monograph

TEMPLATE = Path(__file__).resolve().parent.parent.parent / "docs/template.toml"


def test_the_template_can_be_read_as_it_is() -> None:
    record = read_file(TEMPLATE, Monograph, "template.toml")

    assert record.name == "exampline"
    assert [phase.name for phase in record.regimens[0].phases] == ["loading", "maintenance"]
