"""Labels as JSON, one after the other, in the shape in which they are kept."""

from msgspec import json

from drugcli.records.labels import Label

START = '{"schema": "drugcli/1", "labels": [\n'
END = "\n]}\n"


def one_label(label: Label) -> str:
    """Return one label."""
    return json.encode(label).decode()
