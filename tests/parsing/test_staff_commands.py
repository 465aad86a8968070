import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from enquiries.lifecycle.exclusions import CHOICES, Exclusion, ExclusionReason
from enquiries.lifecycle.states import Outcome
from enquiries.parsing.staff_commands import StaffCommand, Word, parse

BARE = [word for word in Word if word not in {Word.DONE, Word.LATER, Word.NOTE, Word.NEW}]
TOLD_AS_OUTCOME = ["booked", "info", "thinking", "referred", "declined", "spam"]


class TestTheTable:
    @pytest.mark.parametrize("said", ["Y", "TAKE", "CLAIM", "MINE", "y", "Take."])
    def test_taking(self, said: str) -> None:
        assert parse(f"4821 {said}") == StaffCommand(Word.TAKE, "4821")
        assert parse(said) == StaffCommand(Word.TAKE)

    @pytest.mark.parametrize("said", ["N", "PASS", "n", "Pass!"])
    def test_passing(self, said: str) -> None:
        assert parse(f"4821 {said}") == StaffCommand(Word.PASS, "4821")
        assert parse(said) == StaffCommand(Word.PASS)

    @pytest.mark.parametrize(
        ("said", "word", "heard"),
        [
            ("YES", Word.TAKE, "yes"),
            ("ok", Word.TAKE, "ok"),
            ("Okay", Word.TAKE, "ok"),
            ("NO", Word.PASS, "no"),
        ],
    )
    def test_a_loose_word_needs_a_code_and_is_passed_on(self, said: str, word: Word, heard: str) -> None:
        assert parse(f"4821 {said}") == StaffCommand(word, "4821", said=heard)
        assert parse(said) is None

    @pytest.mark.parametrize("outcome", TOLD_AS_OUTCOME)
    def test_done_with_an_outcome(self, outcome: str) -> None:
        command = parse(f"4821 DONE {outcome.upper()}")
        assert command == StaffCommand(Word.DONE, "4821", outcome=Outcome(outcome))

    def test_done_means_reached(self) -> None:
        assert parse("4821 DONE") == StaffCommand(Word.DONE, "4821", outcome=Outcome.REACHED)

    @pytest.mark.parametrize("text", ["WRONG", "wrong number", "done spam"])
    def test_a_harmful_word_says_that_it_needs_a_code(self, text: str) -> None:
        without = parse(text)
        with_code = parse(f"4821 {text}")
        assert without is not None
        assert without.needs_code
        assert with_code is not None
        assert not with_code.needs_code

    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ("NOANS", Word.NO_ANSWER),
            ("no ans", Word.NO_ANSWER),
            ("No answer", Word.NO_ANSWER),
            ("VM", Word.VOICEMAIL),
            ("voice mail", Word.VOICEMAIL),
            ("CALLING", Word.CALLING),
            ("TAKEOVER", Word.TAKE_OVER),
            ("take over", Word.TAKE_OVER),
            ("RISK", Word.RISK),
            ("re-open", Word.REOPEN),
            ("LIST", Word.LIST),
            ("on", Word.ON),
            ("off call", Word.OFF),
            ("Help", Word.MENU),
            ("menu", Word.MENU),
            ("Ready!", Word.READY),
        ],
    )
    def test_the_other_words(self, text: str, word: Word) -> None:
        assert parse(text) == StaffCommand(word)
        assert parse(f"4821 {text}") == StaffCommand(word, "4821")
        assert parse(f"{text} 4821") == StaffCommand(word, "4821")


class TestOneThumb:
    @pytest.mark.parametrize(
        "text",
        [
            "4821 Y",
            "4821y",
            "Y4821",
            "y 4821.",
            "#4821 y",
            "“4821 Y”",
            "4821  y\n",
            "4821\ny",
            "4821: y",
            "4821 y thanks",
            "4821 y 👍",
            "take 4821 please",
            "4821 t\u200bake",
            "４８２１ Ｙ",  # noqa: RUF001 (full-width)
            "٤٨٢١ y",
        ],
    )
    def test_takes_it(self, text: str) -> None:
        assert parse(text) == StaffCommand(Word.TAKE, "4821")

    @pytest.mark.parametrize("text", ["done booked 4821", "4821 done booked thanks", "DONE 4821 BOOKED"])
    def test_books_it(self, text: str) -> None:
        assert parse(text) == StaffCommand(Word.DONE, "4821", outcome=Outcome.BOOKED)

    def test_a_code_may_have_five_digits_and_begin_with_nought(self) -> None:
        assert parse("04821 y") == StaffCommand(Word.TAKE, "04821")


class TestLater:
    @pytest.mark.parametrize(
        ("text", "code", "time"),
        [
            ("4821 LATER 6PM", "4821", "6pm"),
            ("LATER 4821 TOMORROW 10AM", "4821", "tomorrow 10am"),
            ("4821 later 30m", "4821", "30m"),
            ("4821 later at 6.30pm please", "4821", "at 6.30pm"),
            ("later6pm", None, "6pm"),
            ("later 6pm 4821", "4821", "6pm"),
            ("LATER 1830", None, "1830"),
            ("1830 LATER", "1830", ""),
            ("LATER 4821", "4821", ""),
            ("4821 LATER 1830", "4821", "1830"),
            ("later", None, ""),
        ],
    )
    def test_keeps_its_time(self, text: str, code: str | None, time: str) -> None:
        assert parse(text) == StaffCommand(Word.LATER, code, time)

    @pytest.mark.parametrize(
        "text",
        ["4821 DONE YES", "done yes", "4821 done booked yes", "4821 NOANS YES", "VM yes", "4821 wrong yes"],
    )
    def test_so_are_results_confirmed(self, text: str) -> None:
        command = parse(text)
        assert command is not None
        assert command.confirmed
        assert not command.has_more

    def test_is_no_command_with_anything_else(self) -> None:
        assert parse("later I will tell you about it") is None


class TestNote:
    @pytest.mark.parametrize(
        ("text", "code", "note"),
        [
            ("4821 NOTE Rang Zoë’s mum – back at 6", "4821", "Rang Zoë’s mum – back at 6"),
            ("NOTE 4821: Ask for Ann.", "4821", "Ask for Ann."),
            ("note4821 two\nlines", "4821", "two\nlines"),
            ("4821 note 4822 rang too", "4821", "4822 rang too"),
            ("Note (he is out)", None, "(he is out)"),
            ("4821 ＮＯＴＥ Ann", "4821", "ann"),  # noqa: RUF001 (full-width)
        ],
    )
    def test_is_kept_as_written(self, text: str, code: str | None, note: str) -> None:
        assert parse(text) == StaffCommand(Word.NOTE, code, note)

    @pytest.mark.parametrize("text", ["NOTE", "4821 note:", "notes of the meeting"])
    def test_needs_something_to_note(self, text: str) -> None:
        assert parse(text) is None


class TestMoreWords:
    @pytest.mark.parametrize(
        ("text", "word", "outcome"),
        [
            ("4821 RISK she has taken pills", Word.RISK, None),
            ("4821 risk - please call", Word.RISK, None),
            ("RISK 4821 he is 15, he said 1800 pills", Word.RISK, None),
            ("4821 DONE she booked", Word.DONE, Outcome.BOOKED),
            ("4821 Done, booked for Monday", Word.DONE, Outcome.BOOKED),
            ("4821 done - spoke to her mum", Word.DONE, Outcome.REACHED),
            ("4821 done she declined, not booked", Word.DONE, Outcome.REACHED),
            ("4821 DONE SPAM caller", Word.DONE, Outcome.SPAM),
            ("4821 wrong number sorry", Word.WRONG, None),
            ("4821 wrong person answered", Word.WRONG, None),
            ("4821 noans rang out twice", Word.NO_ANSWER, None),
            ("4821 no answer will try later", Word.NO_ANSWER, None),
            ("4821 vm left for her", Word.VOICEMAIL, None),
            ("4821 y on my way", Word.TAKE, None),
            ("4821 mine, ringing her", Word.TAKE, None),
            ("4821 n busy with another", Word.PASS, None),
            ("4821 calling her mobile", Word.CALLING, None),
            ("4821 take over as agreed", Word.TAKE_OVER, None),
            ("4821 reopen my mistake", Word.REOPEN, None),
            ("done she booked 4821", Word.DONE, Outcome.BOOKED),
        ],
    )
    def test_beside_a_code_are_kept_and_change_nothing(
        self, text: str, word: Word, outcome: Outcome | None
    ) -> None:
        command = parse(text)
        assert command is not None
        assert (command.word, command.code, command.outcome) == (word, "4821", outcome)
        assert command.has_more or command.left_out or outcome

    def test_of_risk_need_no_code(self) -> None:
        assert parse("RISK she has taken pills") == StaffCommand(Word.RISK, has_more=True)

    def test_may_follow_a_time(self) -> None:
        assert parse("4821 LATER 6pm she is at work") == StaffCommand(
            Word.LATER, "4821", "6pm", has_more=True
        )
        assert parse("4821 later I will tell you") is None

    @pytest.mark.parametrize("text", ["LIST please now", "list all of them", "hi, list please"])
    def test_may_stand_around_list(self, text: str) -> None:
        command = parse(text)
        assert command is not None
        assert command.word is Word.LIST

    @pytest.mark.parametrize("text", ["on now please", "Hi ON", "OFF now thanks"])
    def test_of_politeness_change_nothing(self, text: str) -> None:
        command = parse(text)
        assert command is not None
        assert command.word in {Word.ON, Word.OFF}

    @pytest.mark.parametrize(
        ("text", "outcome", "reason", "words"),
        [
            ("4821 SPAM", Outcome.SPAM, None, ""),
            ("4821 spam thanks", Outcome.SPAM, None, ""),
            ("SPAM 4821 ADVERT", Outcome.SPAM, ExclusionReason.ADVERT, ""),
            ("4821 spam: an advert!", Outcome.SPAM, ExclusionReason.ADVERT, ""),
            ("4821 spam it was just marketing", Outcome.SPAM, ExclusionReason.ADVERT, ""),
            ("4821 spam advert for roofs", Outcome.SPAM, ExclusionReason.ADVERT, "for roofs"),
            ("4821 done spam abuse", Outcome.SPAM, ExclusionReason.ABUSE, ""),
            ("4821 spam no request", Outcome.SPAM, ExclusionReason.NO_REQUEST, ""),
            (
                "4821 spam wants to sell us roofs",
                Outcome.SPAM,
                ExclusionReason.OTHER,
                "wants to sell us roofs",
            ),
            ("4821 duplicate", Outcome.DUPLICATE, None, ""),
            ("4821 duplicate same person", Outcome.DUPLICATE, ExclusionReason.SAME_PERSON, ""),
            ("4821 duplicate of 4822", Outcome.DUPLICATE, ExclusionReason.OTHER, "of 4822"),
            ("4821 done test", Outcome.TEST, None, ""),
            ("4821 done test ours", Outcome.TEST, ExclusionReason.OUR_TEST, ""),
        ],
    )
    def test_after_spam_say_why_it_is_left_out(
        self, text: str, outcome: Outcome, reason: ExclusionReason | None, words: str
    ) -> None:
        left_out = Exclusion(reason, words) if reason else None
        assert parse(text) == StaffCommand(Word.DONE, "4821", outcome=outcome, left_out=left_out)

    def test_about_a_test_of_theirs_are_not_about_one_of_ours(self) -> None:
        assert parse("4821 done test went well") == StaffCommand(
            Word.DONE, "4821", outcome=Outcome.REACHED, has_more=True
        )
        assert parse("4821 test") is None

    @pytest.mark.parametrize("reason", CHOICES)
    def test_say_each_reason_as_it_is_taught(self, reason: ExclusionReason) -> None:
        for said in reason.said:
            command = parse(f"4821 spam {said}")
            assert command is not None
            assert command.left_out == Exclusion(reason)

    @pytest.mark.parametrize(
        "text",
        [
            "4821 done not yet",
            "4821 done in 5 min",
            "4821 DONE? who did that",
            "4821 done no answer",
            "4821 done it was spam i think",
            "4821 spam i think",
            "4821 spam not sure",
            "4821 spam?",
            "4821 spam but risk",
            "4821 spam duplicate",
            "4821 spam 4822",
            "spam caller",
            "4821 y spam",
            "4821 done left voicemail",
            "4821 done wrong number",
            "4821 done 4822",
            "4821 noans but risk",
            "4821 wrong centre",
            "4821 calling later",
            "4821 on my way",
            "4821 off sick",
            "4821 no sorry thanks",
            "done she booked",
            "wrong number sorry",
            "noans rang twice",
            "y on my way",
        ],
    )
    def test_that_may_mean_something_else_make_it_no_command(self, text: str) -> None:
        assert parse(text) is None


class TestNoise:
    @pytest.mark.parametrize(
        "text",
        [
            "",
            "4821",
            "4821 4822",
            "4821 Y 4822 Y",
            "4821 y n",
            "4821 4822 y",
            "yes i think he is done now",
            "4821 yes i think he is done now",
            "on my way",
            "take overnight bag",
            "done and dusted for today",
            "no idea",
            "off sick tomorrow",
            "482190 y",
            "482 y",
            "07700 900123 y",
            "ok thanks",
            "help me",
            "I'm driving right now. I'll see your message when I get where I'm going.",
            "Thank you for your message. I am on annual leave until Monday.",
            "9435 is yours. Voicemail ASK. Call from here: https://ringback.example/c/x Then reply 9435 DONE",
            "9435 closed: reached. First call after 3 min. Wrong? Reply 9435 REOPEN",
            "Not understood. Send the code, then Y, N, CALLING, DONE",
        ],
    )
    def test_is_no_command(self, text: str) -> None:
        assert parse(text) is None

    @given(st.text())
    def test_any_text_has_an_answer(self, text: str) -> None:
        command = parse(text)
        assert command is None or command.code is None or re.fullmatch(r"[0-9]{4,5}", command.code)

    @given(st.text("4821 bcdegh.,!?\n"))
    def test_no_command_comes_of_texts_without_a_word(self, text: str) -> None:
        assert parse(text) is None


codes = st.none() | st.integers(0, 99_999).map(lambda number: f"{number:04}")
times = st.sampled_from(["", "6pm", "tomorrow 10am", "30m"])
commands = st.one_of(
    st.builds(StaffCommand, st.sampled_from(BARE), codes),
    st.builds(
        StaffCommand,
        st.just(Word.DONE),
        codes,
        outcome=st.sampled_from([Outcome(o) for o in TOLD_AS_OUTCOME]),
    ),
    st.builds(StaffCommand, st.just(Word.LATER), codes, times),
    st.builds(StaffCommand, st.just(Word.NOTE), codes, st.text(min_size=1)),
)


@given(commands, st.booleans())
def test_every_command_reads_back(command: StaffCommand, code_first: bool) -> None:
    assume(command.rest == command.rest.strip())
    if command.word is Word.NOTE:
        assume(re.match(r"[A-Za-z]", command.rest))  # else the note may begin with what looks like a code
    if command.word is Word.LATER:
        assume(code_first or command.rest)  # LATER 1830 is a time
    head = [command.code or "", command.word] if code_first else [command.word, command.code or ""]
    assert parse(" ".join([*head, command.outcome or "", command.rest])) == command
