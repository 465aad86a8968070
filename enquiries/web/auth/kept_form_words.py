"""What sending a form for staff will do, in words: its button, and what was typed into it.

Names are looked up for the person who is signed in, who learns nothing that is not theirs to see.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import current_app, g
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from enquiries.board.viewer import Viewer, find_visible
from enquiries.core.db import db
from enquiries.organisation import centres
from enquiries.organisation.models import Centre, Keyword, Number, Staff
from enquiries.organisation.staff import may_administer

DEEDS: Final = {
    "take": "Take {reference}",
    "take-over": "Take {reference} over from the person who has it",
    "pass": "Pass {reference} to the next person",
    "no-answer": "Record no answer for {reference}",
    "voicemail": "Record a voicemail for {reference}",
    "voicemail-left": "Record if a voicemail was left for {reference}",
    "later": "Set another time to call for {reference}",
    "done": "Close {reference}",
    "risk": "Make {reference} urgent",
    "clear": "Mark {reference} as not urgent",
    "note": "Add a note to {reference}",
    "move": "Move {reference} to another centre",
    "reopen": "Reopen {reference}",
    "admitted": "Note on {reference} that the person came for treatment",
    "not-admitted": "Take back on {reference} that the person came for treatment",
    "text": "Send a text about {reference}",
    "why": "Say why {reference} is left out of the response times",
}
DOES: Final = {
    "account.set_up_app": "Set up your authenticator app",
    "account.change_password": "Change your password",
    "account.make_recovery_codes": "Make new recovery codes",
    "account.choose_weekly_summary": "Change whether you get the weekly summary",
    "account.leave_everywhere": "Sign out everywhere",
    "invitations.make_link": "Make a sign-in link for {staff_id}",
    "invitations.sign_out": "Sign {staff_id} out everywhere",
    "media.open_media": "Open what came with a text of {reference}",
    "admin.centre": "Save the settings of {slug}",
    "admin.ladder": "Save the escalation of {slug}",
    "admin.shifts": "Save the shifts of {slug}",
    "admin.wording": "Save the text {kind} of {slug}",
    "admin.sign_off": "Sign off the text {kind} of {slug}",
    "admin.new_centre": "Add a centre",
    "admin.set_up": "Continue setting up a centre",
    "admin.keyword": "Save {keyword_id}",
    "admin.remove_keyword": "Remove {keyword_id}",
    "admin.new_keyword": "Add a keyword",
    "admin.number": "Save {number_id}",
    "admin.remove_number": "Remove {number_id}",
    "admin.new_number": "Add a number",
    "admin.look_up_opt_out": "Look up a number’s opt-out",
    "admin.add_opt_out": "Stop texts to a number",
    "admin.leave_opt_out": "Keep a number opted out",
    "admin.lift_opt_out": "Allow texts to a number again",
    "admin.ring_opt_out": "Have an opted-out number called",
    "admin.show_opt_out": "Show the texts of an opted-out number",
    "admin.person": "Save the details of {staff_id}",
    "admin.switch_off": "Switch {staff_id} off",
    "admin.switch_on": "Switch {staff_id} on again",
    "admin.test_text": "Send a test text to {staff_id}",
    "admin.new_person": "Add a person",
    "admin.target_times": "Save the targets",
    "admin.text": "Show a text that was not understood",
    "admin.dismiss": "Dismiss a text that was not understood",
    "admin.make_enquiry": "Make a text that was not understood an enquiry",
    "left_out.count": "Count {reference} in the response times after all",
    "search.find": "Search",
    "enquiry.look": "Show the details of {reference}",
    "sign_in.enter_again": "Confirm your password",
    "sign_in.leave": "Sign out",
}
# What a page knew or meant, which was not typed.
_UNSAID: Final = frozenset({"seen", "version", "back", "checked", "lookup", "anyway", "do", "step", "read"})
_LABELS: Final = {
    "about": "Asks for",
    "after": "After",
    "calls_from": "Calls are placed from",
    "centre": "Centre",
    "centres": "Works at",
    "country": "Country",
    "days": "Days",
    "email": "Email",
    "embed_origins": "Sites that may show its form",
    "end": "Until",
    "exclusion": "Reason",
    "exclusion_words": "In words",
    "first": "From",
    "gone": "Removed",
    "hours": "Opening hours",
    "in": "Call",
    "keyword_mode": "Who answers HELP and STOP",
    "kind": "Kind",
    "last": "To",
    "left": "A voicemail was left",
    "level": "Level",
    "line": "Phone line",
    "lost_phone": "Turn off two-step sign-in",
    "manager": "Manager",
    "manager_email": "Email of the manager",
    "manager_mobile": "Mobile of the manager",
    "manager_name": "Name of the manager",
    "mobile": "Mobile",
    "name": "Name",
    "note": "Note",
    "number": "Number",
    "operator": "Run by",
    "outcome": "How it ended",
    "phone": "Number",
    "promise": "Promise",
    "publishes_times": "Response times in public",
    "ready": "Text",
    "reason": "Reason",
    "regulator": "Registered as",
    "role": "Role",
    "sign_in_by_text": "Sign-in with a code by text",
    "says": "Says that it’s",
    "slug": "Name in web addresses",
    "signed_by": "Clinician",
    "source": "Printed on",
    "staff": "Who",
    "start": "From",
    "text_name": "Name in texts",
    "time": "Time",
    "timezone": "Time zone",
    "to": "Alert",
    "town": "Town",
    "use": "Used for",
    "word": "Word",
    "words": "Text",
}
_OTHER: Final = "Also"


@dataclass(frozen=True)
class FormWords:
    """`does` is what its button says; `typed` has a label and a value for each thing that was typed."""

    does: str
    typed: list[tuple[str, str]]


def in_words(address: str, fields: Iterable[tuple[str, str]]) -> FormWords | None:
    """The words for a form that goes to that address; None where no form of ours for staff goes there."""
    endpoint, arguments = _route(address)
    pattern = DEEDS.get(arguments.get("deed", "")) if endpoint == "deeds.do" else DOES.get(endpoint)
    if pattern is None:
        return None
    does = pattern.format_map({key: _name(key, value) for key, value in arguments.items()})
    given = MultiDict(fields)
    if endpoint == "deeds.do" and arguments["deed"] == "done" and given.get("outcome"):
        return FormWords(f"{does} as {_readable(given.pop('outcome'))}", _typed(given))
    return FormWords(does, _typed(given))


def _route(address: str) -> tuple[str, Mapping[str, Any]]:
    """The endpoint and arguments of a POST to that address; "" where there is none."""
    path, _, _ = address.partition("?")
    try:
        return current_app.url_map.bind("").match(path, method="POST")
    except HTTPException:
        return "", {}


def _typed(given: MultiDict[str, str]) -> list[tuple[str, str]]:
    return [
        (_LABELS.get(key, _OTHER), _readable(value))
        for name, value in given.items(multi=True)
        if value.strip() and (key := _key(name)) not in _UNSAID
    ]


def _key(name: str) -> str:
    """Without the place of a row, as in `start-2`; a target is named by its measure, as in `claim-90`."""
    return name.rpartition("-")[0] if name[-1:].isdecimal() and "-" in name else name


def _readable(value: str) -> str:
    if value in ("yes", "on"):
        return "Yes"
    return value.replace("_", " ") if value.isascii() and value.replace("_", "").islower() else value


def _name(key: str, value: Any) -> str:
    return _NAMES[key](value) if key in _NAMES else str(value)


def _enquiry(reference: str) -> str:
    viewer = Viewer(g.staff, centres.centres_of_staff(db.session(), g.staff))
    found = find_visible(db.session(), viewer, reference)
    return f"enquiry {found.code}" if found and found.code else "an enquiry"


def _person(staff_id: int) -> str:
    found = db.session.get(Staff, staff_id)
    return found.name if found and may_administer(g.staff, found) else "a person"


def _centre(slug: str) -> str:
    own = centres.centres_of_staff(db.session(), g.staff)
    return next((each.name for each in own if each.slug == slug), "a centre")


def _number(number_id: int) -> str:
    found = db.session.get(Number, number_id)
    return found.number if found and _is_own(found.centre) else "a number"


def _keyword(keyword_id: int) -> str:
    found = db.session.get(Keyword, keyword_id)
    return f"{found.word} on {found.number.number}" if found and _is_own(found.centre) else "a keyword"


def _is_own(centre: Centre) -> bool:
    return centre in centres.centres_of_staff(db.session(), g.staff)


_NAMES: Final[Mapping[str, Callable[[Any], str]]] = {
    "reference": _enquiry,
    "staff_id": _person,
    "slug": _centre,
    "number_id": _number,
    "keyword_id": _keyword,
}
