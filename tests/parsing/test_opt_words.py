import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.core.text import normalise
from enquiries.parsing.opt_words import OptWord, opt_word, provider_opt_word

STRONG = [OptWord.STOP, OptWord.STOPALL, OptWord.UNSUBSCRIBE, OptWord.REVOKE, OptWord.OPTOUT]
SOFT = [OptWord.QUIT, OptWord.END, OptWord.CANCEL]


class TestOptWord:
    @pytest.mark.parametrize("text", ["STOP", "stop", " Stop. ", "'stop'", "S T O P", "stop!!", "ST\u200bOP"])
    def test_stands_alone_however_it_is_written(self, text: str) -> None:
        assert opt_word(text) is OptWord.STOP

    @pytest.mark.parametrize("text", ["opt out", "Opt-out", "OPTOUT"])
    def test_is_found_in_two_words(self, text: str) -> None:
        assert opt_word(text) is OptWord.OPTOUT

    @pytest.mark.parametrize(
        "text",
        [
            *(
                "",
                "i cant stop drinking",
                "STOP it",
                "the end",
                "cancelled",
                "help",
                "yes",
                "end it",
                "take me",
            ),
            *(
                "please help me stop",
                "I can't stop",
                "I want to stop",
                "I want to stop drinking",
                "stop drinking",
            ),
            *(
                "take me off the drink",
                "help me quit please",
                "stop him",
                "I need to stop now",
                "how do I stop",
            ),
            *("I want to stop this", "no more texts", "stop calling him", "stop texting me I want to die"),
        ],
    )
    def test_counts_only_as_the_whole_text(self, text: str) -> None:
        assert opt_word(text) is None

    @pytest.mark.parametrize(
        ("text", "word"),
        [
            *[
                (text, OptWord.STOP)
                for text in ("STOP please", "Please stop", "Stop. Thank you", "ok stop", "STOP 👍")
            ],
            *[
                (text, OptWord.STOP)
                for text in ("STOP STOP STOP", "Text STOP", "STOP to end", "STOP to 83222")
            ],
            *[
                (text, OptWord.STOP)
                for text in ("stop texting me", "Can you stop texting me please", "stop calling me")
            ],
            *[
                (text, OptWord.STOP)
                for text in ("Please stop sending me these texts", "Do not contact me again")
            ],
            *[
                (text, OptWord.UNSUBSCRIBE)
                for text in ("unsubscribe me", "Please remove me", "I want to unsubscribe")
            ],
            *[
                (text, OptWord.UNSUBSCRIBE)
                for text in ("take me off your list", "Remove my number from this list")
            ],
            *[(text, OptWord.OPTOUT) for text in ("opt me out", "I'd like to opt out please")],
            *[(text, OptWord.CANCEL) for text in ("cancel please", "please cancel my call")],
            *[(text, OptWord.START) for text in ("START please", "text start")],
        ],
    )
    def test_may_have_other_words_around_it_that_mean_nothing_else(self, text: str, word: OptWord) -> None:
        assert opt_word(text) is word

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
        assert opt_word(text) is None or normalise(text)


@pytest.mark.parametrize(
    ("opt_out_type", "word"),
    [("STOP", OptWord.STOP), ("START", OptWord.START), ("HELP", None), ("", None), ("CANCEL", None)],
)
def test_the_network_says_stop_or_start(opt_out_type: str, word: OptWord | None) -> None:
    assert provider_opt_word(opt_out_type) is word
