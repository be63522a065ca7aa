"""What an index saves: every name of a packed file read and scored by WRatio. python linear_scan.py FILE NAME."""

import sys
from pathlib import Path

from rapidfuzz.fuzz import WRatio
from rapidfuzz.process import extract

names = Path(sys.argv[1]).read_text(encoding="utf-8").split("\n")
for name, score, _place in extract(sys.argv[2], names, scorer=WRatio, limit=9):
    sys.stdout.write(f"{name}\t{score:.1f}\n")
