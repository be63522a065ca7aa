"""How long, how common and how broad a name may be."""

KINDS = ("generic", "brand", "synonym", "code name")
"""Of two kinds of one name of one substance the first is kept."""
LONGEST = 80
"""Letters of a name; nobody types more."""
LONGEST_WORD = 24
"""Letters of a word without a space; a longer one is a chemist's construction."""
SHORTEST = 4
"""Letters and digits of a synonym, code or foreign brand; a shorter name must be official."""
LONGEST_OTC = 40
"""Letters of an over-the-counter brand; a longer one is a description."""
COMMON = 25
"""Makers that use a word in over-the-counter names; a word that more use describes."""
BROAD = 10
"""Substances sold alone under names with one word; a word with so many is a shop's, or describes."""
MOST_WORDS, MOST_WORDS_TOPICAL = 5, 3
"""Words of an over-the-counter brand; a cosmetic line's go on."""
MOST_LINES = 12
"""Sets of substances that the products of one line may have."""
SHOP = 4
"""Substances sold alone, without prescription, under just one name; such a name is a shop's."""
MAKERS = 3
"""Makers that vouch together for what one of them may have entered wrongly."""
SELDOM = 0.02
"""A class or route that so few of a substance's products have, beside the commonest, is a slip too."""
LONG = 10
"""Letters of a word in which two wrong ones make a slip of a generic word; in a shorter one it takes one."""
MINORITY = 0.1
"""A set of substances that so few of a name's products have, beside its commonest set, is a slip of the list."""
