"""Labels with their other versions, and monographs with the labels that they cite."""
