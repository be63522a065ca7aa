"""Pages to text in one format or another. A renderer returns text and prints nothing."""
