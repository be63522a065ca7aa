"""Labels as the library keeps them: packed JSON, what a label says of itself apart from its sections."""

from collections.abc import Sequence
from hashlib import blake2b
from zlib import compress, decompress

import msgspec

from drugcli.records.labels import Block, Label

LEVEL = 3
"""zlib's: of the levels that keep up with the import, the smallest."""
DIGEST = 16
"""Bytes."""

_ENCODER = msgspec.json.Encoder()
_LABEL = msgspec.json.Decoder(Label)
_BLOCKS = msgspec.json.Decoder(tuple[Block, ...])


def packed_facts(label: Label) -> bytes:
    """Return all but the sections."""
    return compress(_ENCODER.encode(msgspec.structs.replace(label, sections=())), LEVEL)


def unpacked_facts(packed: bytes) -> Label:
    """Return a label without its sections."""
    return _LABEL.decode(decompress(packed))


def packed_blocks(blocks: tuple[Block, ...]) -> bytes:
    """Return the text of a section."""
    return compress(_ENCODER.encode(blocks), LEVEL)


def unpacked_blocks(packed: bytes) -> tuple[Block, ...]:
    """Return the text of a section."""
    return _BLOCKS.decode(decompress(packed))


def digest(label: Label, texts: Sequence[str]) -> bytes:
    """Return what tells a label's text from any other text."""
    summed = blake2b(str(label.date).encode(), digest_size=DIGEST)
    for text in texts:
        summed.update(text.encode("utf-8", "replace") + b"\0")
    return summed.digest()
