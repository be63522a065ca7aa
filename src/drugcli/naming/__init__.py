"""Which names of the public lists are names of drugs."""
