"""Write the JSON Schemas of drug, market and seed files: make schemas."""

from pathlib import Path

from drugcli.readers.schema import NAMES, schema

FOLDER = Path(__file__).resolve().parent.parent / "schemas"

for name in NAMES:
    (FOLDER / f"{name}.schema.json").write_bytes(schema(name))
