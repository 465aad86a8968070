"""What a report is asked about, by its address, and the addresses of others like it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from flask import request, url_for
from werkzeug.exceptions import NotFound

from enquiries.core.enums import Channel
from enquiries.dates.period import Period
from enquiries.lifecycle.waits import Evidence
from enquiries.organisation.models import Centre
from enquiries.reporting.standings import EVIDENCE, WaitFilter
from enquiries.web.auth.access import centres_of, signed_in
from enquiries.web.row_ids import read_id

_USUAL: Final = timedelta(days=29)  # with today that is thirty
_FILTERS: Final = ("centre", "channel", "source", "language", "person", "urgent", "evidence")
_YES_OR_NO: Final = {"yes": True, "no": False}


@dataclass(frozen=True)
class ReportQuery:
    """A period, centres, and which waits; `filters` as the address has them, `wrong` what is wrong there."""

    period: Period
    centres: Sequence[Centre]
    wanted: WaitFilter
    filters: Mapping[str, str]
    wrong: str = ""

    @property
    def slug(self) -> str:
        return self.filters.get("centre", "")

    def address(self, endpoint: str, **values: str) -> str:
        """Return the address of another page about the same; `values` replace what is asked here."""
        period = {"from": str(self.period.first or ""), "to": str(self.period.last or "")}
        query = {**period, **self.filters, **values}
        named: dict[str, Any] = {name: value for name, value in query.items() if value}
        return url_for(endpoint, **named)


def report_query() -> ReportQuery:
    """Read it; the last thirty days where the address says none. Raises NotFound for a centre not theirs."""
    own = centres_of(signed_in())
    filters = {name: request.args[name] for name in _FILTERS if request.args.get(name)}
    centres = [centre for centre in own if filters.get("centre") in (None, centre.slug)]
    if "centre" in filters and not centres:
        raise NotFound
    first, last = request.args.get("from") or None, request.args.get("to") or None
    period = _usual_period(own)
    wrong = []
    try:
        period = Period.parse(first, last) if first or last else period
    except ValueError as fault:
        wrong.append(f"{fault}. Showing the usual period instead.")
    try:
        wanted = _wait_filter(filters)
    except ValueError:
        wanted, filters = WaitFilter(), {name: filters[name] for name in ("centre",) if name in filters}
        wrong.append("There is no such filter. Showing everything instead.")
    return ReportQuery(period, centres, wanted, filters, " ".join(wrong))


def _wait_filter(filters: Mapping[str, str]) -> WaitFilter:
    """Raises ValueError where a filter is none."""
    urgent = filters.get("urgent")
    if urgent is not None and urgent not in _YES_OR_NO:
        raise ValueError(urgent)
    return WaitFilter(
        channel=Channel(filters["channel"]) if "channel" in filters else None,
        source=_word(filters, "source"),
        language=_word(filters, "language"),
        claimed_by=_id_of(filters["person"]) if "person" in filters else None,
        urgent=_YES_OR_NO[urgent] if urgent else None,
        evidence=Evidence(filters["evidence"]) if "evidence" in filters else EVIDENCE[-1],
    )


def _word(filters: Mapping[str, str], name: str) -> str | None:
    word = filters.get(name)
    if word is not None and not word.isprintable():
        raise ValueError(word)
    return word


def _id_of(person: str) -> int:
    found = read_id(person)
    if found is None:
        raise ValueError(person)
    return found


def _usual_period(own: Sequence[Centre]) -> Period:
    today = datetime.now(own[0].zone if own else UTC).date()
    return Period(today - _USUAL, today)
