"""What must be true between the rows of a setup file, and between it and what was loaded before.

Nothing is there twice; every name that is used is known; whoever is to be alerted works at that centre; a
ladder starts at once and rises; and no centre is left without a manager, who is the last to be told.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby, pairwise

from enquiries.core.enums import Role
from enquiries.core.suggestions import nearest
from enquiries.setup.file import EscalationRow, SetupFile
from enquiries.setup.tables import AnyRow, SetupFileWrong


@dataclass(frozen=True)
class Known:
    """What was loaded before, and stays unless the file says otherwise. Staff are active ones, by email."""

    centres: Collection[str] = ()
    numbers: Collection[str] = ()
    staff: Mapping[str, Collection[str]] = field(default_factory=dict)  # the slugs of each one's centres
    managers: Collection[str] = ()  # the emails of those of them who are managers
    admins: Collection[str] = ()  # and of those who are admins
    # the slugs of the centres on whose rota or ladder each one is, by email
    posts: Mapping[str, Collection[str]] = field(default_factory=dict)
    mobiles: Mapping[str, str] = field(default_factory=dict)  # to the email of whoever has it, active or not


def check_setup(setup: SetupFile, known: Known | None = None) -> None:
    """Raise SetupFileWrong with everything that does not fit together."""
    known = known or Known()
    problems = [
        *_repeated(setup),
        *_shared(setup, known),
        *_unknown(setup, known),
        *_strangers(setup, known),
        *_ladders(setup),
        *_without_manager(setup, known),
        *_without_admin(setup, known),
    ]
    if problems:
        raise SetupFileWrong(problems)


def _repeated(setup: SetupFile) -> Iterator[str]:
    yield from _twice(setup.centres, "slug", lambda row: row.slug)
    yield from _twice(setup.numbers, "number", lambda row: row.number)
    yield from _twice(setup.keywords, "word", lambda row: f"{row.word} on {row.number}")
    yield from _twice(setup.staff, "email", lambda row: row.email)
    yield from _twice(setup.staff, "mobile", lambda row: row.mobile)
    yield from _twice(setup.helplines, "country", lambda row: row.country)
    yield from _twice(setup.targets, "percent", lambda row: f"{row.percent} of {row.of}")


def _twice(rows: Iterable[AnyRow], key: str, name: Callable[[AnyRow], str]) -> Iterator[str]:
    first: dict[str, str] = {}
    for row in rows:
        where = first.setdefault(name(row), row.where)
        if where != row.where:
            yield f"{row.where}.{key}: {name(row)} is there already, in {where}: leave one out or change it"


def _shared(setup: SetupFile, known: Known) -> Iterator[str]:
    """Find mobiles that are the service's, or of somebody whom the file leaves out and who keeps theirs."""
    ours = {row.number for row in setup.numbers} | set(known.numbers)
    in_file = {row.email for row in setup.staff}
    kept = {mobile: email for mobile, email in known.mobiles.items() if email not in in_file}
    for row in setup.staff:
        if row.mobile in ours:
            yield f"{row.where}.mobile: {row.mobile} is a number of the service: write the person's own"
        owner = kept.get(row.mobile)
        if owner:
            yield f"{row.where}.mobile: {row.mobile} is that of {owner}: write their new one as well"
    for number in setup.numbers:
        owner = kept.get(number.number)
        if owner:
            yield f"{number.where}.number: {number.number} is the mobile of {owner}: write another number"


def _unknown(setup: SetupFile, known: Known) -> Iterator[str]:
    centres = {row.slug for row in setup.centres} | set(known.centres)
    numbers = {row.number for row in setup.numbers} | set(known.numbers)
    staff = {row.email for row in setup.staff} | set(known.staff)
    for row in (*setup.numbers, *setup.keywords, *setup.shifts, *setup.escalation):
        yield from _missing(f"{row.where}.centre", row.centre, "centre", centres)
    for person in setup.staff:
        for slug in person.centres:
            yield from _missing(f"{person.where}.centres", slug, "centre", centres)
    for keyword in setup.keywords:
        yield from _missing(f"{keyword.where}.number", keyword.number, "number", numbers)
    for shift in setup.shifts:
        yield from _missing(f"{shift.where}.staff", shift.staff, "member of staff", staff)
    for step in setup.escalation:
        if step.to.email:
            yield from _missing(f"{step.where}.to", step.to.email, "member of staff", staff)


def _missing(where: str, name: str, what: str, known: Collection[str]) -> Iterator[str]:
    if name not in known:
        yield f"{where}: no {what} {name} is known: {nearest(name, known)}"


def _strangers(setup: SetupFile, known: Known) -> Iterator[str]:
    """Find people who would be alerted for a centre that is not theirs, or who only watch."""
    centres = {**known.staff, **{row.email: row.centres for row in setup.staff}}
    auditors = {row.email for row in setup.staff if row.role is Role.AUDITOR}
    named = [(f"{row.where}.staff", row.staff, row.centre) for row in setup.shifts]
    named += [(f"{row.where}.to", row.to.email, row.centre) for row in setup.escalation if row.to.email]
    for where, email, centre in named:
        if email in auditors:
            yield f"{where}: {email} is an auditor, and auditors are not alerted: name somebody else"
        elif centre not in centres.get(email, (centre,)):
            yield f"{where}: {email} does not work at {centre}: add it to the centres of that person"
    yield from _left_behind(setup, known)


def _left_behind(setup: SetupFile, known: Known) -> Iterator[str]:
    """Find people who leave a centre that would go on alerting them: the file does not write its rota."""
    written = {row.slug for row in setup.centres}
    for row in setup.staff:
        stays = () if row.role is Role.AUDITOR else row.centres
        for slug in sorted({*known.posts.get(row.email, ())} - written - {*stays}):
            yield f"{row.where}: {row.email} is on call at {slug}: write that centre too, without them"


def _ladders(setup: SetupFile) -> Iterator[str]:
    steps = sorted(setup.escalation, key=lambda row: row.centre)
    for _, of_one_centre in groupby(steps, key=lambda row: row.centre):
        yield from _ladder(list(of_one_centre))


def _ladder(steps: Sequence[EscalationRow]) -> Iterator[str]:
    if steps[0].after:
        yield f"{steps[0].where}.after: the first step of a ladder is at once: write 0s"
    for lower, upper in pairwise(steps):
        if upper.after <= lower.after:
            seconds = lower.after // timedelta(seconds=1)
            yield f"{upper.where}.after: is not later than the step before it: write more than {seconds}s"


def _without_manager(setup: SetupFile, known: Known) -> Iterator[str]:
    """Find centres that nobody manages once the file is loaded; it may have made a manager something else."""
    in_file = {row.email for row in setup.staff}
    before = {email: known.staff.get(email, ()) for email in known.managers}
    managed = {slug for row in setup.staff if row.role is Role.MANAGER for slug in row.centres}
    managed |= {slug for email, slugs in before.items() if email not in in_file for slug in slugs}
    for row in setup.centres:
        if row.slug not in managed:
            yield f'{row.where}: {row.slug} has no manager: add one under [[staff]], with role = "manager"'
    abandoned = {slug for slugs in before.values() for slug in slugs} - managed
    for slug in sorted(abandoned - {row.slug for row in setup.centres}):
        yield f'staff: {slug} would lose its last manager: keep one with role = "manager"'


def _without_admin(setup: SetupFile, known: Known) -> Iterator[str]:
    """Find out whether there was an admin and would be none."""
    now = {row.email: row for row in setup.staff}
    stays = [email for email in known.admins if email not in now]
    if known.admins and not stays and not any(row.role is Role.ADMIN for row in setup.staff):
        yield f'{now[min(known.admins)].where}.role: would leave no admin: keep one with role = "admin"'
