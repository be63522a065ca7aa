"""Write the JSON Schemas of drug, market and seed files beside this script: make schemas."""

from pathlib import Path

from drugcli.readers.schema import NAMES, schema

for name in NAMES:
    Path(__file__).with_name(f"{name}.schema.json").write_bytes(schema(name))
