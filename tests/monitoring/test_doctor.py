"""`flask doctor`, as somebody types it: each thing that can be wrong, made wrong."""

import base64
import pickle
import re
import secrets
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import redis
from click.testing import Result
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import delete, select

from config import Config
from enquiries.app import create_app
from enquiries.core import crypto
from enquiries.core.db import db
from enquiries.core.enums import KeywordMode, NumberUse, Priority
from enquiries.core.env import DataKey
from enquiries.messaging.twilio import TwilioGateway
from enquiries.organisation.models import Centre, Keyword, Number, Shift, Staff
from enquiries.organisation.wordings import CentreWording
from enquiries.setup import centre_texts
from enquiries.simulator.faults import Fault, FaultKind
from enquiries.simulator.server import SimulatorServer
from tests.support.databases import WILLOW
from tests.support.fresh import unmigrated_app
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from workers import heartbeat
from workers.records.timeline_sealer import TimelineSealer

LONG = "+447700900100"


def examined(app: Flask) -> Result:
    return app.test_cli_runner().invoke(args=["doctor"])


def found(app: Flask, about: str) -> list[str]:
    """What was found about one thing, each with its level."""
    lines = examined(app).stdout.splitlines()
    return [
        f"{line.split()[0]} {line.split(': ', 1)[1]}" for line in lines if line[6:].startswith(f"{about}: ")
    ]


@contextmanager
def rotated(app: Flask, *, keep_old: bool) -> Iterator[None]:
    """A new key seals; the old one is kept behind it, or lost."""
    config: Config = app.config["RINGBACK"]
    new = DataKey("new", bytes(range(1, 33)))
    keys = (new, *config.data_keys) if keep_old else (new,)
    app.config["RINGBACK"] = config.model_copy(update={"data_keys": keys})
    use_keys(keys, config.lookup_key)
    try:
        yield
    finally:
        app.config["RINGBACK"] = config
        use_keys(config.data_keys, config.lookup_key)


def use_keys(data_keys: tuple[DataKey, ...], lookup_key: bytes) -> None:
    crypto.use(crypto.Keyring([(each.id, each.key) for each in data_keys], lookup_key))


@pytest.mark.both_databases
class TestAWellInstallation:
    @pytest.fixture
    def app(self, tmp_path: Path, redis_url: str, twilio: SimulatorServer) -> Iterator[Flask]:
        def key() -> str:
            return base64.b64encode(secrets.token_bytes(32)).decode()

        public = "https://ring.willow.example"
        app = create_app(
            Config.from_env(
                {
                    "SECRET_KEY": secrets.token_urlsafe(32),
                    "DATA_KEYS": f"new:{key()},old:{key()}",
                    "LOOKUP_KEY": key(),
                    "DATABASE_URL": f"sqlite:///{tmp_path}/ringback.db",
                    "REDIS_URL": redis_url,
                    "PUBLIC_BASE_URL": public,
                    "TRUSTED_PROXIES": "1",
                    "TWILIO_ACCOUNT_SID": twilio.exchange.account_sid,
                    "TWILIO_AUTH_TOKEN": twilio.exchange.auth_token,
                    "TWILIO_API_BASE_URL": twilio.url,
                    "METRICS_TOKEN": secrets.token_urlsafe(32),
                    "HEARTBEAT_URL": "https://beats.example/1",
                    "ALARM_WEBHOOK_URL": "https://alarms.example/1",
                }
            )
        )
        twilio.exchange.reset()
        twilio.exchange.point_at(f"{public}/webhooks/twilio/sms")
        with app.app_context():
            upgrade()
            assert app.test_cli_runner().invoke(args=["load", str(WILLOW)]).exit_code == 0
            for role in ("worker-1", "tick"):
                heartbeat.beat(heartbeat.name(role))
        TimelineSealer(app).seal(datetime.now(UTC))
        yield app
        with app.app_context():
            db.engine.dispose()
        app.extensions["gateway"].close()

    def test_fails_nowhere(self, app: Flask) -> None:
        result = examined(app)
        warned = [line.split(":")[0] for line in result.stdout.splitlines() if line.startswith("warn")]
        # the stand-in is no Twilio, the example's long number does not say who answers HELP on it, and nobody
        # has checked the helplines of an example, nor signed off its texts
        assert warned == [
            "warn  TWILIO_API_BASE_URL",
            f"warn  {LONG}",
            "warn  helplines GB",
            "warn  texts of willow-house",
            "warn  texts of willow-london",
        ]
        assert "fail  " not in result.stdout
        assert result.exit_code == 0
        assert result.stdout.splitlines()[-1].startswith("0 fail, 5 warn, ")

    def test_says_that_a_key_which_sealed_nothing_may_go(self, app: Flask) -> None:
        assert found(app, "DATA_KEYS") == [
            "ok nothing is sealed by old any more: you can remove it",
            "ok new seals",
        ]


@pytest.mark.both_databases
class TestTheDatabase:
    def test_answers(self, ringback: Ringback) -> None:
        assert "ok answers, and is migrated" in found(ringback.app, "database")

    def test_that_is_not_migrated_fails_and_the_rest_is_examined(self, tmp_path: Path) -> None:
        app = unmigrated_app(tmp_path)
        result = examined(app)
        assert result.exit_code == 1
        assert "fail  database: not migrated. Run: ./ringback db upgrade" in result.stdout
        assert "  queue: " in result.stdout

    def test_that_is_away_fails_and_the_rest_is_examined(self, tmp_path: Path) -> None:
        result = examined(unmigrated_app(tmp_path, "no/such/directory.db"))
        assert result.exit_code == 1
        assert "fail  database: does not answer as it should (OperationalError)" in result.stdout
        assert "fail  queue: Redis does not answer" in result.stdout
        assert "Traceback" not in result.output

    def test_on_postgresql_must_sync_and_agree_about_the_time(self, ringback: Ringback) -> None:
        if ringback.app.config["RINGBACK"].sqlite:
            pytest.skip("SQLite has neither server settings nor a clock of its own")
        said = found(ringback.app, "PostgreSQL")
        assert any(line.startswith("fail fsync is off") for line in said)
        # the clock of a test stands still in January 2026
        assert any(line.startswith("fail is ") for line in found(ringback.app, "clock"))


@pytest.mark.both_databases
class TestKeys:
    def test_of_rows_that_an_old_key_sealed_are_kept(self, ringback: Ringback, the_enquirer: Phone) -> None:
        self.enquire(ringback, the_enquirer)
        with rotated(ringback.app, keep_old=True):
            said = found(ringback.app, "DATA_KEYS")
        assert [line for line in said if line.startswith("warn")] == [
            "warn 3 rows are still sealed by test. Keep that key"
        ]

    def test_that_are_gone_are_missed(self, ringback: Ringback, the_enquirer: Phone) -> None:
        self.enquire(ringback, the_enquirer)
        with rotated(ringback.app, keep_old=False):
            said = found(ringback.app, "DATA_KEYS")
        assert said[0].startswith("fail 3 rows are sealed by a missing key")
        assert said[-1].startswith("fail the newest enquiry does not open")

    def test_for_looking_up_must_be_those_of_the_database(
        self, ringback: Ringback, the_enquirer: Phone
    ) -> None:
        self.enquire(ringback, the_enquirer)
        config = ringback.app.config["RINGBACK"]
        try:
            use_keys(config.data_keys, bytes(32))
            said = found(ringback.app, "LOOKUP_KEY")
        finally:
            use_keys(config.data_keys, config.lookup_key)
        assert said[-1].startswith("fail is not the one this database was filled with")

    def enquire(self, ringback: Ringback, the_enquirer: Phone) -> None:
        """An enquiry, and a text about nobody's: each row with a key of its own."""
        the_enquirer.texts("HELP").expects("You did the right thing")
        ringback.app.test_cli_runner().invoke(args=["test-text", "dana@example.org"])
        ringback.text("83222", "83222", "an echo")
        ringback.settle()
        for each in ("+447700900001", "+447700900003"):
            ringback.phone(each).ignores_the_rest()


class TestTheQueue:
    def test_that_is_new_enough_and_ours(self, ringback: Ringback) -> None:
        version, jobs = found(ringback.app, "queue")
        assert version.startswith("ok Valkey, as Redis ")
        assert jobs == "ok holds only Ringback's jobs, as JSON"

    def test_with_our_own_jobs_waiting(self, ringback: Ringback) -> None:
        assert ringback.app.extensions["waker"].wake(Priority.ALERT, 4821)
        assert found(ringback.app, "queue")[-1] == "ok holds only Ringback's jobs, as JSON"

    def test_with_jobs_of_somebody_else(self, ringback: Ringback) -> None:
        with redis.Redis.from_url(ringback.app.config["RINGBACK"].redis_url) as client:
            pickled = zlib.compress(pickle.dumps(("os.getcwd", None, (), {})))
            created = {"data": pickled, "created_at": "2026-01-14T02:14:00Z"}
            client.hset("rq:job:strange", mapping=created)
            client.rpush("rq:queue:alerts", "strange")
        assert found(ringback.app, "queue")[-1].startswith(
            "warn holds 1 jobs that are not Ringback's, or not JSON"
        )

    def test_that_is_away(self, tmp_path: Path) -> None:
        assert found(unmigrated_app(tmp_path), "queue")[0].startswith(
            "fail Redis does not answer (ConnectionError)"
        )


class TestTheProvider:
    def test_opens_with_our_token(self, ringback: Ringback) -> None:
        assert found(ringback.app, "provider") == ["ok the account is active and accepts our token"]

    def test_does_not_open_with_a_wrong_one(self, ringback: Ringback, twilio: SimulatorServer) -> None:
        right = ringback.app.extensions["gateway"]
        wrong = TwilioGateway(twilio.exchange.account_sid, "wrong", base_url=twilio.url)
        ringback.app.extensions["gateway"] = wrong
        try:
            (said,) = found(ringback.app, "provider")
        finally:
            ringback.app.extensions["gateway"] = right
            wrong.close()
        assert said.startswith("fail refused with 401 and code 20003. Check TWILIO_ACCOUNT_SID")

    def test_that_gives_no_answer(self, ringback: Ringback, twilio: SimulatorServer) -> None:
        twilio.exchange.faults.turn_on(FaultKind.HANG, Fault())
        assert found(ringback.app, "provider")[0].startswith("fail does not answer")

    def test_brings_texts_to_us(self, ringback: Ringback) -> None:
        assert found(ringback.app, "83222") == [
            "ok its texts come to us, and to the fallback when we don't answer",
            "ok we answer HELP and STOP",
        ]

    def test_with_retries_asked_for_brings_them_all_the_same(
        self, ringback: Ringback, twilio: SimulatorServer
    ) -> None:
        ours = f"{ringback.url}/webhooks/twilio/sms"
        twilio.exchange.point_at(f"{ours}#rc=2&rp=all", f"{ours}/fallback")
        assert found(ringback.app, "83222")[0].startswith("ok its texts come to us")

    def test_that_brings_texts_elsewhere(self, ringback: Ringback, twilio: SimulatorServer) -> None:
        twilio.exchange.point_at("https://elsewhere.example/sms")
        said = found(ringback.app, "83222")[0]
        assert said.startswith("fail its texts go to https://elsewhere.example/sms by POST. Set its webhook")
        assert f"{ringback.url}/webhooks/twilio/sms" in said

    def test_without_our_fallback(self, ringback: Ringback, twilio: SimulatorServer) -> None:
        twilio.exchange.point_at(f"{ringback.url}/webhooks/twilio/sms", "https://elsewhere.example/sms")
        assert found(ringback.app, "83222")[0].startswith(
            "warn when we don't answer, its texts go to https://elsewhere.example/sms"
        )

    def test_that_does_not_know_a_number(self, ringback: Ringback) -> None:
        with ringback.session() as session:
            centre = session.scalars(select(Centre)).first()
            session.add(Number(number="83333", centre=centre, use=NumberUse.BOTH))
            session.commit()
        assert found(ringback.app, "83333")[0].startswith("fail is not a number of this account")

    @pytest.mark.parametrize(
        ("number", "mode", "said"),
        [
            (
                "83222",
                KeywordMode.DEFAULT,
                "warn Twilio answers neither HELP nor STOP on a short code of your own",
            ),
            ("83222", KeywordMode.ADVANCED_OPT_OUT, "warn Advanced Opt-Out belongs to a Messaging Service"),
            (
                LONG,
                KeywordMode.APP,
                "warn Twilio answers HELP and STOP itself on most long numbers, and so do we",
            ),
            (LONG, KeywordMode.DEFAULT, "ok Twilio answers HELP and STOP"),
        ],
    )
    def test_and_we_must_agree_who_answers_keywords(
        self, ringback: Ringback, number: str, mode: KeywordMode, said: str
    ) -> None:
        with ringback.session() as session:
            session.scalars(select(Number).where(Number.number == number)).one().keyword_mode = mode
            session.commit()
        assert found(ringback.app, number)[-1].startswith(said)

    def test_with_a_messaging_service_has_webhooks_that_we_cannot_see(self, ringback: Ringback) -> None:
        config = ringback.app.config["RINGBACK"]
        ringback.app.config["RINGBACK"] = config.model_copy(update={"twilio_messaging_service_sid": "MG1"})
        try:
            (said,) = found(ringback.app, "Messaging Service")
        finally:
            ringback.app.config["RINGBACK"] = config
        assert said.startswith("warn has its own webhooks")


class TestTheRota:
    """At 02:14 on a Wednesday Sam is on call at Willow House, and Dana is the back-up until 8."""

    def without(self, ringback: Ringback, *emails: str) -> list[str]:
        with ringback.session() as session:
            gone = select(Staff.id).where(Staff.email.in_(emails))
            session.execute(delete(Shift).where(Shift.staff_id.in_(gone)))
            session.commit()
        return found(ringback.app, "rota of willow-house")

    def test_without_gaps(self, ringback: Ringback) -> None:
        assert self.without(ringback) == ["ok someone is on call whenever it is open, for 14 days"]

    def test_may_have_gaps_while_a_centre_is_closed(self, ringback: Ringback) -> None:
        assert found(ringback.app, "rota of willow-london")[0].startswith("ok")

    def test_with_nobody_now(self, ringback: Ringback) -> None:
        assert self.without(ringback, "sam@example.org", "dana@example.org") == [
            "fail NO ONE IS ON CALL NOW, Wed 14 Jan 02:14 to 08:00, and 14 more times in 14 days. "
            "Add a shift, or ask someone to text ON"
        ]

    def test_with_nobody_later(self, ringback: Ringback) -> None:
        (said,) = self.without(ringback, "sam@example.org", "priya@example.org")
        assert said.startswith(
            "warn no one is on call Wed 14 Jan 08:00 to 20:00, and 13 more times in 14 days"
        )
        (london,) = found(ringback.app, "rota of willow-london")
        assert london.startswith("ok")


class TestTexts:
    """A clinician signs off the answers, and the texts about danger."""

    def sign_off(self, ringback: Ringback, *kinds: str, language: str = "en") -> None:
        """All that is unsigned in a language, but for these."""
        with ringback.session() as session:
            house = session.scalars(select(Centre).where(Centre.slug == "willow-house")).one()
            dana = session.scalars(select(Staff).where(Staff.email == "dana@example.org")).one()
            for text in centre_texts.texts_of(session, house, language):
                if text.is_unsigned and text.kind not in kinds:
                    centre_texts.sign_off(
                        session, ringback.now, house, text, text.version, "Leila, nurse", by=dana
                    )
            session.commit()

    def test_that_nobody_signed_off_are_named(self, ringback: Ringback) -> None:
        (said,) = found(ringback.app, "texts of willow-house")
        assert said.startswith("warn not signed off: answers.who, answers.bot, answers.cost, ")
        assert said.endswith(
            "risk.under_18. Have a clinician read them, and sign them off under Admin, Wording of texts"
        )
        assert "enquirer." not in said

    def test_that_are_signed_off_are_well_until_one_is_changed(self, ringback: Ringback) -> None:
        self.sign_off(ringback, "risk.overdose")
        (said,) = found(ringback.app, "texts of willow-house")
        assert said.startswith("warn not signed off: risk.overdose. ")
        self.sign_off(ringback)
        assert found(ringback.app, "texts of willow-house") == [
            "ok every answer, and every text about danger, is signed off"
        ]
        with ringback.session() as session:
            house = session.scalars(select(Centre).where(Centre.slug == "willow-house")).one()
            session.add(CentreWording(centre=house, kind="answers.cost", words="Free. STOP to end."))
            session.commit()
        (said,) = found(ringback.app, "texts of willow-house")
        assert said.startswith("warn not signed off: answers.cost. ")

    def test_count_in_the_languages_that_a_centre_uses(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone
    ) -> None:
        self.sign_off(ringback)
        with ringback.session() as session:
            session.scalars(select(Keyword).where(Keyword.word == "FAMILY")).one().language = "cy"
            session.commit()
        (said,) = found(ringback.app, "texts of willow-house")
        counted = re.match(r"warn not signed off: (\d+) in Welsh\. ", said)
        assert counted, said
        self.sign_off(ringback, "risk.overdose", language="cy")
        the_enquirer.texts("hola, necesito ayuda por favor").ignores_the_rest()
        sam.ignores_the_rest()
        (said,) = found(ringback.app, "texts of willow-house")
        assert said.startswith(f"warn not signed off: 1 in Welsh; {counted[1]} in Spanish. ")
        (elsewhere,) = found(ringback.app, "texts of willow-london")
        assert "Spanish" not in elsewhere
        self.sign_off(ringback, language="cy")
        ringback.move_to(ringback.now + timedelta(days=91))
        assert found(ringback.app, "texts of willow-house") == [
            "ok every answer, and every text about danger, is signed off, also in Welsh"
        ]


@pytest.mark.both_databases
class TestProcesses:
    def test_that_never_ran_are_missed(self, ringback: Ringback) -> None:
        assert found(ringback.app, "worker") == [
            "fail has never reported. Start python -m workers, and read its log"
        ]

    def test_that_beat_are_well(self, ringback: Ringback) -> None:
        with ringback.session():
            heartbeat.beat(heartbeat.name("worker-1"))
        ringback.settle()
        assert found(ringback.app, "worker") == ["ok beats"]
        assert found(ringback.app, "tick") == ["ok beats"]

    def test_that_leave_a_text_unsent_are_told_on(self, ringback: Ringback, the_enquirer: Phone) -> None:
        ringback.twilio.exchange.faults.turn_on(FaultKind.SERVER_ERROR, Fault(to=("+447700900001",)))
        the_enquirer.texts("HELP").ignores_the_rest()
        ringback.move_to(ringback.now + timedelta(minutes=3))
        assert found(ringback.app, "outbox")[0].startswith("fail a text has been due for 179 s")
