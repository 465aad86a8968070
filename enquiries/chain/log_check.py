"""Checks the log in the database: the chain, what is not sealed yet, and the columns that rest on it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from enquiries.chain import column_check, links, sealing
from enquiries.chain.links import Pace, at_once
from enquiries.verify import LATE, ChainCheck, Discrepancy, LinkKind, counted

Check = Callable[[Session, Pace], Iterator[Discrepancy]]


class LogCheck:
    """Reads everything, in pages, and changes nothing.

    `heads` were kept elsewhere: see `ChainCheck`. `pace` is called before each page. `then` checks what rests
    on the columns in turn.
    """

    def __init__(
        self, session: Session, then: Check, heads: Iterable[str] = (), *, pace: Pace = at_once
    ) -> None:
        self._session = session
        self._then = then
        self._pace = pace
        self._chain = ChainCheck(heads)
        self._highest = 0  # id of an entry that is sealed

    def run(self) -> Iterator[Discrepancy]:
        """Say what does not fit, as it is found."""
        for row in links.rows(self._session, self._pace):
            yield from self._check_link(row)
        was_catching_up = self._chain.times.is_catching_up
        yield from self._unsealed(was_catching_up=was_catching_up)
        yield from self._chain.end()
        yield from column_check.check(self._session, self._pace)
        yield from self._then(self._session, self._pace)

    @property
    def head(self) -> str:
        """The last link, as `POSITION:HASH`: what to keep elsewhere."""
        return f"{self._chain.position}:{self._chain.head}"

    def summary(self) -> str:
        return self._chain.summary()

    def _check_link(self, row: links.LinkRow) -> Iterator[Discrepancy]:
        where = f"position {row.position}"
        if row.kind in (LinkKind.OLDER, LinkKind.ENTRY) and (row.id is None or row.reference is None):
            yield Discrepancy(where, f"entry {row.entry_id} was sealed here, and is gone")
            self._chain.pass_over(row.position, LinkKind(row.kind), row.hash)
            return
        try:
            yield from self._chain.take(links.link_of(row))
        except (ValueError, KeyError, TypeError) as fault:
            yield Discrepancy(where, f"cannot be read: {fault}")
        self._highest = max(self._highest, row.entry_id or 0)

    def _unsealed(self, *, was_catching_up: bool) -> Iterator[Discrepancy]:
        """An entry waits for the next round, unless it should have been sealed long ago."""
        after, waiting = 0, 0
        while found := sealing.unsealed(self._session, after):
            self._pace()
            for entry in found:
                if self._may_wait(entry, was_catching_up=was_catching_up):
                    waiting += 1
                else:
                    where = f"entry {entry.id} of {entry.reference}"
                    yield Discrepancy(where, f"is not in the chain, and says that it is of {entry.at}")
            after = found[-1].id
        if waiting:
            last = self._chain.times.sealed_at or "never"
            what = f"{counted(waiting, 'entry is', 'entries are')} not sealed yet; the last time was {last}"
            yield Discrepancy("sealing", what, is_note=True)

    def _may_wait(self, entry: Row[*tuple[Any, ...]], *, was_catching_up: bool) -> bool:
        last = self._chain.times.sealed_at
        is_recent = last is None or entry.at >= last - LATE
        return is_recent or (was_catching_up and entry.id > self._highest)
