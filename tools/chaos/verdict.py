"""What the evidence says: whether anything was lost, forgotten, decided twice or left lying.

A request counts when it was answered with 2xx or 3xx; one that got no answer was told so, and its sender
tries again. Alerts count when the provider accepted them, by its own log.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations, pairwise
from typing import Final

from enquiries.lifecycle.events import EventKind
from enquiries.lifecycle.states import EnquiryState
from enquiries.messaging.models import InboxState
from tools.chaos.evidence import Case, Evidence, Held, Request
from tools.chaos.witness import WAITING_INBOX, WAITING_TEXTS

LATE_AFTER: Final = timedelta(minutes=1)
_OVERDUE_AFTER: Final = timedelta(seconds=10)


@dataclass(frozen=True)
class Verdict:
    """Each fault found is a line that names what it is about. `delays`: seconds from asking to the alert."""

    lost: Sequence[str]
    never_alerted: Sequence[str]
    two_winners: Sequence[str]
    wrong_timelines: Sequence[str]
    beyond_bound: Sequence[str]
    stuck: Sequence[str]
    doubled: int
    delays: Sequence[float]

    @property
    def faults(self) -> Iterator[str]:
        yield from self.lost
        yield from self.never_alerted
        yield from self.two_winners
        yield from self.wrong_timelines
        yield from self.beyond_bound
        yield from self.stuck

    @property
    def late(self) -> int:
        return sum(delay > LATE_AFTER.total_seconds() for delay in self.delays)


def judge(evidence: Evidence) -> Verdict:
    cases = evidence.cases.values()
    return Verdict(
        lost=[*_lost_requests(evidence), *_lost_texts(evidence)],
        never_alerted=[f"enquiry {case.id} never alerted" for case in cases if _is_forgotten(evidence, case)],
        two_winners=[f"enquiry {case.id} held by two" for case in cases if _has_two_winners(case)],
        wrong_timelines=[
            f"enquiry {case.id}: {fault}" for case in cases for fault in _timeline_faults(evidence, case)
        ],
        beyond_bound=list(_beyond_bound(evidence)),
        stuck=list(_stuck(evidence)),
        doubled=sum(max(0, len(text.copies) - 1) for text in evidence.texts.values()),
        delays=sorted(_delays(evidence)),
    )


def _lost_requests(evidence: Evidence) -> Iterator[str]:
    for request in evidence.requests:
        if request.asked.taken_at is not None and request.enquiry_id not in evidence.cases:
            yield f"{request.asked.door} {request.asked.sid or request.asked.number} has no enquiry"


def _lost_texts(evidence: Evidence) -> Iterator[str]:
    for sent in evidence.further:
        kept = evidence.inbox.get(sent.sid)
        if sent.taken_at is not None and (kept is None or kept.state is not InboxState.DONE):
            yield f"text {sent.sid} was taken and is not done"


def _is_forgotten(evidence: Evidence, case: Case) -> bool:
    """Nobody was asked, and nobody took it from a list either."""
    return not case.claims and next(_acceptances(evidence, case), None) is None


def _acceptances(evidence: Evidence, case: Case) -> Iterator[float]:
    """When the provider accepted a text that alerts somebody of this enquiry (seconds since the epoch)."""
    for alert in case.alerts:
        for accepted_at in evidence.texts[alert.text_id].copies:
            # A bundle that left before the enquiry was added to it says nothing of it.
            if accepted_at >= alert.at:
                yield accepted_at.timestamp()


def _delays(evidence: Evidence) -> Iterator[float]:
    first: dict[int, Request] = {}
    for request in sorted(evidence.requests, key=lambda each: each.asked.asked_at):
        if request.enquiry_id is not None:
            first.setdefault(request.enquiry_id, request)
    for enquiry_id, request in first.items():
        alerted_at = min(_acceptances(evidence, evidence.cases[enquiry_id]), default=None)
        if alerted_at is not None:
            yield alerted_at - request.asked.asked_at.timestamp()


def _has_two_winners(case: Case) -> bool:
    return any(_overlap(one, other) for one, other in combinations(case.claims, 2))


def _overlap(one: Held, other: Held) -> bool:
    first, second = sorted((one, other), key=lambda held: held.since)
    return first.until is None or first.until > second.since


def _timeline_faults(evidence: Evidence, case: Case) -> Iterator[str]:
    seen = Counter(entry.what for entry in case.timeline)
    accepted = sum(evidence.texts[alert.text_id].was_accepted for alert in case.alerts)
    wrote = sum(kept.enquiry_id == case.id and not kept.from_staff for kept in evidence.inbox.values())
    if seen[EventKind.RECEIVED] != 1 or case.timeline[0].what is not EventKind.RECEIVED:
        yield "does not begin with its receipt"
    if seen[EventKind.WROTE] < wrote:
        yield f"{wrote} texts, {seen[EventKind.WROTE]} noted"
    if seen[EventKind.ALERTING] != len(case.alerts):
        yield f"{len(case.alerts)} alerts, {seen[EventKind.ALERTING]} noted"
    if seen[EventKind.ALERTED] != accepted:
        states = ", ".join(evidence.texts[alert.text_id].state for alert in case.alerts)
        yield f"{accepted} alerts accepted, {seen[EventKind.ALERTED]} noted, of {states}"
    if seen[EventKind.CLAIMED] + seen[EventKind.TAKEN_OVER] != len(case.claims):
        yield f"{len(case.claims)} claims, {seen[EventKind.CLAIMED]} noted"
    if seen[EventKind.CLOSED] - seen[EventKind.REOPENED] != (case.state is EnquiryState.CLOSED):
        yield f"{case.state}, closed {seen[EventKind.CLOSED]} and reopened {seen[EventKind.REOPENED]} times"
    for before, after in pairwise(case.timeline):
        if after.at < before.at:
            yield f"{after.what} is {before.at - after.at} before {before.what}, which was written first"


def _beyond_bound(evidence: Evidence) -> Iterator[str]:
    """One duplicate for each lost answer is the bound, and each attempt can lose one."""
    for text in evidence.texts.values():
        if len(text.copies) > max(1, text.attempts):
            yield f"text {text.id} ({text.kind}): {len(text.copies)} copies, {text.attempts} attempts"


def _stuck(evidence: Evidence) -> Iterator[str]:
    overdue = evidence.read_at - _OVERDUE_AFTER
    for text in evidence.texts.values():
        if text.state in WAITING_TEXTS and text.send_at < overdue:
            yield f"text {text.id} ({text.kind}) is {text.state} since {text.send_at}"
    for sid, kept in evidence.inbox.items():
        if kept.state in WAITING_INBOX:
            yield f"text {sid} is {kept.state}"
    yield from _unwatched(evidence.cases.values(), evidence)


def _unwatched(cases: Iterable[Case], evidence: Evidence) -> Iterator[str]:
    """Every enquiry that is not closed has a clock on it, which has not run out long ago."""
    for case in cases:
        if case.state is EnquiryState.CLOSED:
            continue
        if case.next_check_at is None or case.next_check_at < evidence.read_at - _OVERDUE_AFTER:
            yield f"enquiry {case.id} is {case.state}, looked at {case.next_check_at}"
