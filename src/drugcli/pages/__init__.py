"""Records to pages: which rows, in which order, under which label."""
