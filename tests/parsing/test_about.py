import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.core.enums import About, Asked
from enquiries.parsing.about.about_answers import about_answered
from enquiries.parsing.about.about_in_words import about_of_first_text


class TestAboutOfFirstText:
    @pytest.mark.parametrize(
        "text",
        [
            "help for my son",
            "HELP it's for my older brother",
            "my husband drinks too much",
            "Please help me my daughter is on drugs, I don't know what to do",
            "worried about my mum",
            "I need help with my husband's drinking",
            "its not for me its for my 19 year old son",
            "for my dad",
            "my partner is an alcoholic",
        ],
    )
    def test_is_for_somebody_else(self, text: str) -> None:
        assert about_of_first_text(text) is About.OTHER

    @pytest.mark.parametrize(
        "text",
        [
            "i need help with my drinking",
            "I'm an alcoholic",
            "i cant stop drinking",
            "I want to stop drinking for my kids",
            "help for myself",
            "i drink too much",
        ],
    )
    def test_is_for_themselves(self, text: str) -> None:
        assert about_of_first_text(text) is About.SELF

    @pytest.mark.parametrize(
        "text",
        [
            "HELP",
            "help me please",
            "i need help",
            "my wife is leaving me",
            "my son drinks and so do i",
            "my husband drinks and i am an addict too, help for my husband",
            "",
        ],
    )
    def test_is_asked_where_the_text_leaves_doubt(self, text: str) -> None:
        assert about_of_first_text(text) is None

    @pytest.mark.parametrize("text", ["my husband is fed up with my drinking", "my mum says i am an addict"])
    def test_a_relative_may_only_be_mentioned(self, text: str) -> None:
        assert about_of_first_text(text) is About.SELF


@given(st.text(), st.sampled_from([None, *Asked]))
def test_any_text_has_an_answer(text: str, asked: Asked | None) -> None:
    assert about_answered(text, asked) in {None, About.SELF, About.OTHER}
    assert about_of_first_text(text) in {None, About.SELF, About.OTHER}


@pytest.mark.parametrize("phrase", ["my ", "for my son ", "help for ", "my my son is an "])
def test_a_long_text_is_read_at_once(phrase: str) -> None:
    assert about_of_first_text(phrase * 5000) is not About.SELF
