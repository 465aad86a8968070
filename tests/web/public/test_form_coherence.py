"""Every combination of contact choices: the page after the form, the text, and what staff see agree.

What a page says is read as the sentences (msgids) that were chosen, found by their translations; what they
promise is read from their English. So a sentence that says too much fails in every language, and one that is
not translated, or was put into the wrong branch, is missing in one.
"""

import html
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from enquiries.core.files import TRANSLATIONS
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging.models import Outgoing
from enquiries.messaging.permission import contact_permission
from enquiries.web.public import page_tokens
from tests.support.ringback import Ringback

_LANGUAGES = ("en", "cy", "es")
_MOBILE, _LANDLINE, _ABROAD = "07700 900{:03}", "020 7946 0{:03}", "+35387123{:04}"
# At 02:14: the hours that hold now, and those that do not yet.
_TIMES: dict[str, dict[str, str]] = {
    "whenever": {},
    "at six": {"when": "later", "time": "2026-01-14T18:00"},
    "now until three": {"not_before": "01:00", "not_after": "15:00"},
    "not before ten": {"not_before": "10:00"},
}
_LATER = {"at six", "not before ten"}
_FILE = Path("LC_MESSAGES", "messages.po")
_TAG = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"\s+")
_PLACE = re.compile(r"%\\\(\w+\\\)[sd]")

# What the English of a sentence on these pages says of us.
_WE_CALL = re.compile(
    r"\bwill call you\b|\bThe call (will|may) come\b|\bmiss our call\b|[’ ]ll (only )?call\b"
)
_WE_DO_NOT_CALL = re.compile(r"\bwon’t (call|ring)\b")
_A_PERSON_TEXTS = re.compile(r"\bwill text you\b")
_A_TEXT_COMES = re.compile(r"\bsending you a text\b")
_AT_A_TIME = re.compile(r"\bwill (call|text) you %\(when\)s")
_NO_TEXT = re.compile(r"\bwon’t text you\b|\bNo text will come\b|\bnot sending you a link\b")
_PROMISES = (_WE_CALL, _WE_DO_NOT_CALL, _A_PERSON_TEXTS, _A_TEXT_COMES, _NO_TEXT)


@pytest.fixture
def many_forms(
    app: Flask, monkeypatch: pytest.MonkeyPatch, ringback: Ringback, only_the_short_code: None
) -> Ringback:
    """One place may send them all, and none is held for that."""
    enough = app.config["RINGBACK"].model_copy(update={"forms_per_address": 1000})
    monkeypatch.setitem(app.config, "RINGBACK", enough)
    return ringback


@dataclass(frozen=True)
class Choices:
    """What one form says of how to reach its sender."""

    ring: str
    text_ok: str
    number: str
    time: str

    def fields(self, n: int) -> dict[str, str]:
        said = {"ring": self.ring, "text_ok": self.text_ok, "phone": self.number.format(n), "about": "other"}
        return {**said, **_TIMES[self.time]}

    @property
    def leaves_no_way(self) -> bool:
        """Return True where they want no call, and no text or none can reach them."""
        return self.ring == "no" and (self.text_ok == "no" or self.number in (_LANDLINE, _ABROAD))


def every_choice() -> Iterator[Choices]:
    """Of numbers that may not get texts, the time makes no difference."""
    answers = ("", "yes", "no")
    for ring, text_ok in itertools.product(answers, answers):
        yield from (Choices(ring, text_ok, _MOBILE, time) for time in _TIMES)
        yield from (Choices(ring, text_ok, number, "whenever") for number in (_LANDLINE, _ABROAD))


@cache
def sentences(language: str) -> dict[str, list[re.Pattern[str]]]:
    """The msgids that say something of calls and texts, with how they look on a page in that language."""
    found = {}
    with (TRANSLATIONS / ("cy" if language == "en" else language) / _FILE).open("rb") as file:
        for message in read_po(file):
            msgid = forms(message.id)[-1]
            if any(each.search(msgid) for each in _PROMISES):
                words = message.id if language == "en" else message.string
                found[msgid] = [_looks(each) for each in forms(words)]
    return found


def forms(words: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """Singular and plurals."""
    return [words] if isinstance(words, str) else list(words or ())


def _looks(words: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + _PLACE.sub(r"[^.]+?", re.escape(_SPACE.sub(" ", words))))


def said_on(page: TestResponse, language: str) -> set[str]:
    """The msgids whose sentences are on it. A blank could hold another sentence: those with one come last."""
    main = page.text[page.text.index("<main") : page.text.index("</main>")]
    shown = _SPACE.sub(" ", html.unescape(_TAG.sub(" ", main)))
    said = set()
    for msgid in sorted(sentences(language), key=lambda each: "%(" in each):
        for looks in sentences(language)[msgid]:
            shown, times = looks.subn(" ", shown)
            said |= {msgid} if times else set()
    return said


def number_on(page: TestResponse) -> str:
    """The number that is theirs, as the page has it."""
    found = re.search(r'<b class="number" dir="ltr">(.*?)</b>', page.text, re.DOTALL)
    assert found is not None
    return found[1]


def digits(words: str) -> str:
    return "".join(filter(str.isdigit, words))


def sends(ringback: Ringback, place: str, language: str, **fields: str) -> TestResponse:
    """Send the form in its frame, where no session is kept."""
    client = ringback.app.test_client(use_cookies=False)
    address = f"/embed/{place}?lang={language}"
    with ringback.app.app_context():
        began = page_tokens.begin()
    return client.post(address, data={**fields, "began": began, "consent": "yes"})


@pytest.mark.parametrize("message", ["", "I have taken an overdose"], ids=["calm", "danger"])
@pytest.mark.parametrize("language", ["en", "cy", "es"])
@pytest.mark.parametrize("place", ["willow-house", "willow-london"], ids=["open", "closed"])
def test_all_say_the_same(many_forms: Ringback, language: str, place: str, message: str) -> None:
    for number, choices in enumerate(every_choice()):
        page = sends(many_forms, place, language, message=message, **choices.fields(number))
        if choices.leaves_no_way:
            assert page.status_code == 422, choices
        else:
            assert page.status_code == 200, choices
            assert digits(number_on(page)) == digits(choices.fields(number)["phone"]), choices
            agree(many_forms, said_on(page, language), choices)


def agree(ringback: Ringback, said: set[str], choices: Choices) -> None:
    """What the page said is what the record of the form says, and what was texted."""
    with ringback.session() as session:
        enquiry = session.scalars(select(Enquiry).order_by(Enquiry.id.desc())).first()
        assert enquiry is not None
        may = contact_permission(session, ringback.now, enquiry)
        posted = session.scalars(select(Outgoing).where(Outgoing.enquiry_id == enquiry.id)).all()
        texts = [each.body or "" for each in posted if each.staff_id is None]
        alerts = [each.body or "" for each in posted if each.staff_id is not None]
        waits = enquiry.waits_for_chosen_time(ringback.now)

    def says(what: re.Pattern[str]) -> bool:
        return any(what.search(each) for each in said)

    told = (choices, sorted(said), texts, alerts)
    by_text = choices.ring == "no"
    assert may.is_text_only == by_text, told
    assert not (by_text and may.text.is_refused), told
    assert says(_WE_CALL) != by_text, told
    assert says(_WE_DO_NOT_CALL) == by_text, told
    assert says(_A_PERSON_TEXTS) == by_text, told
    assert says(_A_TEXT_COMES) == bool(texts), told
    assert says(_NO_TEXT) != bool(texts), told
    assert all(("text only" in each.lower()) == by_text for each in alerts), told
    assert says(_AT_A_TIME) == waits, told
    assert waits or choices.time not in _LATER, told
    assert not (by_text and waits and texts), told


def test_a_form_that_is_held_is_one_of_them(many_forms: Ringback) -> None:
    """Its text does not come; a person who asked for texts is texted by hand all the same."""
    for number, ring in enumerate(("yes", "no")):
        choices = Choices(ring, "yes", _MOBILE, "whenever")
        page = sends(many_forms, "willow-house", "es", website="x", **choices.fields(number))
        said = said_on(page, "es")
        assert any(_NO_TEXT.search(each) for each in said)
        assert any(_A_PERSON_TEXTS.search(each) for each in said) == (ring == "no")


def test_every_sentence_that_speaks_of_calls_is_read() -> None:
    """The patterns above are not so narrow that they find nothing."""
    assert len(sentences("es")) > 20
