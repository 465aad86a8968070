"""Settings: what is missing or wrong is named at once, and no secret is ever shown."""

import base64
import subprocess
import sys
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import PROJECT, Config, ConfigWrong, Env, NumberInSms
from enquiries.core.enums import KeywordMode
from enquiries.core.env import DataKey

KEY = bytes(range(32))
KEY_BASE64 = base64.b64encode(KEY).decode()
PRODUCTION = {
    "SECRET_KEY": "a-session-secret",
    "DATA_KEYS": f"jan:{KEY_BASE64}",
    "LOOKUP_KEY": KEY_BASE64,
    "PUBLIC_BASE_URL": "https://ringback.example.org/",
    "TWILIO_ACCOUNT_SID": "AC0123",
    "TWILIO_AUTH_TOKEN": "a-twilio-token",
}


def problems_of(**changes: str) -> list[str]:
    with pytest.raises(ConfigWrong) as wrong:
        Config.from_env(PRODUCTION | changes)
    return wrong.value.problems


class TestProduction:
    def test_needs_no_more_than_the_secrets_and_the_address(self) -> None:
        config = Config.from_env(PRODUCTION)
        assert config.env is Env.PRODUCTION
        assert config.data_keys == (DataKey("jan", KEY),)
        assert config.lookup_key == KEY
        assert config.database_url == f"sqlite:///{PROJECT}/var/ringback.db"
        assert config.sqlite
        assert config.redis_url == "redis://127.0.0.1:6379/0"
        assert config.public_base_url == "https://ringback.example.org"
        assert config.twilio_api_base_url == "https://api.twilio.com"
        assert config.keyword_mode is KeywordMode.APP
        assert config.number_in_sms is NumberInSms.NEVER
        assert (config.workers, config.trusted_proxies) == (2, 0)
        assert (config.nudge_after, config.release_after) == (timedelta(minutes=5), timedelta(minutes=10))

    def test_names_everything_missing_at_once(self) -> None:
        with pytest.raises(ConfigWrong) as wrong:
            Config.from_env({})
        assert wrong.value.problems == [f"{name} is missing" for name in PRODUCTION]
        assert "\n- LOOKUP_KEY is missing" in str(wrong.value)

    def test_names_wrong_beside_missing(self) -> None:
        with pytest.raises(ConfigWrong) as wrong:
            Config.from_env(PRODUCTION | {"SECRET_KEY": " ", "RINGBACK_WORKERS": "many"})
        assert wrong.value.problems == [
            "SECRET_KEY is missing",
            "RINGBACK_WORKERS: 'many' is not a whole number of at least 1",
        ]

    def test_reads_no_dotenv_file(self, tmp_path: Path) -> None:
        (tmp_path / ".env").write_text("SECRET_KEY=from-the-file\n")
        with pytest.raises(ConfigWrong, match="SECRET_KEY is missing"):
            Config.from_env(
                {name: text for name, text in PRODUCTION.items() if name != "SECRET_KEY"}, tmp_path
            )


class TestKeys:
    def test_first_of_several_seals(self) -> None:
        other = base64.b64encode(bytes(32)).decode()
        config = Config.from_env(PRODUCTION | {"DATA_KEYS": f"feb:{other}, jan:{KEY_BASE64}"})
        assert [key.id for key in config.data_keys] == ["feb", "jan"]

    @pytest.mark.parametrize(
        ("keys", "problem"),
        [
            ("jan", "key 1 is not written id:base64"),
            (f"jan:{KEY_BASE64},", "key 2 is not written id:base64"),
            (f"jan:{KEY_BASE64},jan:{KEY_BASE64}", "two keys have the same id"),
            ("jan:AAAA", "key 1 is 3 bytes long where 32 are needed"),
            (f"jan:*{KEY_BASE64}", "key 1 is not base64"),
        ],
    )
    def test_refuses(self, keys: str, problem: str) -> None:
        assert problems_of(DATA_KEYS=keys) == [f"DATA_KEYS: {problem}"]

    @given(st.binary(max_size=64).filter(lambda key: len(key) != 32))
    def test_only_32_bytes_will_do(self, key: bytes) -> None:
        encoded = base64.b64encode(key).decode()
        assert problems_of(LOOKUP_KEY=encoded) == [
            f"LOOKUP_KEY: {len(key)} bytes long where 32 are needed" if key else "LOOKUP_KEY is missing"
        ]

    def test_two_tokens_while_rotating(self) -> None:
        config = Config.from_env(PRODUCTION | {"TWILIO_AUTH_TOKEN": "new, old"})
        assert config.twilio_auth_tokens == ("new", "old")
        assert problems_of(TWILIO_AUTH_TOKEN="a,b,c")[0].startswith("TWILIO_AUTH_TOKEN: write one, or two")


class TestAddresses:
    @pytest.mark.parametrize(
        "url",
        [
            "https://ringback.example.org",
            "http://127.0.0.1:5000",
            "http://localhost:5000",
            "http://[::1]:5000",
        ],
    )
    def test_https_or_loopback(self, url: str) -> None:
        config = Config.from_env(PRODUCTION | {"PUBLIC_BASE_URL": url + "/", "TWILIO_API_BASE_URL": url})
        assert config.public_base_url == config.twilio_api_base_url == url

    @pytest.mark.parametrize(
        "url",
        [
            "http://ringback.example.org",
            "ringback.example.org",
            "https://",
            "https://a.example/?b=c",
            "ftp://a",
        ],
    )
    def test_nothing_else(self, url: str) -> None:
        assert problems_of(PUBLIC_BASE_URL=url) == [
            "PUBLIC_BASE_URL: write https://host, or http:// on a loopback address"
        ]

    def test_relative_sqlite_file_is_taken_from_the_project(self) -> None:
        config = Config.from_env(PRODUCTION | {"DATABASE_URL": "sqlite:///var/other.db"})
        assert config.database_url == f"sqlite:///{PROJECT}/var/other.db"

    def test_absolute_sqlite_file_stays(self) -> None:
        assert (
            Config.from_env(PRODUCTION | {"DATABASE_URL": "sqlite:////srv/a.db"}).database_url
            == "sqlite:////srv/a.db"
        )

    def test_postgresql_needs_its_driver_named(self) -> None:
        url = "postgresql+psycopg://ringback:a-password@db/ringback"
        config = Config.from_env(PRODUCTION | {"DATABASE_URL": url})
        assert config.database_url == url
        assert not config.sqlite
        assert problems_of(DATABASE_URL="postgresql://ringback@db/ringback") == [
            "DATABASE_URL: write postgresql+psycopg:// before the rest of the address"
        ]

    @pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://db"])
    def test_a_database_that_processes_cannot_share_is_refused(self, url: str) -> None:
        assert problems_of(DATABASE_URL=url)[0].startswith("DATABASE_URL: must begin with")


class TestTheSyntheticEnquiry:
    def test_walks_every_ten_minutes_once_it_has_a_number(self) -> None:
        assert Config.from_env(PRODUCTION).synthetic_number is None
        config = Config.from_env(PRODUCTION | {"RINGBACK_SYNTHETIC_NUMBER": "+447700900999"})
        assert (config.synthetic_number, config.synthetic_every) == ("+447700900999", timedelta(minutes=10))

    @pytest.mark.parametrize("number", ["07700900999", "83222", "+44 7700 900999"])
    def test_has_a_number_that_texts_come_from(self, number: str) -> None:
        (problem,) = problems_of(RINGBACK_SYNTHETIC_NUMBER=number)
        assert "is not written like +447700900123" in problem


class TestContradictions:
    def test_release_comes_after_the_nudge(self) -> None:
        assert problems_of(RINGBACK_NUDGE_AFTER="10m", RINGBACK_RELEASE_AFTER="600s") == [
            "RINGBACK_RELEASE_AFTER must be longer than RINGBACK_NUDGE_AFTER"
        ]

    def test_email_needs_a_server(self) -> None:
        assert problems_of(ALARM_EMAIL="sam@example.org") == ["ALARM_EMAIL needs SMTP_URL to send with"]


class TestDevelopment:
    DEVELOPMENT = {"RINGBACK_ENV": "development"}  # noqa: RUF012 - nobody changes it

    def test_needs_nothing_and_keeps_what_it_made(self, tmp_path: Path) -> None:
        first = Config.from_env(self.DEVELOPMENT, tmp_path)
        assert first.public_base_url == "http://127.0.0.1:5000"
        assert first.twilio_api_base_url == "http://127.0.0.1:5001"
        assert first.database_url == f"sqlite:///{tmp_path}/var/ringback.db"
        assert Config.from_env(self.DEVELOPMENT, tmp_path) == first

    def test_secrets_are_for_the_owner_alone(self, tmp_path: Path) -> None:
        Config.from_env(self.DEVELOPMENT, tmp_path)
        assert [path.name for path in (tmp_path / "var").iterdir()] == ["secrets.json"]
        assert (tmp_path / "var" / "secrets.json").stat().st_mode & 0o777 == 0o600

    def test_environment_wins_over_dotenv_and_that_over_defaults(self, tmp_path: Path) -> None:
        (tmp_path / ".env").write_text(
            "RINGBACK_WORKERS=5\nTRUSTED_PROXIES=1\nPUBLIC_BASE_URL=http://127.0.0.1:5050\n"
        )
        config = Config.from_env(self.DEVELOPMENT | {"RINGBACK_WORKERS": "3"}, tmp_path)
        assert (config.workers, config.trusted_proxies) == (3, 1)
        assert config.public_base_url == "http://127.0.0.1:5050"

    def test_processes_that_start_together_agree(self, tmp_path: Path) -> None:
        show = "import sys; from pathlib import *; from config import *; "
        show += "print(Config.from_env(root=Path(sys.argv[1])).lookup_key)"
        starting = [
            subprocess.Popen(  # noqa: S603 - our own interpreter and our own line
                [sys.executable, "-c", show, str(tmp_path)],
                cwd=PROJECT,
                env=self.DEVELOPMENT,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(5)
        ]
        assert len({process.communicate()[0] for process in starting}) == 1
        assert all(process.returncode == 0 for process in starting)


class TestSecrecy:
    def test_repr_shows_no_secret(self) -> None:
        hidden = {
            "REDIS_URL": "redis://:hidden-redis@redis/0",
            "DATABASE_URL": "postgresql+psycopg://ringback:hidden-database@db/ringback",
            "SMTP_URL": "smtp://ringback:hidden-smtp@mail",
            "HEARTBEAT_URL": "https://beat.example/hidden-beat",
            "METRICS_TOKEN": "hidden-metrics",
        }
        shown = repr(Config.from_env(PRODUCTION | hidden))
        assert "jan" in shown
        for secret in ("a-session-secret", "a-twilio-token", repr(KEY), "hidden"):
            assert secret not in shown

    @pytest.mark.parametrize("name", ["DATA_KEYS", "LOOKUP_KEY", "DATABASE_URL", "REDIS_URL", "SMTP_URL"])
    def test_complaint_does_not_repeat_the_value(self, name: str) -> None:
        assert "oops" not in str(problems_of(**{name: "oops:oops@oops"}))


def test_example_file_explains_every_setting() -> None:
    named = [
        line.partition("=")[0] for line in (PROJECT / ".env.example").read_text().splitlines() if "=" in line
    ]
    written = [name for name in named if not name.startswith("#")]
    assert sorted(written) == sorted(each.metadata["setting"].name for each in fields(Config))
