"""Each word that a text teaches in its language is understood, from a person who writes that language."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from enquiries.core.enums import About, Asked
from enquiries.parsing.meaning import Meaning, read
from enquiries.wording import wording

LONDON = ZoneInfo("Europe/London")
NOON = datetime(2026, 1, 14, 12, tzinfo=UTC)
REPLIES = {
    "en": "ME OTHER BOTH VOICE TEXT NO LATER NOW CALL",
    "es": "YO OTRO AMBOS VOZ TEXTO NO LUEGO AHORA LLAMAR",
    "cy": "FI ARALL DAU LLAIS TESTUN NA WEDYN NAWR FFONIWCH",
    "pl": "JA INNY OBA GŁOS SMS NIE PÓŹNIEJ TERAZ ZADZWOŃ",
}


def heard(word: str, language: str, asked: Asked | None = None) -> Meaning:
    return read(word, now=NOON, zone=LONDON, asked=asked, language=language)


@pytest.mark.parametrize("language", wording.languages())
class TestEveryReply:
    def test_is_taught_in_a_text(self, language: str) -> None:
        texts = " ".join(wording.to_the_public(language).values())
        assert [word for word in REPLIES[language].split() if word not in texts] == []

    def test_to_the_question_for_whom(self, language: str) -> None:
        me, other, *_ = REPLIES[language].split()
        assert heard(me, language, Asked.ABOUT).about is About.SELF
        assert heard(other, language, Asked.ABOUT).about is About.OTHER

    def test_to_the_question_how(self, language: str) -> None:
        _, _, both, voice, text, no, *_ = REPLIES[language].split()
        answers = [heard(each, language, Asked.CONTACT).contact for each in (both, voice, text, no)]
        said = [(each.voicemail, each.text) for each in answers]
        assert said == [(True, True), (True, False), (False, True), (False, False)]

    def test_about_the_time(self, language: str) -> None:
        *_, later, now, call = REPLIES[language].split()
        assert heard(later, language).times.later
        assert heard(now, language).times.now
        assert heard(call, language).times.now

    def test_with_a_time(self, language: str) -> None:
        *_, later, _, _ = REPLIES[language].split()
        assert heard(f"{later} 18:00", language).times.start == NOON.replace(hour=18)
        assert heard("18:00", language, Asked.TIME).times.start == NOON.replace(hour=18)

    def test_tomorrow(self, language: str) -> None:
        tomorrow = {"en": "TOMORROW", "es": "MAÑANA", "cy": "YFORY", "pl": "JUTRO"}[language]
        said = heard(f"{tomorrow} 10:00", language, Asked.TIME).times.start
        assert said == NOON.replace(day=15, hour=10)
