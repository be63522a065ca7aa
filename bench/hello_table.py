"""The reference: a bare Typer command that prints one small Rich table."""

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()


@app.command()
def hello(name: str = "world") -> None:
    """Print a table of five rows."""
    table = Table("a", "b", "c")
    for number in range(5):
        table.add_row("hello", name, str(number))
    Console().print(table)


app()
