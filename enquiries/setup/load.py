"""Bring the database to what a setup file says.

Centres, numbers, keywords, staff, helplines and wordings are added or updated; what the file leaves out is
kept. The shifts and the ladder of a centre become those of the file (`setup.load_rota`). Loading twice
changes nothing the second time. A person who was switched off and is in the file is switched on: it says who
works here.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.core.base import Base
from enquiries.core.enums import Role
from enquiries.core.i18n import ENGLISH
from enquiries.organisation.models import Centre, EmergencyNumber, Keyword, Number, Staff
from enquiries.organisation.wordings import CentreWording
from enquiries.reporting.models import ResponseTarget
from enquiries.setup import load_rota
from enquiries.setup.change import Change, ChangeKind, plain
from enquiries.setup.checks import Known, check_setup
from enquiries.setup.file import SetupFile
from enquiries.setup.toml import values_of


def load_settings(session: Session, setup: SetupFile) -> list[Change]:
    """Add and change what differs, and say what became of each thing.

    Raises SetupFileWrong where the file does not fit what is there; nothing was changed then.
    """
    check_setup(setup, _known(session))
    changes: list[Change] = []
    for load_table in (
        _load_centres,
        _load_numbers,
        _load_keywords,
        _load_staff,
        _load_helplines,
        _load_targets,
        _load_wordings,
    ):
        changes += load_table(session, setup)
        session.flush()
    return [*changes, *load_rota.load_rota(session, setup)]


def _known(session: Session) -> Known:
    staff = session.scalars(select(Staff)).all()
    active = [person for person in staff if person.active]
    return Known(
        centres=session.scalars(select(Centre.slug)).all(),
        numbers=session.scalars(select(Number.number)).all(),
        staff={person.email: {centre.slug for centre in person.centres} for person in active},
        managers=[person.email for person in active if person.role is Role.MANAGER],
        admins=[person.email for person in active if person.role is Role.ADMIN],
        posts=load_rota.posts(session),
        mobiles={person.mobile: person.email for person in staff},
        names={person.email: person.name for person in active},
    )


def _load_centres(session: Session, setup: SetupFile) -> Iterator[Change]:
    present = _centres(session)
    for row in setup.centres:
        values = {
            "slug": row.slug,
            "name": row.name,
            "text_name": row.text_name,
            "town": row.town,
            "kind": row.kind,
            "line": row.line,
            "calls_from": row.calls_from,
            "hours": str(row.hours),
            "promise_seconds": int(row.promise.total_seconds()),
            "timezone": (row.timezone or setup.timezone).key,
            "operator": row.operator,
            "role": row.role,
            "regulator": row.regulator,
            "country": row.country,
            "says": list(row.says),
            "embed_origins": list(row.embed_origins),
            "sign_in_by_text": row.sign_in_by_text,
        }
        yield _put(session, f"centre {row.slug}", Centre, present.pop(row.slug, None), values)
    yield from _kept("centre", present)


def _load_numbers(session: Session, setup: SetupFile) -> Iterator[Change]:
    centres, present = _centres(session), _numbers(session)
    for row in setup.numbers:
        values = {
            "number": row.number,
            "centre": centres[row.centre],
            "use": row.use,
            "keyword_mode": row.keyword_mode,
        }
        yield _put(session, f"number {row.number}", Number, present.pop(row.number, None), values)
    yield from _kept("number", present)


def _load_keywords(session: Session, setup: SetupFile) -> Iterator[Change]:
    centres, numbers = _centres(session), _numbers(session)
    present = {
        f"{each.word} on {each.number.number}": each
        for each in session.scalars(select(Keyword).order_by(Keyword.id))
    }
    for row in setup.keywords:
        name = f"{row.word} on {row.number}"
        values = {
            "word": row.word,
            "number": numbers[row.number],
            "centre": centres[row.centre],
            "source": row.source,
            "about": row.about,
            "language": row.language,
        }
        yield _put(session, f"keyword {name}", Keyword, present.pop(name, None), values)
    yield from _kept("keyword", present)


def _load_staff(session: Session, setup: SetupFile) -> Iterator[Change]:
    centres, present = _centres(session), _staff(session)
    _free_mobiles(session, setup, present)
    for row in setup.staff:
        values = {
            "name": row.name,
            "mobile": row.mobile,
            "email": row.email,
            "role": row.role,
            "centres": [centre for centre in centres.values() if centre.slug in row.centres],
            "active": True,
        }
        person = present.pop(row.email, None)
        if person is not None and person.mobile != row.mobile:
            person.ready_at = None  # that was another phone
        yield _put(session, f"staff {row.email}", Staff, person, values)
    yield from _kept("staff", {email: person for email, person in present.items() if person.active})


def _free_mobiles(session: Session, setup: SetupFile, staff: Mapping[str, Staff]) -> None:
    """Take a mobile that changes hands from its former holder: no two may share one, even for a moment."""
    owners = {row.mobile: row.email for row in setup.staff}
    for person in staff.values():
        if owners.get(person.mobile, person.email) != person.email:
            person.mobile = f"changes hands: {person.id}"
    session.flush()


def _load_helplines(session: Session, setup: SetupFile) -> Iterator[Change]:
    present = {
        each.country: each
        for each in session.scalars(select(EmergencyNumber).order_by(EmergencyNumber.country))
    }
    for row in setup.helplines:
        talk = [values_of(each, usual=True) for each in row.talk]
        values = {"country": row.country, "emergency": row.emergency, "checked": row.checked, "talk": talk}
        yield _put(
            session, f"helpline {row.country}", EmergencyNumber, present.pop(row.country, None), values
        )
    yield from _kept("helpline", present)


def _load_targets(session: Session, setup: SetupFile) -> Iterator[Change]:
    present = {(each.of, each.percent): each for each in session.scalars(select(ResponseTarget))}
    for row in setup.targets:
        values = {"of": row.of, "percent": row.percent, "seconds": int(row.within.total_seconds())}
        name = f"target {row.percent} of {row.of}"
        yield _put(session, name, ResponseTarget, present.pop((row.of, row.percent), None), values)
    yield from _kept("target", {f"{percent} of {of}": each for (of, percent), each in present.items()})


def _load_wordings(session: Session, setup: SetupFile) -> Iterator[Change]:
    centres = _centres(session)
    present = {
        wording_name(each.kind, each.language, each.centre): each
        for each in session.scalars(select(CentreWording).order_by(CentreWording.id))
    }
    for row in setup.wordings:
        centre = centres[row.centre]
        name = wording_name(row.text, row.language, centre)
        values = {"centre": centre, "kind": row.text, "language": row.language, "words": row.words}
        yield _put(session, f"wording {name}", CentreWording, present.pop(name, None), values)
    yield from _kept("wording", present)


def wording_name(kind: str, language: str, centre: Centre) -> str:
    """How changes and the audit trail name an own wording."""
    return f"{kind}{'' if language == ENGLISH else f' ({language})'} of {centre.slug}"


def _centres(session: Session) -> dict[str, Centre]:
    return {each.slug: each for each in session.scalars(select(Centre).order_by(Centre.id))}


def _numbers(session: Session) -> dict[str, Number]:
    return {each.number: each for each in session.scalars(select(Number).order_by(Number.id))}


def _staff(session: Session) -> dict[str, Staff]:
    return {each.email: each for each in session.scalars(select(Staff).order_by(Staff.id))}


def _put(
    session: Session, name: str, kind: type[Base], present: Base | None, values: Mapping[str, Any]
) -> Change:
    if present is None:
        session.add(kind(**values))
        return Change(ChangeKind.ADDED, name, after=plain(values))
    before = {key: getattr(present, key) for key, value in values.items() if getattr(present, key) != value}
    after = {key: values[key] for key in before}
    said = plain(before), plain(after)
    for key, value in after.items():
        setattr(present, key, value)
    fate = ChangeKind.CHANGED if after else ChangeKind.UNCHANGED
    return Change(fate, name, tuple(key.removesuffix("_seconds") for key in after), *said)


def _kept(what: str, left_out: Mapping[str, Base]) -> Iterator[Change]:
    return (Change(ChangeKind.KEPT, f"{what} {name}") for name in left_out)
