"""A text to the public as people get it: filled in as usual at a centre, and as long as it can get."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy.orm import Session

from enquiries.messaging import to_enquirer
from enquiries.organisation.models import Centre
from enquiries.wording import moments, wording
from enquiries.wording.gsm7 import names_in

_LINE: Final = "020 7946 0123"
_LINK: Final = "https://call-back.willow-house.example/c/aBcDeFgHiJk"
# When a preview is, and the times that it says.
_NOW: Final = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)
_TONIGHT: Final = _NOW.replace(hour=18)
_TOMORROW: Final = _NOW.replace(day=15, hour=8)
_ON_SUNDAY: Final = _NOW.replace(day=18, hour=10, minute=30)


@dataclass(frozen=True)
class Preview:
    """A text filled in. `length` and `most` are in characters as texts in its language count them."""

    words: str
    language: str

    @property
    def length(self) -> int:
        return wording.length(self.words, self.language)

    @property
    def most(self) -> int:
        return wording.longest(self.language)


def preview(words: str, values: Mapping[str, str], language: str) -> Preview | None:
    """A wording filled in; None where it has a name that has no value."""
    if not names_in(words) <= values.keys():
        return None
    return Preview(wording.filled(words, values, language), language)


def usual_values(session: Session, centre: Centre, language: str) -> dict[str, str]:
    """What most texts of a centre have in their {names}."""
    said = {
        "link": _LINK,
        "opens": moments.opening(_TOMORROW, _NOW, UTC, language),
        "when": moments.call_time(_TONIGHT, _NOW, UTC, language),
        "reach": _word("call", language),
        **to_enquirer.centre_values(centre, language, centre.country),
        **to_enquirer.country_values(session, centre.country, language),
    }
    return {name: str(value) for name, value in said.items()}


def longest_values(session: Session, centre: Centre, language: str) -> dict[str, str]:
    """Values as wide as they may be; x marks what is kept free for other times and countries."""
    said = {
        "line": _LINE,
        **{name: _word(name, language, line=_LINE) for name in ("from_line", "or_call", "can_call")},
        "minutes": "999",
        "says": f" {wording.text_in(language, 'says.free_confidential', {})}",
        "opens": moments.opening(_TOMORROW, _NOW, UTC, language),
        "when": moments.call_time(_ON_SUNDAY, _NOW, UTC, language),
        "reach": max(_word("call", language), _word("text", language), key=len),
        "link": _LINK,
        **to_enquirer.country_values(session, centre.country, language),
    }
    return {name: (value or " ").ljust(wording.width(name, language), "x") for name, value in said.items()}


def _word(name: str, language: str, **values: str) -> str:
    return wording.text_in(language, f"words.{name}", values)
