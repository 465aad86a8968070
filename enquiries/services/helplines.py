"""When the helplines of a country were last checked, as the setup says it."""

from datetime import date

from sqlalchemy.orm import Session

from enquiries.models.centre import EmergencyNumber


def helplines_checked_on(session: Session, country: str) -> date | None:
    """The day on which somebody last tried the lines that pages show for the country (ISO 3166)."""
    known = session.get(EmergencyNumber, country)
    return None if known is None else known.checked
