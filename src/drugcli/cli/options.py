"""The arguments that commands share, each declared once."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from drugcli.cli.completion import drug_names, market_names, names


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


DrugName = Annotated[
    list[str],
    typer.Argument(metavar="NAME", help="A generic name, brand, salt or code.", autocompletion=drug_names),
]
MarketName = Annotated[
    list[str], typer.Argument(metavar="NAME", help="A market, or what is sold in it.", autocompletion=market_names)
]
AnyName = Annotated[list[str], typer.Argument(metavar="NAME", help="A drug or a market.", autocompletion=names)]
Sections = Annotated[
    list[str] | None,
    typer.Option("--section", metavar="NAME,NAME", help="Only these sections. Can be repeated."),
]
All = Annotated[bool, typer.Option("--all", help="Every section.")]
FormatOption = Annotated[
    Format | None, typer.Option("--format", help="How to write the answer; a table unless said otherwise.")
]
Json = Annotated[bool, typer.Option("--json", help="Short for --format json.")]
Data = Annotated[
    list[Path] | None,
    typer.Option(
        "--data",
        metavar="DIR",
        readable=False,
        help="A formulary of your own; it wins over the bundled one. Can be repeated.",
    ),
]
"""Whether a formulary can be read is not Typer's question: the answer has its own exit code, and JSON."""
NoColor = Annotated[bool, typer.Option("--no-color", help="Plain text, as in a pipe.")]
NoInput = Annotated[bool, typer.Option("--no-input", help="Never ask.")]
