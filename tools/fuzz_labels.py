"""Feed mutated labels to their readers with atheris: python tools/fuzz_labels.py FOLDER_OF_FILES -runs=100000.

Whatever the bytes, a reader gives labels and refusals, and raises nothing. Atheris installs on
Linux and macOS only: python -m pip install --group fuzz.
"""

import io
import sys

import atheris

with atheris.instrument_imports(include=["drugcli"]):
    from drugcli.readers.labels import read_stream
    from drugcli.readers.limits import DEFAULT
    from drugcli.readers.refused import Refused

LIMITS = DEFAULT._replace(size=10_000_000, document=1_000_000, entries=100)


def one_input(content: bytes) -> None:
    """Read what the fuzzer made up."""
    for one in read_stream(io.BytesIO(content), LIMITS):
        if isinstance(one, Refused):
            assert one.why  # noqa: S101  this is a test
        else:
            assert one.sections  # noqa: S101


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
