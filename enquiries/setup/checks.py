"""What must be true between the rows of a setup file, and between it and what was loaded before.

Nothing is there twice; every name used is known; each person to be alerted works at that centre; a
ladder starts at once and rises; and no centre is left without a manager, who is the last to be told.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby, pairwise

from enquiries.core.enums import Role
from enquiries.core.suggestions import nearest
from enquiries.setup import own_wording
from enquiries.setup.faults import Loc, SetupFault, SetupFileWrong
from enquiries.setup.file import EscalationRow, SetupFile


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
    mobiles: Mapping[str, str] = field(default_factory=dict)  # to the email of its holder, active or not
    names: Mapping[str, str] = field(default_factory=dict)  # the full name of each one, by email


def check_setup(setup: SetupFile, known: Known | None = None) -> None:
    """Raise SetupFileWrong with everything that does not fit together."""
    known = known or Known()
    faults = [
        *_repeated(setup),
        *_shared(setup, known),
        *_unknown(setup, known),
        *_strangers(setup, known),
        *_ladders(setup),
        *_without_manager(setup, known),
        *_without_admin(setup, known),
        *_named_people(setup, known),
    ]
    if faults:
        raise SetupFileWrong(faults)


# The keys that tell the rows of a table apart; the complaint is at the first.
_NAMES: Mapping[str, Sequence[tuple[str, str]]] = {
    "centres": [("slug", "{0.slug}")],
    "numbers": [("number", "{0.number}")],
    "keywords": [("word", "{0.word} on {0.number}")],
    "staff": [("email", "{0.email}"), ("mobile", "{0.mobile}")],
    "helplines": [("country", "{0.country}")],
    "targets": [("percent", "{0.percent} of {0.of}")],
    "wordings": [("text", "{0.text} ({0.language}) of {0.centre}")],
}


def _repeated(setup: SetupFile) -> Iterator[SetupFault]:
    for table, keys in _NAMES.items():
        for key, name in keys:
            first: dict[str, int] = {}
            for at, row in enumerate(getattr(setup, table)):
                said = name.format(row)
                if (before := first.setdefault(said, at)) != at:
                    says = f"{said} is there already, in {table}[{before}]: leave one out or change it"
                    yield SetupFault((table, at, key), "repeated", says, (said,))


def _shared(setup: SetupFile, known: Known) -> Iterator[SetupFault]:
    """Find mobiles that are the service's, or of a person whom the file leaves out and who keeps theirs."""
    own = {row.number for row in setup.numbers} | set(known.numbers)
    in_file = {row.email for row in setup.staff}
    kept = {mobile: email for mobile, email in known.mobiles.items() if email not in in_file}
    for at, row in enumerate(setup.staff):
        if row.mobile in own:
            says = f"{row.mobile} is a number of the service: write the person's own"
            yield SetupFault(("staff", at, "mobile"), "own_number", says)
        if owner := kept.get(row.mobile):
            says = f"{row.mobile} is that of {owner}: write their new one as well"
            yield SetupFault(("staff", at, "mobile"), "taken_mobile", says, (row.mobile, owner))
    for at, number in enumerate(setup.numbers):
        if owner := kept.get(number.number):
            says = f"{number.number} is the mobile of {owner}: write another number"
            yield SetupFault(("numbers", at, "number"), "staff_number", says)


def _unknown(setup: SetupFile, known: Known) -> Iterator[SetupFault]:
    centres = {row.slug for row in setup.centres} | set(known.centres)
    numbers = {row.number for row in setup.numbers} | set(known.numbers)
    staff = {row.email for row in setup.staff} | set(known.staff)
    for table in ("numbers", "keywords", "shifts", "escalation", "wordings"):
        for at, row in enumerate(getattr(setup, table)):
            yield from _missing((table, at, "centre"), row.centre, "centre", centres)
    for at, person in enumerate(setup.staff):
        for slug in person.centres:
            yield from _missing(("staff", at, "centres"), slug, "centre", centres)
    for at, keyword in enumerate(setup.keywords):
        yield from _missing(("keywords", at, "number"), keyword.number, "number", numbers)
    for loc, email, _ in _alerted(setup):
        yield from _missing(loc, email, "member of staff", staff)


def _missing(loc: Loc, name: str, what: str, known: Collection[str]) -> Iterator[SetupFault]:
    if name not in known:
        code = f"no_{what.partition(' ')[0]}"
        yield SetupFault(loc, code, f"no {what} {name} is known: {nearest(name, known)}", (name,))


def _alerted(setup: SetupFile) -> Iterator[tuple[Loc, str, str]]:
    """Find who is alerted by name: where that is written, their email, and the centre that alerts them."""
    for at, shift in enumerate(setup.shifts):
        yield ("shifts", at, "staff"), shift.staff, shift.centre
    for at, step in enumerate(setup.escalation):
        if step.to.email:
            yield ("escalation", at, "to"), step.to.email, step.centre


def _strangers(setup: SetupFile, known: Known) -> Iterator[SetupFault]:
    """Find people who would be alerted for a centre that is not theirs, or who only watch."""
    centres = {**known.staff, **{row.email: row.centres for row in setup.staff}}
    auditors = {row.email for row in setup.staff if row.role is Role.AUDITOR}
    for loc, email, centre in _alerted(setup):
        if email in auditors:
            says = f"{email} is an auditor, and auditors are not alerted: name another person"
            yield SetupFault(loc, "auditor", says, (email,))
        elif centre not in centres.get(email, (centre,)):
            says = f"{email} does not work at {centre}: add it to the centres of that person"
            yield SetupFault(loc, "works_elsewhere", says)
    yield from _left_behind(setup, known)


def _left_behind(setup: SetupFile, known: Known) -> Iterator[SetupFault]:
    """Find people who leave a centre that would go on alerting them: the file does not write its rota."""
    written = {row.slug for row in setup.centres}
    for at, row in enumerate(setup.staff):
        stays = () if row.role is Role.AUDITOR else row.centres
        for slug in sorted({*known.posts.get(row.email, ())} - written - {*stays}):
            says = f"{row.email} is on call at {slug}: write that centre too, without them"
            yield SetupFault(("staff", at), "on_call", says, (row.email, slug))


def _ladders(setup: SetupFile) -> Iterator[SetupFault]:
    steps = sorted(enumerate(setup.escalation), key=lambda placed: placed[1].centre)
    for _, of_one_centre in groupby(steps, key=lambda placed: placed[1].centre):
        yield from _ladder(list(of_one_centre))


def _ladder(steps: Sequence[tuple[int, EscalationRow]]) -> Iterator[SetupFault]:
    at, first = steps[0]
    if first.after:
        says = "the first step of a ladder is at once: write 0s"
        yield SetupFault(("escalation", at, "after"), "first_step", says)
    for (_, lower), (at, upper) in pairwise(steps):
        if upper.after <= lower.after:
            seconds = lower.after // timedelta(seconds=1)
            says = f"is not later than the step before it: write more than {seconds}s"
            yield SetupFault(("escalation", at, "after"), "not_later", says)


def _without_manager(setup: SetupFile, known: Known) -> Iterator[SetupFault]:
    """Find centres without a manager once the file is loaded; it may have made a manager something else."""
    in_file = {row.email for row in setup.staff}
    before = {email: known.staff.get(email, ()) for email in known.managers}
    managed = {slug for row in setup.staff if row.role is Role.MANAGER for slug in row.centres}
    managed |= {slug for email, slugs in before.items() if email not in in_file for slug in slugs}
    for at, row in enumerate(setup.centres):
        if row.slug not in managed:
            says = f'{row.slug} has no manager: add one under [[staff]], with role = "manager"'
            yield SetupFault(("centres", at), "no_manager", says, (row.slug,))
    abandoned = {slug for slugs in before.values() for slug in slugs} - managed
    for slug in sorted(abandoned - {row.slug for row in setup.centres}):
        says = f'{slug} would lose its last manager: keep one with role = "manager"'
        yield SetupFault(("staff",), "last_manager", says, (slug,))


def _without_admin(setup: SetupFile, known: Known) -> Iterator[SetupFault]:
    """Find out whether there was an admin and would be none."""
    places = {row.email: at for at, row in enumerate(setup.staff)}
    stays = [email for email in known.admins if email not in places]
    if known.admins and not stays and not any(row.role is Role.ADMIN for row in setup.staff):
        says = 'would leave no admin: keep one with role = "admin"'
        yield SetupFault(("staff", places[min(known.admins)], "role"), "last_admin", says)


def _named_people(setup: SetupFile, known: Known) -> Iterator[SetupFault]:
    """Find wordings that name a person who works at that centre."""
    centres = {**known.staff, **{row.email: row.centres for row in setup.staff}}
    names = {**known.names, **{row.email: row.name for row in setup.staff}}
    for at, row in enumerate(setup.wordings):
        people = [name for email, name in names.items() if row.centre in centres.get(email, ())]
        if named := own_wording.named(row.words, people):
            yield SetupFault(("wordings", at, "words"), "wording", own_wording.BETWEEN.join(named))
