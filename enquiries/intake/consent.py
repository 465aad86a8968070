"""What a person agrees to before their form is kept: a number that is kept here says something of health.

The words are stored as they were shown, in the language in which they were shown, with their version. A new
meaning is a new version.
"""

from dataclasses import dataclass

VERSION = "2"


@dataclass(frozen=True)
class Consent:
    """`wording` is what stood beside the box that was ticked."""

    wording: str
    version: str = VERSION
