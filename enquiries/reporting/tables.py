"""The tables of a report: each one a list of rows that a page shows, and that goes out as CSV or JSON."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from enquiries.core.enums import Channel
from enquiries.lifecycle.waits import Evidence
from enquiries.organisation import snapshot
from enquiries.reporting import overview
from enquiries.reporting.breakdowns import Part, WaitQuestion, break_down, together
from enquiries.reporting.never_called import NeverCalled, never_called
from enquiries.reporting.shares import CallShare
from enquiries.reporting.standings import Standing
from enquiries.wording import wording

_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY: Final = 24
MOST_ROWS: Final = 500
_CHANNELS: Final = {Channel.SMS: "by text", Channel.WEB: "by the form"}
_MOST_ATTEMPTS: Final = 6


@dataclass(frozen=True)
class ShareRow:
    """Waits that have something in common. The fields are the columns; `people` first asked with one."""

    name: str
    calls: int
    in_time: int
    late: int
    overdue: int
    never_called: int
    still_waiting: int
    not_due: int
    network: int
    dialled: int
    said: int
    reported: int
    people: int
    reached: int
    booked: int
    admitted: int


@dataclass(frozen=True)
class SourceRow(ShareRow):
    """`keywords`: those that lead to this source now."""

    keywords: str


@dataclass(frozen=True)
class HourRow:
    """An hour of the week, by the clock of the centres."""

    day: str
    hour: str
    calls: int
    in_time: int
    late: int
    not_called: int
    not_due: int


@dataclass(frozen=True)
class StepRow:
    """How many people came as far as this step."""

    step: str
    people: int
    of_asked: str


@dataclass(frozen=True)
class AttemptsRow:
    """People by how many tries to reach them were recorded that did not."""

    attempts: str
    people: int
    reached: int
    booked: int


@dataclass(frozen=True)
class GapRow:
    """A gap of the weekly rota, and the calls that were wanted in it."""

    centre: str
    gap: str
    on_call: str
    calls: int
    in_time: int


@dataclass(frozen=True)
class ReportTable:
    """One table. `note` says what it counts; `kind` is the dataclass of its rows."""

    title: str
    note: str
    kind: Any
    rows: Callable[[Session, datetime, WaitQuestion], Sequence[Any]]


def _share_row(name: str, share: CallShare) -> ShareRow:
    standings, evidence = share.standings, share.evidence
    return ShareRow(
        name=name,
        calls=share.calls,
        in_time=share.in_time,
        late=standings[Standing.LATE],
        overdue=standings[Standing.OVERDUE],
        never_called=standings[Standing.NEVER],
        still_waiting=standings[Standing.WAITING],
        not_due=share.not_due,
        network=evidence[Evidence.NETWORK],
        dialled=evidence[Evidence.DIALLED],
        said=evidence[Evidence.SAID],
        reported=evidence[Evidence.REPORTED],
        people=share.people,
        reached=share.reached,
        booked=share.booked,
        admitted=share.admitted,
    )


def _centres(session: Session, _: datetime, asked: WaitQuestion) -> list[ShareRow]:
    found = break_down(session, asked, Part.PEOPLE)
    return [_share_row(centre.name, found[centre.id].total(Part.PEOPLE)) for centre in asked.centres]


def _by(
    part: Part, name_of: Callable[[Session, Any], str]
) -> Callable[[Session, datetime, WaitQuestion], list[ShareRow]]:
    """Return a reader of the shares of a part, those with most calls not in time first."""

    def rows(session: Session, _: datetime, asked: WaitQuestion) -> list[ShareRow]:
        shares = together(break_down(session, asked, part), part).items()
        worst = sorted(shares, key=lambda each: (-each[1].missed, -each[1].calls, str(each[0])))
        return [_share_row(name_of(session, key), share) for key, share in worst[:MOST_ROWS]]

    return rows


def _hours(session: Session, _: datetime, asked: WaitQuestion) -> list[HourRow]:
    found = together(break_down(session, asked, Part.HOUR), Part.HOUR)
    return [_hour_row(hour, found.get(hour, CallShare())) for hour in range(len(_DAYS) * _DAY)]


def _hour_row(hour: int, share: CallShare) -> HourRow:
    return HourRow(
        day=_DAYS[hour // _DAY],
        hour=f"{hour % _DAY:02}:00",
        calls=share.calls,
        in_time=share.in_time,
        late=share.standings[Standing.LATE],
        not_called=share.not_called,
        not_due=share.not_due,
    )


def _funnel(session: Session, _: datetime, asked: WaitQuestion) -> list[StepRow]:
    whole = together(break_down(session, asked, Part.PEOPLE), Part.PEOPLE).get(0, CallShare())
    steps = {
        "asked": whole.people,
        "alerted": whole.alerted,
        "taken": whole.taken,
        "called": whole.called,
        "reached": whole.reached,
        "booked": whole.booked,
        "admitted": whole.admitted,
    }
    return [
        StepRow(step, count, f"{100 * count // whole.people}%" if whole.people else "none")
        for step, count in steps.items()
    ]


def _attempts(session: Session, _: datetime, asked: WaitQuestion) -> list[AttemptsRow]:
    found: dict[int, CallShare] = {}
    for attempts, share in together(break_down(session, asked, Part.ATTEMPTS), Part.ATTEMPTS).items():
        found.setdefault(min(int(attempts), _MOST_ATTEMPTS), CallShare()).add(share)
    return [
        AttemptsRow(
            f"{attempts} or more" if attempts == _MOST_ATTEMPTS else str(attempts),
            share.people,
            share.reached,
            share.booked,
        )
        for attempts, share in sorted(found.items())
    ]


def _gaps(session: Session, now: datetime, asked: WaitQuestion) -> list[GapRow]:
    return [
        GapRow(
            gap.centre, gap.says, "no one" if gap.no_one_at_all else "no one first", gap.calls, gap.in_time
        )
        for gap in overview.gaps(session, now, asked)
    ]


def _never_called(session: Session, _: datetime, asked: WaitQuestion) -> list[NeverCalled]:
    return never_called(session, asked)


def _sources(session: Session, now: datetime, asked: WaitQuestion) -> list[SourceRow]:
    words: dict[str, set[str]] = {}
    for number in snapshot.current_setup(session).numbers:
        for each in number.keywords:
            words.setdefault(each.source, set()).add(each.word)
    rows = _by(Part.SOURCE, lambda _, source: str(source))(session, now, asked)
    return [
        SourceRow(
            **{**asdict(row), "name": row.name or "no source"},
            keywords=" ".join(sorted(words.get(row.name, ()))),
        )
        for row in rows
    ]


def _name_of_language(_: Session, language: str) -> str:
    return wording.name_of(language) if language in wording.languages() else language


def _name_of_person(session: Session, staff_id: int) -> str:
    return overview.names_of_staff(session).get(staff_id, "no one took it")


TABLES: Final[Mapping[str, ReportTable]] = {
    "never-called": ReportTable(
        "Never called",
        "Each call that no one made: still wanted and overdue, or closed first. The latest come first.",
        NeverCalled,
        _never_called,
    ),
    "hours": ReportTable(
        "By hour of the week", "When the call was wanted, by the centre’s clock.", HourRow, _hours
    ),
    "opening": ReportTable(
        "Out of hours",
        "Calls wanted while the centre was open, and while it was closed, by its hours as they are now.",
        ShareRow,
        _by(Part.OPEN, lambda _, is_open: "open" if is_open else "closed"),
    ),
    "gaps": ReportTable(
        "Gaps in the rota",
        "Hours of the weekly rota, as it is now, with no one on call or no one on call first, and the calls "
        "that were wanted then.",
        GapRow,
        _gaps,
    ),
    "centres": ReportTable("By centre", "Where the call was wanted.", ShareRow, _centres),
    "sources": ReportTable(
        "By source",
        "Where the keyword or the form was seen, with the keywords that lead there now.",
        SourceRow,
        _sources,
    ),
    "channels": ReportTable(
        "By channel",
        "How they asked.",
        ShareRow,
        _by(Part.CHANNEL, lambda _, channel: _CHANNELS[Channel(channel)]),
    ),
    "languages": ReportTable(
        "By language",
        "In which they are answered.",
        ShareRow,
        _by(Part.LANGUAGE, _name_of_language),
    ),
    "people": ReportTable("By person", "Who took it first.", ShareRow, _by(Part.PERSON, _name_of_person)),
    "outcomes": ReportTable(
        "By outcome",
        "How the enquiry ended, if it has.",
        ShareRow,
        _by(Part.OUTCOME, lambda _, outcome: str(outcome).replace("_", " ") or "not closed yet"),
    ),
    "funnel": ReportTable(
        "From asking to admission",
        "Of the people who first asked in this period, how many came how far until now. Those who were "
        "admitted count as booked as well.",
        StepRow,
        _funnel,
    ),
    "attempts": ReportTable(
        "Attempts to reach",
        "People who first asked in this period, by how many calls did not reach them.",
        AttemptsRow,
        _attempts,
    ),
}
"""By the name in their address, in the order in which pages list them."""
