"""Write the README's example pages anew from real runs: make page.

A block stands between '<!-- run: COMMAND -->' and '<!-- end -->'; 'head N' after the command
keeps its first N lines.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
BLOCK = re.compile(
    r"(<!-- run: drugcli (?P<arguments>.+?)(?: \| head -n (?P<lines>\d+))? -->\n).*?(<!-- end -->)", re.DOTALL
)


def refreshed(text: str) -> str:
    """Return the README with every block as drugcli prints it now, at 80 columns."""
    return BLOCK.sub(_run, text)


def _run(block: re.Match[str]) -> str:
    command = [sys.executable, "-m", "drugcli", *block["arguments"].split()]
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "SOURCE_DATE_EPOCH": "1792540800"}
    environment.pop("DRUGCLI_DATA", None)
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    lines = ran.stdout.rstrip("\n").split("\n")
    kept = lines[: int(block["lines"] or len(lines))]
    shown = "\n".join([f"$ drugcli {block['arguments']}", *kept, *(["..."] if len(kept) < len(lines) else [])])
    return f"{block[1]}```console\n{shown}\n```\n{block[4]}"


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
