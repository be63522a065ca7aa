"""Run drugcli as a process: the command, and ``python -m drugcli``."""

import atexit
import gc
import io
import os
import sys

LATE = 50_000
"""Objects; a look-up makes fewer that could be in a cycle, a long list many more."""


def main() -> None:
    """Run drugcli.

    Garbage is not looked for while modules are imported, and not once more when all is done: a look-up
    makes next to none, and to look for it took a fifth of its time.
    """
    _open_streams()
    gc.set_threshold(LATE)
    atexit.register(gc.freeze)
    from drugcli.cli import app

    app()


def _open_streams() -> None:
    """Open the standard streams that the caller closed, as 'drugcli … 2>&-' does.

    Python has none then, and the next file that is opened would be taken for it. Nothing is read and
    complaints are dropped, but an answer that nobody can get is an error: stdout takes no writing.
    """
    for name, number, mode, way in (
        ("stdin", 0, "rb", os.O_RDONLY),
        ("stdout", 1, "wb", os.O_RDONLY),
        ("stderr", 2, "wb", os.O_WRONLY),
    ):
        if getattr(sys, name) is None:
            os.open(os.devnull, way)  # the lowest number that is free
            bare = os.fdopen(number, mode, buffering=0)  # a buffer would be written once more at the end
            setattr(sys, name, io.TextIOWrapper(bare, errors="backslashreplace", write_through=True))


if __name__ == "__main__":
    main()
