"""Run drugcli as a process: the command, and ``python -m drugcli``."""

import atexit
import gc

LATE = 50_000
"""Objects; a look-up makes fewer that could be in a cycle, a long list many more."""


def main() -> None:
    """Run drugcli.

    Garbage is not looked for while modules are imported, and not once more when all is done: a look-up
    makes next to none, and to look for it took a fifth of its time.
    """
    gc.set_threshold(LATE)
    atexit.register(gc.freeze)
    from drugcli.cli import app

    app()


if __name__ == "__main__":
    main()
