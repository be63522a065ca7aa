"""What is known: monographs, regimens, markets, sources. Plain values: no files, no printing."""
