"""A text from a phone: what the webhook gets, when the fallback gets it, and what Twilio answers itself."""

import pytest

from .receiver import Receiver
from .stand_in import ACCOUNT, ADVANCED, LONG_CODE, MAYA, SHORT_CODE, StandIn


def test_the_webhook_gets_every_parameter_signed(stand_in: StandIn, receiver: Receiver) -> None:
    answer = stand_in.text_in("help me please")

    (post,) = receiver.posts
    assert (post.path, post.signed) == ("/sms", True)
    expected = {
        "AccountSid": ACCOUNT,
        "ApiVersion": "2010-04-01",
        "Body": "help me please",
        "From": MAYA,
        "MessageSid": answer["sid"],
        "NumMedia": "0",
        "NumSegments": "1",
        "SmsMessageSid": answer["sid"],
        "SmsSid": answer["sid"],
        "SmsStatus": "received",
        "To": SHORT_CODE,
    }
    assert post.form.items() >= expected.items()
    assert "OptOutType" not in post.form


def test_the_caller_learns_what_the_webhook_answered(stand_in: StandIn) -> None:
    answer = stand_in.text_in("hello")
    assert (answer["status"], answer["body"], answer["fallback"]) == (200, "<Response/>", None)
    assert 0 < answer["milliseconds"] < 200


def test_characters_of_every_kind_are_signed(stand_in: StandIn, receiver: Receiver) -> None:
    stand_in.text_in("Zoë & Li: 100% + 💊?\nstill here")
    assert receiver.posts[0].signed
    assert receiver.posts[0].form["Body"] == "Zoë & Li: 100% + 💊?\nstill here"


def test_parameters_that_appear_without_notice_are_signed_too(stand_in: StandIn, receiver: Receiver) -> None:
    stand_in.text_in("hello", parameters={"NumMedia": "1", "MediaUrl0": "https://example.org/a.jpg"})
    assert receiver.posts[0].signed
    assert receiver.posts[0].form["NumMedia"] == "1"
    assert receiver.posts[0].form["MediaUrl0"] == "https://example.org/a.jpg"


def test_a_retry_has_the_same_sid_and_is_one_text(stand_in: StandIn, receiver: Receiver) -> None:
    sid = stand_in.text_in("hello")["sid"]
    assert stand_in.text_in("hello", sid=sid)["sid"] == sid
    assert [post.form["MessageSid"] for post in receiver.posts] == [sid, sid]
    assert len(stand_in.messages(direction="inbound")) == 1


class TestFallback:
    """The second address, for when the first fails."""

    @pytest.mark.parametrize("status", [302, 403, 404, 500, 503])
    def test_it_gets_the_text_when_the_webhook_fails(
        self, stand_in: StandIn, receiver: Receiver, status: int
    ) -> None:
        receiver.answers["/sms"] = status
        answer = stand_in.text_in("hello")
        assert (answer["status"], answer["fallback"]["status"]) == (status, 200)
        (post,) = receiver.at("/sms/fallback")
        assert post.signed
        assert (post.form["Body"], post.form["ErrorCode"]) == ("hello", "11200")
        assert post.form["ErrorUrl"] == f"{receiver.url}/sms"

    def test_it_gets_the_text_when_the_webhook_is_slow(self, stand_in: StandIn, receiver: Receiver) -> None:
        receiver.hangs.add("/sms")
        answer = stand_in.text_in("hello")
        assert (answer["status"], answer["body"]) == (None, "ReadTimeout")
        assert answer["fallback"]["status"] == 200

    def test_it_can_stand_elsewhere(self, stand_in: StandIn, receiver: Receiver) -> None:
        stand_in.post("webhook", url="http://127.0.0.1:9/sms", fallback=f"{receiver.url}/elsewhere")
        assert stand_in.text_in("hello")["fallback"]["status"] == 200
        assert len(receiver.at("/elsewhere")) == 1

    def test_when_both_fail_the_text_is_still_in_the_log(self, stand_in: StandIn, receiver: Receiver) -> None:
        receiver.answers |= {"/sms": 500, "/sms/fallback": 500}
        stand_in.text_in("hello")
        (message,) = stand_in.messages(to=SHORT_CODE)
        assert message["body"] == "hello"
        assert [each["answer"] for each in message["callbacks"]] == [500, 500]


class TestKeywords:
    """HELP and its kin, from the party that answers them on that number."""

    @pytest.mark.parametrize("word", ["HELP", "STOP", "START", "quit"])
    def test_on_a_short_code_all_is_left_to_the_application(
        self, stand_in: StandIn, receiver: Receiver, word: str
    ) -> None:
        stand_in.text_in(word, to=SHORT_CODE)
        assert "OptOutType" not in receiver.posts[0].form
        assert stand_in.messages(direction="outbound") == []
        assert not stand_in.exchange.opted_out(SHORT_CODE, MAYA)

    def test_advanced_opt_out_answers_help_with_its_own_text(
        self, stand_in: StandIn, receiver: Receiver
    ) -> None:
        stand_in.text_in(" help ", to=ADVANCED)
        assert receiver.posts[0].form["OptOutType"] == "HELP"
        assert _answers(stand_in) == ["A person will call you."]

    @pytest.mark.parametrize(
        "word", ["STOP", "stopall", "Unsubscribe", "CANCEL", "end", "QUIT", "revoke", "OPTOUT"]
    )
    def test_advanced_opt_out_stops_texts(self, stand_in: StandIn, receiver: Receiver, word: str) -> None:
        stand_in.text_in(word, to=ADVANCED)
        assert receiver.posts[0].form["OptOutType"] == "STOP"
        assert stand_in.exchange.opted_out(ADVANCED, MAYA)
        assert "unsubscribed" in _answers(stand_in)[0]

    @pytest.mark.parametrize("word", ["START", "unstop", "Yes"])
    def test_start_lifts_it(self, stand_in: StandIn, receiver: Receiver, word: str) -> None:
        stand_in.text_in("STOP", to=ADVANCED)
        stand_in.text_in(word, to=ADVANCED)
        assert receiver.posts[1].form["OptOutType"] == "START"
        assert not stand_in.exchange.opted_out(ADVANCED, MAYA)

    def test_a_second_stop_is_not_confirmed_again(self, stand_in: StandIn, receiver: Receiver) -> None:
        stand_in.text_in("STOP", to=ADVANCED)
        stand_in.text_in("STOP", to=ADVANCED)
        assert len(receiver.posts) == 2
        assert len(_answers(stand_in)) == 1

    def test_a_long_code_answers_with_stock_words_and_says_nothing_of_it(
        self, stand_in: StandIn, receiver: Receiver
    ) -> None:
        stand_in.text_in("HELP", to=LONG_CODE)
        stand_in.text_in("STOP", to=LONG_CODE)
        assert [post.form["Body"] for post in receiver.posts] == ["HELP", "STOP"]
        assert all("OptOutType" not in post.form for post in receiver.posts)
        help_text, stop_text = _answers(stand_in)
        assert help_text.startswith("Reply STOP to unsubscribe")
        assert "unsubscribed" in stop_text

    def test_a_word_within_a_sentence_is_no_keyword(self, stand_in: StandIn, receiver: Receiver) -> None:
        stand_in.text_in("please stop my son", to=ADVANCED)
        assert "OptOutType" not in receiver.posts[0].form
        assert stand_in.messages(direction="outbound") == []

    def test_a_retry_is_not_answered_again(self, stand_in: StandIn, receiver: Receiver) -> None:
        sid = stand_in.text_in("HELP", to=ADVANCED)["sid"]
        stand_in.text_in("HELP", to=ADVANCED, sid=sid)
        assert [post.form["OptOutType"] for post in receiver.posts] == ["HELP", "HELP"]
        assert len(_answers(stand_in)) == 1

    def test_twilios_own_answer_makes_no_callback(self, stand_in: StandIn, receiver: Receiver) -> None:
        stand_in.text_in("HELP", to=ADVANCED)
        stand_in.settle()
        assert len(receiver.posts) == 1
        (answer,) = stand_in.messages(direction="outbound")
        assert (answer["direction"], answer["status"]) == ("outbound-reply", "delivered")


def _answers(stand_in: StandIn) -> list[str]:
    return [message["body"] for message in stand_in.messages(to=MAYA, direction="outbound")]
