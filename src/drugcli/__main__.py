"""Run drugcli as ``python -m drugcli``."""

from drugcli.cli import main

main()
