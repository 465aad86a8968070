"""Bring the database to what a setup file says.

Centres, numbers, keywords, staff, helplines and wordings are added or updated; what the file leaves out is
kept. The shifts and the ladder of a centre become those of the file (`setup.load_rota`). Loading twice
changes nothing the second time. A person who was switched off and is in the file is switched on: it says who
works here.

What differs is worked out first, by reading alone; then only that is written, in one transaction, since half
a setup would leave a centre without its rota. So the many centres of a network keep no text waiting.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from enquiries.core.base import Base
from enquiries.core.enums import Role
from enquiries.core.i18n import ENGLISH
from enquiries.organisation import setup_edition
from enquiries.organisation.models import Centre, EmergencyNumber, Keyword, Number, Staff, works_at
from enquiries.organisation.wordings import CentreWording
from enquiries.reporting.models import ResponseTarget
from enquiries.setup import load_rota
from enquiries.setup.change import Change, ChangeKind, plain
from enquiries.setup.checks import Known, check_setup
from enquiries.setup.file import SetupFile
from enquiries.setup.stored_rows import Ids, Row, StoredRows, TableWrites, table_of
from enquiries.setup.toml import values_of


@dataclass(frozen=True)
class Differences:
    """What a setup file changes of the settings as they were at an `edition`, and how that is written."""

    edition: str | None
    changes: Sequence[Change]
    writes: Sequence[TableWrites]

    @property
    def news(self) -> Sequence[Change]:
        return [each for each in self.changes if each.is_news]


def load_settings(session: Session, setup: SetupFile) -> list[Change]:
    """Add and change what differs, and say what became of each thing.

    Raises SetupFileWrong where the file does not fit what is there; nothing was changed then.
    """
    differences = find_differences(session, setup)
    write(session, differences)
    return list(differences.changes)


def find_differences(session: Session, setup: SetupFile) -> Differences:
    """Read what is there, and work out what a file would change. Raises SetupFileWrong as above."""
    edition = setup_edition.editions(session).setup
    stored = StoredRows(session)
    staff = stored.staff()
    check_setup(setup, _known(session, stored, staff))
    parts = [
        _of_centres(stored, setup),
        _of_numbers(stored, setup),
        _of_keywords(stored, setup),
        _of_staff(stored, setup, staff),
        _of_helplines(stored, setup),
        _of_targets(stored, setup),
        _of_wordings(stored, setup),
        load_rota.find_differences(stored, setup),
    ]
    changes = [change for of_part, _ in parts for change in of_part]
    return Differences(edition, changes, [each for _, writes in parts for each in writes])


def write(session: Session, differences: Differences) -> None:
    """Write what differs. The settings must still be of that edition; objects are read again on use."""
    if not differences.news:
        return
    session.flush()
    connection = session.connection()
    ids = Ids(connection)
    for each in differences.writes:
        each.write(connection, ids)
    setup_edition.new_edition(session)
    session.expire_all()


def _known(session: Session, stored: StoredRows, staff: Iterable[Row]) -> Known:
    active = [person for person in staff if person["active"]]
    return Known(
        centres=stored.centre_ids,
        numbers=[row["number"] for row in stored.of(Number)],
        staff={person["email"]: set(person["centres"]) for person in active},
        managers=[person["email"] for person in active if person["role"] is Role.MANAGER],
        admins=[person["email"] for person in active if person["role"] is Role.ADMIN],
        posts=load_rota.posts(session),
        mobiles={person["mobile"]: person["email"] for person in staff},
        names={person["email"]: person["name"] for person in active},
    )


_Part = tuple[Sequence[Change], Sequence[TableWrites]]


def _of_centres(stored: StoredRows, setup: SetupFile) -> _Part:
    wanted = [
        {
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
            "publishes_times": row.publishes_times,
        }
        for row in setup.centres
    ]
    return _compared(Centre, stored.of(Centre), wanted, "centre {slug}".format_map)


def _of_numbers(stored: StoredRows, setup: SetupFile) -> _Part:
    wanted = [
        {"number": row.number, "centre": row.centre, "use": row.use, "keyword_mode": row.keyword_mode}
        for row in setup.numbers
    ]
    return _compared(Number, stored.of(Number), wanted, "number {number}".format_map)


def _of_keywords(stored: StoredRows, setup: SetupFile) -> _Part:
    wanted = [
        {
            "word": row.word,
            "number": row.number,
            "centre": row.centre,
            "source": row.source,
            "about": row.about,
            "language": row.language,
        }
        for row in setup.keywords
    ]
    return _compared(Keyword, stored.of(Keyword), wanted, "keyword {word} on {number}".format_map)


def _of_staff(stored: StoredRows, setup: SetupFile, staff: Sequence[Row]) -> _Part:
    places = list(dict.fromkeys([*stored.centre_ids, *(row.slug for row in setup.centres)]))
    wanted = [
        {
            "name": row.name,
            "mobile": row.mobile,
            "email": row.email,
            "role": row.role,
            "centres": [slug for slug in places if slug in row.centres],
            "active": True,
        }
        for row in setup.staff
    ]
    mobiles = {row.email: row.mobile for row in setup.staff}
    # another phone has not proved that texts reach it
    present = [
        each if mobiles.get(each["email"]) in (None, each["mobile"]) else {**each, "ready_at": None}
        for each in staff
    ]
    changes, people = _compared(Staff, present, wanted, "staff {email}".format_map)
    switched_off = {f"staff {each['email']}" for each in staff if not each["active"]}
    told = [each for each in changes if each.fate is not ChangeKind.KEPT or each.what not in switched_off]
    return told, [_freed_mobiles(setup, staff), *people, _workplaces(stored, staff, wanted)]


def _freed_mobiles(setup: SetupFile, staff: Iterable[Row]) -> TableWrites:
    """Take a mobile that changes hands from its former holder: no two may share one, even for a moment."""
    owners = {row.mobile: row.email for row in setup.staff}
    freed = [
        {"id": each["id"], "mobile": f"changes hands: {each['id']}"}
        for each in staff
        if owners.get(each["mobile"], each["email"]) != each["email"]
    ]
    return TableWrites(table_of(Staff), changed=freed)


def _workplaces(stored: StoredRows, staff: Iterable[Row], wanted: Iterable[Row]) -> TableWrites:
    before = {each["email"]: each for each in staff}
    gone = list[Row]()
    new = list[Row]()
    for row in wanted:
        person = before.get(row["email"], {"centres": []})
        had, has = set(person["centres"]), set(row["centres"])
        gone += [
            {"staff_id": person["id"], "centre_id": stored.centre_ids[slug]} for slug in sorted(had - has)
        ]
        new += [{"staff": row["email"], "centre": slug} for slug in row["centres"] if slug not in had]
    return TableWrites(works_at, removed=gone, added=new)


def _of_helplines(stored: StoredRows, setup: SetupFile) -> _Part:
    wanted = [
        {
            "country": row.country,
            "emergency": row.emergency,
            "checked": row.checked,
            "talk": [values_of(each, usual=True) for each in row.talk],
        }
        for row in setup.helplines
    ]
    return _compared(EmergencyNumber, stored.of(EmergencyNumber), wanted, "helpline {country}".format_map)


def _of_targets(stored: StoredRows, setup: SetupFile) -> _Part:
    wanted = [
        {"of": row.of, "percent": row.percent, "seconds": int(row.within.total_seconds())}
        for row in setup.targets
    ]
    return _compared(ResponseTarget, stored.of(ResponseTarget), wanted, "target {percent} of {of}".format_map)


def _of_wordings(stored: StoredRows, setup: SetupFile) -> _Part:
    wanted = [
        {"centre": row.centre, "kind": row.text, "language": row.language, "words": row.words}
        for row in setup.wordings
    ]
    return _compared(CentreWording, stored.of(CentreWording), wanted, _wording)


def _wording(row: Row) -> str:
    return f"wording {wording_name(row['kind'], row['language'], row['centre'])}"


def wording_name(kind: str, language: str, slug: str) -> str:
    """How changes and the audit trail name an own wording."""
    return f"{kind}{'' if language == ENGLISH else f' ({language})'} of {slug}"


def _compared(
    model: type[Base], stored: Iterable[Row], wanted: Iterable[Row], what: Callable[[Row], str]
) -> _Part:
    """Tell the rows of a table that are to be added or changed; the others are unchanged or kept."""
    present = {what(row): row for row in stored}
    changes = list[Change]()
    added, changed = list[Row](), list[Row]()
    for values in wanted:
        before = present.pop(what(values), None)
        changes.append(_change(what(values), before, values))
        if before is None:
            added.append(values)
        elif changes[-1].is_news:
            changed.append({**before, **values})
    kept = [Change(ChangeKind.KEPT, name) for name in present]
    return [*changes, *kept], [TableWrites(table_of(model), changed=changed, added=added)]


def _change(what: str, before: Row | None, values: Row) -> Change:
    if before is None:
        return Change(ChangeKind.ADDED, what, after=plain(values))
    after = {key: value for key, value in values.items() if before[key] != value}
    keys = tuple(key.removesuffix("_seconds") for key in after)
    fate = ChangeKind.CHANGED if after else ChangeKind.UNCHANGED
    return Change(fate, what, keys, plain({key: before[key] for key in after}), plain(after))
