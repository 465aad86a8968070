"""The targets that reports are held against."""

from datetime import timedelta
from typing import Any, Final

from flask import url_for
from wtforms import Field

from enquiries.core.db import db
from enquiries.dates.durations import write_duration
from enquiries.reporting import reports
from enquiries.reporting.targets import DEFAULTS, URGENT, Measure, Target
from enquiries.setup.faults import SetupFault
from enquiries.web.admin.access import admins, blueprint
from enquiries.web.admin.form import OneLine, SettingsForm
from enquiries.web.admin.save import Page, back, page, save

_NAMES: Final = {
    Measure.ALERT: "alerted",
    Measure.CLAIM: "taken",
    Measure.FIRST_CALL: "called",
}


class TargetsForm(SettingsForm):
    """A field for each target; the setup file has a row for each."""

    table = "targets"

    def rows(self) -> list[dict[str, Any]]:
        return [
            {"of": target.of.value, "percent": target.percent, "within": self[_key(target)].data}
            for target in DEFAULTS
        ]

    def field_of(self, fault: SetupFault) -> Field | None:
        return self[_key(DEFAULTS[int(fault.loc[1])])]


def _key(target: Target) -> str:
    return f"{target.of}-{target.percent}"


for each in DEFAULTS:
    who = "All urgent enquiries are" if each.percent == URGENT else f"{each.percent}% are"
    setattr(TargetsForm, _key(each), OneLine(f"{who} {_NAMES[each.of]} within"))


@blueprint.route("/targets", methods=["GET", "POST"])
@admins
def target_times() -> Page:
    form = TargetsForm("targets", _present())
    if form.validate_on_submit() and save(form, {"targets": form.rows()}):
        return back(url_for("admin.target_times"))
    return page("admin/targets.html", form)


def _present() -> dict[str, str]:
    seconds = reports.all_targets(db.session())
    return {
        _key(target): write_duration(timedelta(seconds=seconds[target.of, target.percent]))
        for target in DEFAULTS
    }
