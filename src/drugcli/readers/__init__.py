"""Bytes to records, or every problem of the file at once."""
