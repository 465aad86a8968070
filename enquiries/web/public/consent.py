"""The words beside the box that must be ticked, in the language of the page."""

from flask_babel import gettext

from enquiries.intake.consent import Consent


def consent_for(centre_name: str | None) -> Consent:
    """What is agreed to where a form goes to that centre; None where the person chooses it on the form."""
    who = centre_name or gettext("the centre I choose")
    return Consent(
        gettext(
            "I agree that %(who)s keeps what I write here, which may say something about health, and uses it "
            "to get back to me. I can withdraw this at any time.",
            who=who,
        )
    )
