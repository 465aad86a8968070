"""The door for Twilio: only what is signed comes in, and nothing that comes in breaks it."""

import dataclasses
import socket
from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit

import pytest

from config import Config
from enquiries.messaging.models import InboxState
from tests.support import records
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.webhooks import FALLBACK, TEXTS, a_text, post, post_bytes, signature

pytestmark = pytest.mark.both_databases

RECEIPTS = "/webhooks/twilio/status/1"
EVERY_DOOR = pytest.mark.parametrize("path", [TEXTS, FALLBACK, RECEIPTS])


class TestSignature:
    @EVERY_DOOR
    def test_without_one_nothing_happens(self, ringback: Ringback, path: str) -> None:
        answer = post_bytes(ringback, path, urlencode(a_text("HELP")).encode(), {})
        assert answer.status_code == 403
        assert records.inbox(ringback) == []

    @pytest.mark.parametrize("wrong", ["", "AAAA", "not base64 at all", "é".encode().decode("latin-1")])
    def test_with_a_wrong_one_nothing_happens(self, ringback: Ringback, wrong: str) -> None:
        assert post(ringback, TEXTS, a_text("HELP"), X_Twilio_Signature=wrong).status_code == 403
        assert records.inbox(ringback) == []

    def test_of_another_account_nothing_happens(self, ringback: Ringback) -> None:
        assert post(ringback, TEXTS, a_text("HELP"), token="a stranger's").status_code == 403
        assert records.inbox(ringback) == []

    def test_of_another_text_nothing_happens(self, ringback: Ringback) -> None:
        stolen = signature(ringback, TEXTS, a_text("HELP"))
        assert post(ringback, TEXTS, a_text("STOP"), X_Twilio_Signature=stolen).status_code == 403
        assert records.inbox(ringback) == []

    def test_of_another_address_nothing_happens(self, ringback: Ringback) -> None:
        stolen = signature(ringback, TEXTS, a_text("HELP"))
        assert post(ringback, FALLBACK, a_text("HELP"), X_Twilio_Signature=stolen).status_code == 403

    def test_a_parameter_that_nobody_signed_spoils_it(self, ringback: Ringback) -> None:
        signed = signature(ringback, TEXTS, a_text("HELP"))
        more = a_text("HELP", OptOutType="STOP")
        assert post(ringback, TEXTS, more, X_Twilio_Signature=signed).status_code == 403

    def test_the_host_that_a_request_claims_does_not_matter(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone
    ) -> None:
        assert post(ringback, TEXTS, a_text("HELP"), Host="elsewhere.example").status_code == 200
        ringback.settle()
        the_enquirer.expects("You did the right thing")
        sam.expects("new call-back")

    def test_what_twilio_may_add_one_day_is_covered(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone
    ) -> None:
        assert post(ringback, TEXTS, a_text("HELP", Zukunft="später", A="")).status_code == 200
        ringback.settle()
        the_enquirer.expects("You did the right thing")
        sam.expects("new call-back")

    def test_a_query_in_the_address_is_signed_too(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone
    ) -> None:
        assert post(ringback, f"{TEXTS}?rc=2&rp=all", a_text("HELP")).status_code == 200
        ringback.settle()
        the_enquirer.expects("You did the right thing")
        sam.expects("new call-back")


class TestRotation:
    @pytest.fixture(autouse=True)
    def rotating(self, ringback: Ringback) -> Iterator[None]:
        """A new token stands before the one that Twilio still signs with."""
        config: Config = ringback.app.config["RINGBACK"]
        tokens = ("the new one", *config.twilio_auth_tokens)
        ringback.app.config["RINGBACK"] = dataclasses.replace(config, twilio_auth_tokens=tokens)
        yield
        ringback.app.config["RINGBACK"] = config

    @pytest.mark.parametrize("token", ["the new one", "stand-in"])
    def test_either_token_signs(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone, token: str
    ) -> None:
        assert post(ringback, TEXTS, a_text("HELP"), token=token).status_code == 200
        ringback.settle()
        the_enquirer.expects("You did the right thing")
        sam.expects("new call-back")

    def test_a_third_does_not(self, ringback: Ringback) -> None:
        assert post(ringback, TEXTS, a_text("HELP"), token="the new one,stand-in").status_code == 403


class TestAnswer:
    def test_is_twiml_without_a_reply(self, ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
        answer = post(ringback, TEXTS, a_text("HELP"))
        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/xml; charset=utf-8")
        assert answer.text.endswith("<Response/>")
        ringback.settle()
        the_enquirer.expects("You did the right thing")
        sam.expects("new call-back")

    @EVERY_DOOR
    def test_is_for_posts_only(self, ringback: Ringback, path: str) -> None:
        answer = ringback.app.test_client().get(path)
        assert answer.status_code == 405

    def test_sets_no_cookie(self, ringback: Ringback) -> None:
        assert not post(ringback, FALLBACK, a_text("HELP")).cookies


class TestBadInput:
    def test_a_form_that_is_too_large_is_refused_whole(self, ringback: Ringback) -> None:
        assert post(ringback, TEXTS, a_text("x" * 100_000)).status_code == 413
        assert records.inbox(ringback) == []

    def test_a_form_that_is_not_utf_8_is_refused(self, ringback: Ringback) -> None:
        answer = post_bytes(
            ringback, TEXTS, b"MessageSid=SM1&Body=\xff\xfe\xe9", {"X-Twilio-Signature": "AAAA"}
        )
        assert answer.status_code == 403

    def test_a_form_that_is_json_is_refused(self, ringback: Ringback) -> None:
        headers = {"Content-Type": "application/json", "X-Twilio-Signature": "AAAA"}
        assert post_bytes(ringback, TEXTS, b'{"Body": "HELP"}', headers).status_code == 403

    def test_a_form_that_breaks_off_changes_nothing(self, ringback: Ringback) -> None:
        form = a_text("HELP")
        body = urlencode(form)
        where = urlsplit(ringback.url)
        with socket.create_connection((where.hostname, where.port or 80), timeout=10) as line:
            line.sendall(
                f"POST {TEXTS} HTTP/1.1\r\nHost: {where.netloc}\r\n"
                f"X-Twilio-Signature: {signature(ringback, TEXTS, form)}\r\n"
                "Content-Type: application/x-www-form-urlencoded\r\n"
                f"Content-Length: {len(body)}\r\n\r\n{body[:-9]}".encode()
            )
            line.shutdown(socket.SHUT_WR)
            answer = line.makefile("rb").readline()
        assert answer.split()[1] in {b"400", b"403"}
        assert records.inbox(ringback) == []

    @pytest.mark.parametrize(
        "form",
        [
            {},
            {"Body": "HELP"},
            {"MessageSid": "SM1"},
            {"From": "", "To": "", "Body": "", "MessageSid": ""},
            {"From": "+", "To": "+", "Body": "+", "MessageSid": "+"},
        ],
    )
    def test_a_signed_form_with_nearly_nothing_in_it_is_kept(
        self, ringback: Ringback, form: dict[str, str], sam: Phone
    ) -> None:
        assert post(ringback, TEXTS, form).status_code == 200
        ringback.settle()
        assert len(records.inbox(ringback)) == 1
        sam.ignores_the_rest()

    def test_long_words_where_short_ones_belong_are_cut(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone
    ) -> None:
        form = a_text("HELP", sid="SM" + "0" * 500, To="8" * 500, OptOutType="\0" * 500)
        assert post(ringback, TEXTS, form).status_code == 200
        ringback.settle()
        assert records.inbox(ringback) == [("HELP", InboxState.DONE)]
        the_enquirer.expects("You did the right thing")
        sam.expects("new call-back")
