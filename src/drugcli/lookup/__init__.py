"""From a typed name to exactly one answer; see ``resolve``."""
