"""What somebody agrees to before their form is kept: a number that is kept here says something of health.

The words are stored as they were shown, with their version. Whoever changes them changes the version.
"""

from dataclasses import dataclass

VERSION = "1"


@dataclass(frozen=True)
class Consent:
    """`wording` is what stood beside the box that was ticked."""

    wording: str
    version: str = VERSION


def consent_for(centre_name: str | None) -> Consent:
    """What is agreed to where a form goes to that centre; None where the person chooses it on the form."""
    who = centre_name or "the centre I choose"
    return Consent(
        f"I agree that {who} keeps what I write here, which may say something about health, and uses it "
        "to ring me back. I can take this back at any time."
    )
