"""The targets that reports are held against."""

from datetime import timedelta
from typing import Any, Final

from flask import url_for
from wtforms import Field

from enquiries.db import db
from enquiries.domain.duration import write_duration
from enquiries.domain.setup_table import Fault
from enquiries.domain.targets import DEFAULTS, URGENT, Measure, Target
from enquiries.services import targets
from enquiries.web.admin.door import admins, blueprint
from enquiries.web.admin.saving import Page, back, page, save
from enquiries.web.admin.sheet import Line, SettingsForm

_NAMES: Final = {
    Measure.ALERT: "alerted",
    Measure.CLAIM: "taken by somebody",
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

    def field_of(self, fault: Fault) -> Field | None:
        return self[_key(DEFAULTS[int(fault.loc[1])])]


def _key(target: Target) -> str:
    return f"{target.of}-{target.percent}"


for each in DEFAULTS:
    who = "Everybody urgent is" if each.percent == URGENT else f"{each.percent} in a hundred are"
    setattr(TargetsForm, _key(each), Line(f"{who} {_NAMES[each.of]} within"))


@blueprint.route("/targets", methods=["GET", "POST"])
@admins
def target_times() -> Page:
    form = TargetsForm("targets", _present())
    if form.validate_on_submit() and save(form, {"targets": form.rows()}):
        return back(url_for("admin.target_times"))
    return page("admin/targets.html", form)


def _present() -> dict[str, str]:
    seconds = targets.every(db.session())
    return {
        _key(target): write_duration(timedelta(seconds=seconds[target.of, target.percent]))
        for target in DEFAULTS
    }
