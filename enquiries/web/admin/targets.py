"""The targets that reports are held against."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

from flask import request, url_for

from enquiries.core.db import db
from enquiries.dates.durations import write_duration
from enquiries.reporting import reports
from enquiries.reporting.targets import DEFAULTS, URGENT, Measure
from enquiries.web.admin.access import admins, blueprint
from enquiries.web.admin.form import Entry, Sheet
from enquiries.web.admin.form_errors import Complaint
from enquiries.web.admin.save import Page, back, page, save

_NAMES: Final = {
    Measure.ALERT: "alerted",
    Measure.CLAIM: "taken",
    Measure.FIRST_CALL: "called",
}


class _Targets(Sheet):
    """A field for each target; the setup file has a row for each."""

    def rows(self) -> list[dict[str, Any]]:
        return [
            {"of": target.of.value, "percent": target.percent, "within": entry.value}
            for target, entry in zip(DEFAULTS, self.entries, strict=True)
        ]

    def entry_of(self, complaint: Complaint) -> Entry | None:
        return self.entries[complaint.place]


@blueprint.route("/targets", methods=["GET", "POST"])
@admins
def target_times() -> Page:
    sheet = _Targets("targets", "targets", list(_entries()))
    if request.method == "POST":
        sheet.read(request.form)
        if save(sheet, {"targets": sheet.rows()}):
            return back(url_for("admin.target_times"))
    return page("admin/targets.html", sheet)


def _entries() -> Iterator[Entry]:
    present = reports.all_targets(db.session())
    for target in DEFAULTS:
        who = "All urgent enquiries are" if target.percent == URGENT else f"{target.percent}% are"
        within = timedelta(seconds=present[target.of, target.percent])
        yield Entry(
            f"{target.of}-{target.percent}", f"{who} {_NAMES[target.of]} within", value=write_duration(within)
        )
