"""Ids and codes, as a curator writes them: ``us-adult``, ``DE``."""

from typing import Annotated

from msgspec import Meta

Id = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9][a-z0-9-]*$",
        description="An id of small letters, digits and hyphens, such as 'us-adult'.",
        examples=["us-adult", "label-us-2026"],
    ),
]
CountryCode = Annotated[
    str,
    Meta(
        pattern=r"^[A-Z]{2}$",
        description="An ISO 3166-1 code of two capital letters, such as 'DE'.",
        examples=["DE", "US"],
    ),
]
Sha256 = Annotated[
    str,
    Meta(
        pattern=r"^[0-9a-f]{64}$",
        description="A SHA-256 digest of 64 small hexadecimal digits, as sha256sum prints it.",
    ),
]
