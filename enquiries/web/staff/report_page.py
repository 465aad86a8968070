"""What all pages of reports share: who may read them, what is asked, calls in words, and the filters."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from enquiries.core.db import db
from enquiries.core.enums import Channel, Role
from enquiries.lifecycle.waits import Evidence
from enquiries.organisation import snapshot
from enquiries.reporting.shares import share
from enquiries.reporting.standings import EVIDENCE
from enquiries.reporting.tables import TABLES
from enquiries.web.auth.access import allow, centres_of, signed_in
from enquiries.web.staff.report_query import ReportQuery
from enquiries.wording import wording

readers = allow(*(role for role in Role if role.reads_reports))

CHANNELS: Final = {Channel.SMS: "By text", Channel.WEB: "By the form"}
Choices = Sequence[tuple[str, str]]
_AT_LEAST: Final = {
    Evidence.REPORTED: "every call",
    Evidence.SAID: "calls said before or dialled",
    Evidence.DIALLED: "calls dialled on our page",
    Evidence.NETWORK: "calls that the network bears out",
}


def shown_on_all(asked: ReportQuery, endpoint: str) -> dict[str, Any]:
    """What every page of reports is rendered with; `endpoint` is its own."""
    choices = _filter_choices()
    return {
        "asked": asked,
        "asked_in_words": _in_words(asked, choices),
        "choices": choices,
        "endpoint": endpoint,
        "tables": TABLES,
        "share": share,
    }


def _in_words(asked: ReportQuery, choices: Mapping[str, tuple[str, Choices]]) -> str:
    """From 2026-01-05 to 2026-01-11, Willow House, urgency: not urgent."""
    said = [str(asked.period).capitalize()]
    for name, (label, of) in choices.items():
        value = asked.filters.get(name, "")
        words = dict(of).get(value, value)
        if name == "centre":
            said.append(words)
        elif value:
            said.append(f"{label[0].lower()}{label[1:]}: {words}")
    return ", ".join(said)


def calls_made(made: int, evidence: Mapping[Evidence, int]) -> str:
    """What bears the calls out: 212 calls were made: 180 dialled, 20 said, 12 reported."""
    if not made:
        return "No calls were made."
    kinds = ", ".join(f"{evidence[each]} {each}" for each in EVIDENCE if evidence.get(each))
    return f"{made} call{'s were' if made != 1 else ' was'} made: {kinds}."


def _filter_choices() -> Mapping[str, tuple[str, Choices]]:
    """The filters by their name in the address: the label, and the choices with their words."""
    own = centres_of(signed_in())
    ids = {centre.id for centre in own}
    setup = snapshot.current_setup(db.session())
    people = [each for each in setup.people if each.centres & ids]
    keywords = (word for number in setup.numbers for word in number.keywords if word.centre_id in ids)
    sources = sorted({word.source for word in keywords if word.source})
    return {
        "centre": ("Centre", [("", "all your centres"), *((each.slug, each.name) for each in own)]),
        "channel": ("Asked", [("", "any way"), *((str(each), words) for each, words in CHANNELS.items())]),
        "source": ("Source", [("", "any"), *((each, each) for each in sources)]),
        "language": (
            "Language",
            [("", "any"), *((each, wording.name_of(each)) for each in wording.languages())],
        ),
        "person": ("Taken by", [("", "anyone"), *((str(each.id), each.name) for each in people)]),
        "urgent": ("Urgency", [("", "any"), ("yes", "urgent"), ("no", "not urgent")]),
        "evidence": (
            "What counts as a call",
            [("" if each is EVIDENCE[-1] else str(each), words) for each, words in _AT_LEAST.items()],
        ),
    }
