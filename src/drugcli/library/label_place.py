"""Where the label library lies."""

from pathlib import Path


def path() -> Path:
    """Return the user's label library, following XDG; it may not exist."""
    from platformdirs import user_data_path

    return user_data_path("drugcli", appauthor=False) / "labels.sqlite3"
