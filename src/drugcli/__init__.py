"""Drug monographs and market summaries in a terminal, each fact with its document."""

__version__ = "0.1.0"
