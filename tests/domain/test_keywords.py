import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.domain.keywords import OptWord, leading_keyword, opt_word, provider_opt_word, tidy

STRONG = [OptWord.STOP, OptWord.STOPALL, OptWord.UNSUBSCRIBE, OptWord.REVOKE, OptWord.OPTOUT]
SOFT = [OptWord.QUIT, OptWord.END, OptWord.CANCEL]


class TestTidy:
    @pytest.mark.parametrize(
        ("text", "form"),
        [
            ("  Help!  ", "help"),
            ("“Help”", "help"),
            ("ＨＥＬＰ", "help"),  # noqa: RUF001 (full-width letters, as some keyboards send them)
            ("he\u200blp\u200f", "help"),
            ("HE\x00LP", "help"),
            ("can’t go on", "cant go on"),  # noqa: RUF001
            ("Help,\nplease", "help please"),
            ("6.30pm, or 18:30.", "6.30pm or 18:30"),
            ("1️⃣", "1"),
            ("ok👍🏽", "ok 👍"),
            ("...", ""),
        ],
    )
    def test_folds_what_does_not_matter(self, text: str, form: str) -> None:
        assert tidy(text) == form

    @given(st.text())
    def test_is_tidy_already_the_second_time(self, text: str) -> None:
        assert tidy(tidy(text)) == tidy(text)


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


class TestOptWord:
    @pytest.mark.parametrize("text", ["STOP", "stop", " Stop. ", "'stop'", "S T O P", "stop!!", "ST\u200bOP"])
    def test_stands_alone_however_it_is_written(self, text: str) -> None:
        assert opt_word(text) is OptWord.STOP

    @pytest.mark.parametrize("text", ["opt out", "Opt-out", "OPTOUT"])
    def test_is_found_in_two_words(self, text: str) -> None:
        assert opt_word(text) is OptWord.OPTOUT

    @pytest.mark.parametrize(
        "text", ["", "please stop", "i cant stop drinking", "STOP it", "the end", "cancelled", "help", "yes"]
    )
    def test_counts_only_as_the_whole_text(self, text: str) -> None:
        assert opt_word(text) is None

    @pytest.mark.parametrize("word", STRONG)
    def test_a_strong_one_opts_out_anybody(self, word: OptWord) -> None:
        assert word.opts_out(texted_before=False)
        assert word.opts_out(texted_before=True)

    @pytest.mark.parametrize("word", SOFT)
    def test_a_soft_one_opts_out_only_whom_we_texted_before(self, word: OptWord) -> None:
        assert not word.opts_out(texted_before=False)
        assert word.opts_out(texted_before=True)
        assert word.may_ask_for_help

    @pytest.mark.parametrize("word", [OptWord.START, OptWord.UNSTOP])
    def test_one_that_lifts_never_opts_out(self, word: OptWord) -> None:
        assert word.lifts
        assert not word.opts_out(texted_before=True)

    @given(st.sampled_from(OptWord), st.sampled_from(["{}", " {}\n", '"{}"', "{}.", "({})!"]), st.booleans())
    def test_is_recognised_in_any_dress(self, word: OptWord, dress: str, small: bool) -> None:
        text = dress.format(word.lower() if small else word)
        assert opt_word(text) is word

    @given(st.text())
    def test_any_text_has_an_answer(self, text: str) -> None:
        assert opt_word(text) is None or tidy(text)


@pytest.mark.parametrize(
    ("opt_out_type", "word"),
    [("STOP", OptWord.STOP), ("START", OptWord.START), ("HELP", None), ("", None), ("CANCEL", None)],
)
def test_the_network_says_stop_or_start(opt_out_type: str, word: OptWord | None) -> None:
    assert provider_opt_word(opt_out_type) is word
