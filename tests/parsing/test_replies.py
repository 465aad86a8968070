from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.core.enums import About, Asked
from enquiries.parsing.replies import Meaning, understand

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 1, 14, 2, 14, tzinfo=UTC)
SIX_PM = datetime(2026, 1, 14, 18, tzinfo=UTC)
TOMORROW_AT_TEN = datetime(2026, 1, 15, 10, tzinfo=UTC)
ANY_QUESTION = [None, Asked.ABOUT, Asked.CONTACT, Asked.TIME]
NOTHING = Meaning()


def heard(text: str, asked: Asked | None = None) -> Meaning:
    return understand(text, now=NOW, zone=LONDON, asked=asked)


class TestAbout:
    @pytest.mark.parametrize("asked", ANY_QUESTION)
    @pytest.mark.parametrize("text", ["ME", "me.", "Me please", "myself", "For me", "it's for myself"])
    def test_for_themselves(self, text: str, asked: Asked | None) -> None:
        assert heard(text, asked) == Meaning(about=About.SELF)

    @pytest.mark.parametrize("asked", ANY_QUESTION)
    @pytest.mark.parametrize(
        "text",
        [
            "OTHER",
            "a loved one",
            "Loved one",
            "my son",
            "For my daughter",
            "its for my mum",
            "someone else",
            "him",
        ],
    )
    def test_for_somebody_else(self, text: str, asked: Asked | None) -> None:
        assert heard(text, asked) == Meaning(about=About.OTHER)

    def test_a_number_answers_only_the_question_that_stands(self) -> None:
        assert heard("1", Asked.ABOUT).about is About.SELF
        assert heard("2️⃣", Asked.ABOUT).about is About.OTHER
        assert heard("1") == NOTHING
        assert heard("2", Asked.CONTACT) == NOTHING

    @pytest.mark.parametrize("text", ["me and my son", "my son is asleep now", "tell me more", "not me"])
    def test_anything_longer_is_for_the_person_who_calls(self, text: str) -> None:
        assert heard(text, Asked.ABOUT) == NOTHING


class TestContact:
    @pytest.mark.parametrize(
        ("text", "voicemail", "text_ok"),
        [
            ("BOTH", True, True),
            ("yes", True, True),
            ("VOICE", True, False),
            ("voicemail only", True, False),
            ("TEXT", False, True),
            ("text only", False, True),
            ("NO", False, False),
            ("neither", False, False),
            ("no voicemail", False, None),
            ("don’t text", None, False),
            ("No texts please", None, False),
            ("do not text me", None, False),
            ("no voicemail please", False, None),
            ("dont leave a voicemail please", False, None),
            ("neither please", False, False),
            ("no texts or voicemails thanks", False, False),
            ("nope", False, False),
            ("text only please", False, True),
            ("both please x", True, True),
        ],
    )
    def test_answers_the_question(self, text: str, voicemail: bool | None, text_ok: bool | None) -> None:
        assert heard(text, Asked.CONTACT) == Meaning(voicemail=voicemail, text_ok=text_ok)

    @pytest.mark.parametrize("asked", [None, Asked.ABOUT, Asked.TIME])
    @pytest.mark.parametrize("text", ["NO", "YES", "TEXT"])
    def test_a_loose_word_says_nothing_unasked(self, text: str, asked: Asked | None) -> None:
        assert heard(text, asked) == NOTHING

    def test_both_of_us_is_no_permission(self) -> None:
        assert heard("both", Asked.ABOUT) == NOTHING
        assert heard("both", Asked.TIME) == Meaning(voicemail=True, text_ok=True)


class TestTime:
    @pytest.mark.parametrize("asked", ANY_QUESTION)
    @pytest.mark.parametrize("text", ["LATER", "later please", "Call me later", "another time", "not now"])
    def test_later(self, text: str, asked: Asked | None) -> None:
        assert heard(text, asked) == Meaning(later=True)

    @pytest.mark.parametrize("asked", ANY_QUESTION)
    @pytest.mark.parametrize(
        ("text", "at"),
        [
            ("LATER 6PM", SIX_PM),
            ("Call me at 6pm", SIX_PM),
            ("please ring back tomorrow 10am", TOMORROW_AT_TEN),
            ("later tomorrow 10am", TOMORROW_AT_TEN),
        ],
    )
    def test_later_with_its_time(self, text: str, at: datetime, asked: Asked | None) -> None:
        assert heard(text, asked) == Meaning(later=True, at=at)

    def test_a_bare_time_counts_only_when_it_was_asked_for(self) -> None:
        assert heard("6pm", Asked.TIME) == Meaning(later=True, at=SIX_PM)
        assert heard("Tomorrow 10am", Asked.TIME) == Meaning(later=True, at=TOMORROW_AT_TEN)
        assert heard("6pm") == NOTHING

    @pytest.mark.parametrize(
        "text", ["6pm thanks", "yes 6pm", "6pm x", "6pm 👍", "6ish", "Ok around 6pm please"]
    )
    def test_politeness_changes_no_time(self, text: str) -> None:
        assert heard(text, Asked.TIME) == Meaning(later=True, at=SIX_PM)
        assert heard(f"LATER {text}") == Meaning(later=True, at=SIX_PM)

    def test_a_bare_hour_is_the_next_by_day(self) -> None:
        assert heard("1", Asked.TIME).at == datetime(2026, 1, 14, 13, tzinfo=UTC)

    @pytest.mark.parametrize("asked", ANY_QUESTION)
    @pytest.mark.parametrize("text", ["CALL", "call me", "Please ring me now", "now", "ASAP"])
    def test_now(self, text: str, asked: Asked | None) -> None:
        assert heard(text, asked) == Meaning(call_now=True)

    @pytest.mark.parametrize(
        "text", ["later when he is out", "call my wife", "dont call me", "call me at his mums"]
    )
    def test_anything_longer_is_for_the_person_who_calls(self, text: str) -> None:
        assert heard(text, Asked.TIME) == NOTHING


class TestThanks:
    @pytest.mark.parametrize(
        "text",
        [
            "ok",
            "OK thanks",
            "bye",
            "thank you so much",
            "👍",
            "👍🏽👍🏽",
            "Thanks for your help x",
            "ok bye ❤️",
        ],
    )
    def test_needs_no_answer(self, text: str) -> None:
        meaning = heard(text)
        assert meaning == Meaning(thanks=True)
        assert not meaning.answered

    @pytest.mark.parametrize(
        "text", ["ok but not today", "thanks for nothing", "so much", "ok call me at 6 or 7"]
    )
    def test_is_all_that_is_said(self, text: str) -> None:
        assert heard(text) == NOTHING


@pytest.mark.parametrize("text", ["ME", "LATER", "CALL", "text only"])
def test_an_answer_changes_what_we_know(text: str) -> None:
    assert heard(text).answered


@given(st.text() | st.text("melatrcny 126👍"), st.sampled_from(ANY_QUESTION))
def test_any_text_has_a_meaning(text: str, asked: Asked | None) -> None:
    meaning = heard(text, asked)
    assert meaning.at is None or meaning.later


@given(st.sampled_from(["thanks ", "k ", "call me now ", "my ", "later ", "bye bye ", "for my son "]))
def test_a_long_text_is_read_at_once(phrase: str) -> None:
    assert not heard(phrase * 5000, Asked.TIME).answered
