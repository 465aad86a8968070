import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.core.text import normalise
from enquiries.parsing.keywords import leading_keyword


class TestTidy:
    @pytest.mark.parametrize(
        ("text", "form"),
        [
            ("  Help!  ", "help"),
            ("“Help”", "help"),
            ("ＨＥＬＰ", "help"),  # noqa: RUF001 (full-width letters, as some keyboards send them)
            ("he\u200blp\u200f", "help"),
            ("HE\x00LP", "help"),
            ("can’t go on", "cant go on"),
            ("Help,\nplease", "help please"),
            ("6.30pm, or 18:30.", "6.30pm or 18:30"),
            ("1️⃣", "1"),
            ("ok👍🏽", "ok 👍"),
            ("...", ""),
        ],
    )
    def test_folds_what_does_not_matter(self, text: str, form: str) -> None:
        assert normalise(text) == form

    @given(st.text())
    def test_is_tidy_already_the_second_time(self, text: str) -> None:
        assert normalise(normalise(text)) == normalise(text)


class TestLeadingKeyword:
    @pytest.mark.parametrize(
        "text", ["HELP", "help", "HELP!", '"Help"', "help me please", "Help\nme", "H\u200bELP"]
    )
    def test_is_the_first_word(self, text: str) -> None:
        assert leading_keyword(text, ["FAMILY", "HELP"]) == "HELP"

    @pytest.mark.parametrize("text", ["", "please help", "helpful", "h e l p", "👍"])
    def test_is_nothing_else(self, text: str) -> None:
        assert leading_keyword(text, ["HELP"]) is None

    def test_the_longest_wins(self) -> None:
        assert leading_keyword("help-me now", ["HELP", "HELP ME"]) == "HELP ME"

    @given(st.text(), st.lists(st.text()))
    def test_is_one_of_those_asked_for_or_none(self, text: str, keywords: list[str]) -> None:
        assert leading_keyword(text, keywords) in {None, *keywords}
