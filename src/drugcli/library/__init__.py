"""Where records are kept: formularies on disk, and their compiled caches."""
