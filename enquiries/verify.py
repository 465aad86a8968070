"""Check an exported log, with nothing but Python's standard library: `python -m enquiries.verify FILE`.

`flask --app wsgi verify-log --export FILE` writes the file: one JSON object a line, each a link of one chain.

    position    1, 2, 3 …
    kind        "start": the first link, when the chain began
                "older": an entry that is older than the chain, sealed when it began
                "entry": an entry of the timeline
                "quiet": there was nothing to seal; at least every ten minutes while sealing runs
    sealed_at   when the link was added (UTC)
    entry       what happened to an enquiry: the entry's id, the enquiry's reference, at (UTC), what, the id
                of the member of staff, and the details; null for "start" and "quiet"
    hash        of the hash before it (64 zeros for the first) and of all of the above

A change of any of it, or a link that is missing or moved, breaks the chain at that place. A chain that was
written again from some place on is whole in itself: only a hash that was kept elsewhere shows it (`--head`).
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

BEFORE_THE_FIRST = "0" * 64
LATE = timedelta(minutes=15)
"""An entry is sealed within seconds. If it took longer than this, the check says so, and why."""
_CAUGHT_UP = timedelta(minutes=5)
_FIELDS = {"position", "kind", "sealed_at", "entry", "hash"}
_OF_AN_ENTRY = {"id", "reference", "at", "what", "staff", "detail"}


class LinkKind(StrEnum):
    START = "start"
    OLDER = "older"
    ENTRY = "entry"
    QUIET = "quiet"

    @property
    def has_entry(self) -> bool:
        return self in (LinkKind.OLDER, LinkKind.ENTRY)


@dataclass(frozen=True)
class Discrepancy:
    """Something that does not fit: where, and what. A note is no fault: it explains itself."""

    where: str
    what: str
    is_note: bool = False

    def __str__(self) -> str:
        return f"{'note: ' if self.is_note else ''}{self.where}: {self.what}"


def canonical(facts: Mapping[str, Any]) -> str:
    """JSON that is the same wherever it is written: sorted keys, no spaces, ASCII only."""
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def link_hash(before: str, facts: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, of the hash of the link before it and this link's facts without its hash."""
    return sha256((before + canonical(facts)).encode("ascii")).hexdigest()


def write_time(moment: datetime) -> str:
    """A moment in UTC, to the microsecond: 2026-01-14T02:14:05.123456Z."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def counted(number: int, one: str, more: str) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else more}"


def verdict(findings: int) -> str:
    return counted(findings, "finding", "findings") if findings else "OK"


class ChainCheck:
    """Takes the links one after the other and says what is wrong with each; `heads` must occur among them.

    A head is a hash, or `POSITION:HASH`.
    """

    def __init__(self, heads: Iterable[str] = ()) -> None:
        self.position, self.head, self.entries = 0, BEFORE_THE_FIRST, 0
        self.kind: LinkKind | None = None
        self.times = _Times()
        self._heads = set(heads)

    def take(self, link: Mapping[str, Any]) -> Iterator[Discrepancy]:
        """Check the next link. Raises ValueError, KeyError or TypeError where it cannot be read."""
        kind, position = LinkKind(link["kind"]), int(link["position"])
        where = _where(link)
        if position != self.position + 1:
            yield Discrepancy(where, f"position {self.position + 1} was expected: links are missing or moved")
        expected = link_hash(self.head, {name: link[name] for name in link if name != "hash"})
        if link["hash"] != expected:
            yield Discrepancy(where, f"was changed: its hash is {link['hash']}, {expected} was expected")
        if (problem := self._misplaced(kind)) is not None:
            yield Discrepancy(where, problem)
        yield from self.times.take(where, kind, link)
        self.entries += kind.has_entry
        self.pass_over(position, kind, str(link["hash"]))

    def pass_over(self, position: int, kind: LinkKind, digest: str) -> None:
        """Go on behind a link that cannot be checked, since its entry is gone."""
        self.position, self.head, self.kind = position, digest, kind
        self._heads -= {digest, f"{position}:{digest}"}

    def end(self) -> Iterator[Discrepancy]:
        """What there is to say once all links were taken."""
        yield from self.times.end_pause()
        for head in sorted(self._heads):
            yield Discrepancy(f"head {head}", "does not occur: the log was written again since, or cut off")

    def summary(self) -> str:
        entries, links = counted(self.entries, "entry", "entries"), counted(self.position, "link", "links")
        return f"{entries} in {links}, head {self.position}:{self.head}"

    def _misplaced(self, kind: LinkKind) -> str | None:
        if (kind is LinkKind.START) is not (self.kind is None):
            return "the first link, and no other, is the start"
        if kind is LinkKind.OLDER and self.kind not in (LinkKind.START, LinkKind.OLDER):
            return "says that it is older than the chain, but newer links come before it"
        return None


class _Times:
    """When entries were sealed, compared with when they say that they happened."""

    def __init__(self) -> None:
        self.started_at: datetime | None = None
        self.sealed_at: datetime | None = None
        self._latest: datetime | None = None  # the latest time of an entry so far
        self._pause: tuple[datetime, datetime] | None = None  # when nothing was sealed
        self._late = 0  # entries that had to wait for that

    @property
    def is_catching_up(self) -> bool:
        """True while entries are sealed that had to wait."""
        return self._pause is not None

    def take(self, where: str, kind: LinkKind, link: Mapping[str, Any]) -> Iterator[Discrepancy]:
        sealed_at, before = _moment(link["sealed_at"]), self.sealed_at
        if before is not None and sealed_at < before:
            yield Discrepancy(where, f"was sealed at {sealed_at}, before the link ahead of it ({before})")
        if before is not None and sealed_at - before > LATE:
            yield from self.end_pause()
            self._pause = before, sealed_at
        self.started_at, self.sealed_at = self.started_at or sealed_at, sealed_at
        if not kind.has_entry:
            yield from self.end_pause()
            return
        at = _moment(link["entry"]["at"])
        if kind is LinkKind.OLDER:
            self._pause = self.started_at, sealed_at  # whatever comes meanwhile has to wait
            problem = "is newer than the chain, but marked as older" if at > self.started_at else None
        else:
            problem = self._problem(at, sealed_at)
        if problem is not None:
            yield Discrepancy(where, problem)
        if kind is LinkKind.ENTRY and abs(sealed_at - at) < _CAUGHT_UP:
            yield from self.end_pause()
        self._latest = max(self._latest or at, min(at, sealed_at))

    def end_pause(self) -> Iterator[Discrepancy]:
        """Sealing has caught up."""
        if self._pause is not None and self._late:
            since, until = self._pause
            late = counted(self._late, "entry was", "entries were")
            what = f"{late} sealed late: nothing newer was sealed from {since} to {until}"
            yield Discrepancy("sealing", what, is_note=True)
        self._pause, self._late = None, 0

    def _problem(self, at: datetime, sealed_at: datetime) -> str | None:
        if at > sealed_at + LATE:
            return f"is dated {at}, after it was sealed ({sealed_at})"
        if self._latest is not None and at < self._latest - LATE:
            return f"is back-dated: it says {at}, but what happened at {self._latest} was sealed before it"
        if sealed_at - at <= LATE:
            return None
        if self._pause is None or at < self._pause[0] - LATE:
            return (
                f"is back-dated or sealed late: it says {at}, and was sealed at {sealed_at} without a pause"
            )
        self._late += 1
        return None


def _where(link: Mapping[str, Any]) -> str:
    entry = link["entry"]
    about = f", entry {entry['id']} of {entry['reference']}" if entry else ""
    return f"position {link['position']}{about}"


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def check_lines(lines: Iterable[str], check: ChainCheck) -> Iterator[Discrepancy]:
    """Check an exported log, line by line."""
    for number, line in enumerate(lines, start=1):
        try:
            link = json.loads(line)
            if (
                link.keys() != _FIELDS
                or (link["entry"] or dict.fromkeys(_OF_AN_ENTRY)).keys() != _OF_AN_ENTRY
            ):
                raise ValueError("it has other fields")
            if LinkKind(link["kind"]).has_entry is not (link["entry"] is not None):
                raise ValueError("an entry is missing, or there is one too many")
            yield from check.take(link)
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            yield Discrepancy(f"line {number}", f"cannot be read: {fault}")
    if check.position == 0:
        yield Discrepancy("log", "is empty")
    yield from check.end()


def read_head(text: str) -> str:
    """A head as it was kept: a hash, or `POSITION:HASH`. Raises ValueError for anything else."""
    position, _, digest = text.strip().rpartition(":")
    if len(digest) != len(BEFORE_THE_FIRST) or not set(digest) <= set("0123456789abcdef"):
        raise ValueError(f"{text!r} is not a head: write HASH or POSITION:HASH")
    return f"{int(position)}:{digest}" if position else digest


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit code: 0 where nothing is wrong, else 1."""
    parser = argparse.ArgumentParser("python -m enquiries.verify", description="Check an exported log.")
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--head", type=read_head, action="append", default=[], help="a HASH or POSITION:HASH that must occur"
    )
    given = parser.parse_args(arguments)
    check, faults = ChainCheck(given.head), 0
    with given.file.open(encoding="utf-8") as lines:
        for each in check_lines(lines, check):
            faults += not each.is_note
            sys.stdout.write(f"{each}\n")
    sys.stdout.write(f"{verdict(faults)}: {check.summary()}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
