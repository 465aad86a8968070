"""An in-memory copy of the setup, read once per process and again after each change.

Centres, numbers, keywords, people, shifts, ladders, helplines and wordings change a few times a week and are
needed several times for each text. Each transaction checks once which edition is current (`setup_edition`),
so that a change takes effect at once.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

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
from enquiries.organisation.wordings import CentreWording

Row = TypeVar("Row", Centre, Staff)


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


def current_setup(session: Session) -> Snapshot:
    """Return the setup as the current transaction sees it, its own flushed changes included."""
    transaction, known = session.info.get(setup_edition.IN_HAND, (None, None))
    if transaction is None or transaction is not session.get_transaction():
        known = _of_this_moment(session)
        session.info[setup_edition.IN_HAND] = session.get_transaction(), known
    assert isinstance(known, Snapshot)
    return known


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


def _of_this_moment(session: Session) -> Snapshot:
    global _latest
    edition = setup_edition.edition(session)
    known = _latest
    if known is None or edition is None or known.edition != edition:
        known = _latest = _read(session, edition)
    return known


def _read(session: Session, edition: str | None) -> Snapshot:
    return Snapshot(
        edition,
        numbers=tuple(_numbers(session)),
        people=tuple(_people(session)),
        shifts=_shifts(session),
        ladders=_ladders(session),
        helplines={each.country: each.emergency for each in session.scalars(select(EmergencyNumber))},
        crisis_lines={
            each.country: written_lines(each.country, each.talk, each.checked)
            for each in session.scalars(select(EmergencyNumber))
            if each.talk
        },
        countries=tuple(dict.fromkeys(session.scalars(select(Centre.country).order_by(Centre.id)))),
        own_wordings={
            (each.centre_id, each.kind, each.language): each.words
            for each in session.scalars(select(CentreWording))
        },
        rows=_rows(session),
    )


def _rows(session: Session) -> dict[tuple[type[Centre | Staff], int], Centre | Staff]:
    """Read in a session of its own, so that they belong to none afterwards."""
    with Session(session.connection(), expire_on_commit=False) as apart:
        found = [*apart.scalars(select(Centre)), *apart.scalars(select(Staff))]
        apart.expunge_all()
    return {(type(each), each.id): each for each in found}


def _shifts(session: Session) -> dict[int, list[Turn]]:
    found = defaultdict[int, list[Turn]](list)
    for each in session.scalars(select(Shift).join(Staff).where(Staff.active).order_by(Shift.id)):
        found[each.centre_id].append(Turn.parse(each.staff_id, each.level, each.days, each.start, each.end))
    return found


def _ladders(session: Session) -> dict[int, list[LadderStep]]:
    found = defaultdict[int, list[LadderStep]](list)
    for each in session.scalars(select(EscalationStep).order_by(EscalationStep.position)):
        found[each.centre_id].append(LadderStep.parse(f"{each.after_seconds}s", each.to))
    return found


def _numbers(session: Session) -> Iterator[KnownNumber]:
    keywords = defaultdict[int, list[KnownKeyword]](list)
    for keyword in session.scalars(select(Keyword).order_by(Keyword.id)):
        known = KnownKeyword(keyword.word, keyword.centre_id, keyword.source, keyword.about, keyword.language)
        keywords[keyword.number_id].append(known)
    for each in session.scalars(select(Number).order_by(Number.id)):
        yield KnownNumber(
            each.id, each.number, each.centre_id, each.use, each.keyword_mode, tuple(keywords[each.id])
        )


def _people(session: Session) -> Iterator[Person]:
    where = defaultdict[int, set[int]](set)
    for staff, centre in session.execute(select(works_at.c.staff_id, works_at.c.centre_id)):
        where[staff].add(centre)
    for row in session.execute(
        select(Staff.id, Staff.name, Staff.mobile, Staff.email, Staff.role, Staff.active).order_by(Staff.id)
    ):
        yield Person(*row, centres=frozenset(where[row.id]))
