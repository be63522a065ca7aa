"""What the figures of a market imply, and where they do not add up. Only arithmetic: no files, no printing."""
