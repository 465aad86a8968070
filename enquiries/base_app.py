"""What every app of ours has, also that of a command without pages: settings, keys, database, logs."""

from flask import Flask

from config import Config, NumberInSms
from enquiries.cli import commands
from enquiries.core import crypto, db, log, queue
from enquiries.core.enums import AlarmChannel
from enquiries.core.files import TEMPLATES
from enquiries.core.settings import Settings
from enquiries.core.shared_clock import CLOCK, Clock, database_clock

_POSTGRESQL = {
    # After a restart of the server no request fails on a connection from before it …
    "pool_pre_ping": True,
    # … and nothing waits for ever for a server or a lock that does not come.
    "connect_args": {"connect_timeout": 5, "options": "-c lock_timeout=15s -c jit=off"},
}
_LARGEST_REQUEST = 64 * 1024  # bytes: a text has 1,600 characters at most, and a form not many more


def create_base_app(config: Config) -> Flask:
    """An app for a command that needs no pages. One to a process: the keys are the process's."""
    app = Flask(__name__, template_folder=str(TEMPLATES))
    configure_base(app, config)
    return app


def configure_base(app: Flask, config: Config, clock: Clock = database_clock) -> None:
    _configure_flask(app, config)
    _configure_keys(config)
    _configure_database(app, config)
    app.extensions[CLOCK] = clock
    app.extensions["waker"] = queue.Waker(config.redis_url)
    log.configure(app)
    commands.configure(app)


def _configure_flask(app: Flask, config: Config) -> None:
    app.config.update(
        RINGBACK=config,
        SECRET_KEY=config.secret_key,
        MAX_CONTENT_LENGTH=_LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=_LARGEST_REQUEST,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.public_base_url.startswith("https:"),
        SQLALCHEMY_DATABASE_URI=config.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={} if config.sqlite else _POSTGRESQL,
        # People may take an hour over the form, and put the phone away in between.
        WTF_CSRF_TIME_LIMIT=None,
        # Browsers that send no Referer are not turned away: `web.security` looks at who sent a form.
        WTF_CSRF_SSL_STRICT=False,
    )


def _configure_keys(config: Config) -> None:
    crypto.use(crypto.Keyring([(each.id, each.key) for each in config.data_keys], config.lookup_key))


def _configure_database(app: Flask, config: Config) -> None:
    settings = Settings(
        public_base_url=config.public_base_url,
        keyword_mode=config.keyword_mode,
        number_after_claim=config.number_in_sms is NumberInSms.AFTER_CLAIM,
        nudge_after=config.nudge_after,
        release_after=config.release_after,
        alarm_channels=_alarm_channels(config),
        synthetic_number=config.synthetic_number,
        form_texts_per_hour=config.form_texts_per_hour,
        left_out_share=config.left_out_share,
    )
    db.connect(app, settings)


def _alarm_channels(config: Config) -> tuple[AlarmChannel, ...]:
    told = {AlarmChannel.WEBHOOK: config.alarm_webhook_url, AlarmChannel.EMAIL: config.alarm_email}
    return tuple(channel for channel, address in told.items() if address)
