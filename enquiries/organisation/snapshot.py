"""An in-memory copy of the setup, read once per process and again after each change.

Centres, numbers, keywords, people, shifts, ladders, helplines and wordings change a few times a week and are
needed several times for each text. Each transaction checks once which edition is current (`setup_edition`),
so that a change takes effect at once. One-off changes of the rota come by text each day and have an edition
of their own: `on_call` keeps those.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, SessionTransaction

from enquiries.core.counters import Mark
from enquiries.core.enums import About, KeywordMode, NumberUse, Role
from enquiries.organisation import helplines, setup_edition
from enquiries.organisation.helplines import CountryLines, written_lines
from enquiries.organisation.ladder import LadderStep
from enquiries.organisation.models import (
    Centre,
    EmergencyNumber,
    EscalationStep,
    Keyword,
    Number,
    Shift,
    Staff,
    works_at,
)
from enquiries.organisation.rota import PlannedShift as Turn
from enquiries.organisation.setup_edition import Editions
from enquiries.organisation.wordings import CentreWording

Row = TypeVar("Row", Centre, Staff)
DEMO_MARK = "demo history"
"""The checkpoint up to which everything in the database is made up (`enquiries.demo`)."""
# Only the columns: objects would take three times as long to make.
_NUMBERS = select(Number.id, Number.number, Number.centre_id, Number.use, Number.keyword_mode).order_by(
    Number.id
)
_KEYWORDS = select(
    Keyword.number_id, Keyword.word, Keyword.centre_id, Keyword.source, Keyword.about, Keyword.language
).order_by(Keyword.id)
_DEMO_UNTIL = select(Mark.at).where(Mark.name == DEMO_MARK)
_WORKPLACES = select(works_at.c.staff_id, works_at.c.centre_id)
_SHIFTS = (
    select(Shift.centre_id, Shift.staff_id, Shift.level, Shift.days, Shift.start, Shift.end)
    .join(Staff)
    .where(Staff.active)
    .order_by(Shift.id)
)
_STEPS = select(EscalationStep.centre_id, EscalationStep.after_seconds, EscalationStep.to).order_by(
    EscalationStep.position
)
_HELPLINES = select(
    EmergencyNumber.country, EmergencyNumber.emergency, EmergencyNumber.talk, EmergencyNumber.checked
)
_OWN_WORDINGS = select(
    CentreWording.centre_id, CentreWording.kind, CentreWording.language, CentreWording.words
)


@dataclass(frozen=True)
class KnownKeyword:
    word: str
    centre_id: int
    source: str
    about: About
    language: str


@dataclass(frozen=True)
class KnownNumber:
    """A number of the service, with the keywords printed next to it."""

    id: int
    number: str
    centre_id: int
    use: NumberUse
    keyword_mode: KeywordMode | None
    keywords: tuple[KnownKeyword, ...]


@dataclass(frozen=True)
class Person:
    """A member of staff, active or switched off."""

    id: int
    name: str
    mobile: str
    email: str
    role: Role
    active: bool
    centres: frozenset[int]


@dataclass(frozen=True)
class Snapshot:
    """The setup, each part in the order in which it was added. `shifts` and `ladders` are by centre id.

    `helplines` (emergency numbers) and `crisis_lines` are those of the setup file, by country; `countries`
    are those of the centres (ISO 3166). `own_wordings` are by centre id, key and language. `rows` are centres
    and staff by class and id, and belong to no session: `load` gives a copy.
    `demo_until` (UTC): what is older is a demo history; None where nothing is.
    """

    edition: str | None
    numbers: tuple[KnownNumber, ...]
    people: tuple[Person, ...]
    shifts: Mapping[int, Sequence[Turn]]
    ladders: Mapping[int, Sequence[LadderStep]]
    helplines: Mapping[str, str]
    crisis_lines: Mapping[str, CountryLines]
    countries: tuple[str, ...]
    own_wordings: Mapping[tuple[int, str, str], str]
    rows: Mapping[tuple[type[Centre | Staff], int], Centre | Staff]
    demo_until: datetime | None

    def number(self, address: str) -> KnownNumber | None:
        return next((each for each in self.numbers if each.number == address), None)

    def number_by_id(self, number_id: int) -> KnownNumber:
        return next(each for each in self.numbers if each.id == number_id)

    def emergency_number(self, country: str) -> str:
        """The setup file's, else what is known of the country (ISO 3166)."""
        return self.helplines.get(country) or helplines.emergency_number(country)

    def lines_of(self, country: str) -> CountryLines:
        """The setup file's, else those that are shipped for the country (ISO 3166)."""
        return self.crisis_lines.get(country) or helplines.lines_of(country)

    def own_wording(self, centre_id: int, kind: str, language: str) -> str | None:
        """What a centre says instead of a shipped text, in a language (ISO 639); None where it has no own."""
        return self.own_wordings.get((centre_id, kind, language))

    def by_mobile(self, address: str) -> Person | None:
        return self._by_mobile.get(address)

    def people_of(self, centre_id: int, *roles: Role) -> list[Person]:
        """Return the active staff of a centre in these roles."""
        return [each for each in self._by_centre.get(centre_id, ()) if each.active and each.role in roles]

    @cached_property
    def _by_centre(self) -> Mapping[int, Sequence[Person]]:
        found = defaultdict[int, list[Person]](list)
        for each in self.people:
            for centre_id in each.centres:
                found[centre_id].append(each)
        return found

    @cached_property
    def _by_mobile(self) -> Mapping[str, Person]:
        return {each.mobile: each for each in self.people}


_latest: Snapshot | None = None


@dataclass(frozen=True)
class _InHand:
    """What a session's transaction goes by until it changes the setup itself."""

    transaction: SessionTransaction | None
    editions: Editions
    setup: Snapshot


def current_setup(session: Session) -> Snapshot:
    """Return the setup as the current transaction sees it, its own flushed changes included."""
    return _in_hand(session).setup


def current_editions(session: Session) -> Editions:
    """Return the editions that the current transaction sees, asked once."""
    return _in_hand(session).editions


def _in_hand(session: Session) -> _InHand:
    known = session.info.get(setup_edition.IN_HAND)
    if isinstance(known, _InHand) and known.transaction is session.get_transaction() is not None:
        return known
    editions = setup_edition.editions(session)
    setup = _of_edition(session, editions.setup)
    found = session.info[setup_edition.IN_HAND] = _InHand(session.get_transaction(), editions, setup)
    return found


def load(session: Session, kind: type[Row], row_id: int) -> Row:
    """Load a centre or a member of staff, as `get_one` does, from this copy where it is there."""
    here = session.identity_map.get(session.identity_key(kind, row_id))
    if isinstance(here, kind):
        return here
    known = current_setup(session).rows.get((kind, row_id))
    if not isinstance(known, kind):
        return session.get_one(kind, row_id)
    return session.merge(known, load=False)


def last_known() -> Snapshot | None:
    """The setup as this process last read it, for when the database cannot be asked; None before that."""
    return _latest


def _of_edition(session: Session, edition: str | None) -> Snapshot:
    global _latest
    known = _latest
    if known is None or edition is None or known.edition != edition:
        known = _latest = _read(session, edition)
    return known


def _read(session: Session, edition: str | None) -> Snapshot:
    centres, staff = _rows(session)
    written = session.execute(_HELPLINES).all()
    return Snapshot(
        edition,
        numbers=tuple(_numbers(session)),
        people=tuple(_people(session, staff)),
        shifts=_shifts(session),
        ladders=_ladders(session),
        helplines={each.country: each.emergency for each in written},
        crisis_lines={
            each.country: written_lines(each.country, each.talk, each.checked)
            for each in written
            if each.talk
        },
        countries=tuple(dict.fromkeys(each.country for each in centres)),
        own_wordings={
            (centre_id, kind, language): words
            for centre_id, kind, language, words in session.execute(_OWN_WORDINGS)
        },
        demo_until=session.scalar(_DEMO_UNTIL),
        rows={**{(Centre, each.id): each for each in centres}, **{(Staff, each.id): each for each in staff}},
    )


def _rows(session: Session) -> tuple[Sequence[Centre], Sequence[Staff]]:
    """Read in a session of its own, so that they belong to none afterwards."""
    with Session(session.connection(), expire_on_commit=False) as apart:
        centres = apart.scalars(select(Centre).order_by(Centre.id)).all()
        staff = apart.scalars(select(Staff).order_by(Staff.id)).all()
        apart.expunge_all()
    return centres, staff


def _shifts(session: Session) -> dict[int, list[Turn]]:
    found = defaultdict[int, list[Turn]](list)
    for centre_id, staff_id, level, days, start, end in session.execute(_SHIFTS):
        found[centre_id].append(Turn.parse(staff_id, level, days, start, end))
    return found


def _ladders(session: Session) -> dict[int, list[LadderStep]]:
    found = defaultdict[int, list[LadderStep]](list)
    for centre_id, after_seconds, to in session.execute(_STEPS):
        found[centre_id].append(_step(after_seconds, to))
    return found


@lru_cache(maxsize=1024)
def _step(after_seconds: int, to: str) -> LadderStep:
    """Most ladders are alike."""
    return LadderStep.parse(f"{after_seconds}s", to)


def _numbers(session: Session) -> Iterator[KnownNumber]:
    keywords = defaultdict[int, list[KnownKeyword]](list)
    for number_id, word, centre_id, source, about, language in session.execute(_KEYWORDS):
        keywords[number_id].append(KnownKeyword(word, centre_id, source, about, language))
    for each in session.execute(_NUMBERS):
        yield KnownNumber(*each, keywords=tuple(keywords[each.id]))


def _people(session: Session, staff: Iterable[Staff]) -> Iterator[Person]:
    where = defaultdict[int, set[int]](set)
    for staff_id, centre_id in session.execute(_WORKPLACES):
        where[staff_id].add(centre_id)
    for each in staff:
        centres = frozenset(where[each.id])
        yield Person(each.id, each.name, each.mobile, each.email, each.role, each.active, centres)
