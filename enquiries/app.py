"""The Flask application: everything is wired here and nowhere else."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Config, NumberInSms
from enquiries.cli import commands
from enquiries.core import crypto, db, log, queue
from enquiries.core.enums import AlarmChannel
from enquiries.core.files import TEMPLATES
from enquiries.core.mail import Mailbox
from enquiries.core.settings import Settings
from enquiries.media.fetch import MediaFetcher
from enquiries.messaging.twilio import TwilioGateway
from enquiries.web import assets, errors, formatting, languages, request_limits, same_origin, security
from enquiries.web.admin import home
from enquiries.web.api import health, metrics, twilio
from enquiries.web.api.receipt_batcher import ReceiptBatcher
from enquiries.web.auth import (
    access,
    account,
    flask_security,
    invitations,
    join,
    second_factor,
    sign_in,
    texted_code,
)
from enquiries.web.machine_doors import RingbackFlask
from enquiries.web.public import call_page, callback, embed, form_limits, help, manage, pages
from enquiries.web.staff import actions, board, enquiry, media, reports, search

_POSTGRESQL = {
    # After a restart of the server no request fails on a connection from before it …
    "pool_pre_ping": True,
    # … and nothing waits for ever for a server or a lock that does not come.
    "connect_args": {"connect_timeout": 5, "options": "-c lock_timeout=15s -c jit=off"},
}
_OPEN_TO_ALL = (pages, callback, embed, manage, call_page, health, metrics)
_FOR_STAFF = (
    sign_in,
    second_factor,
    texted_code,
    join,
    account,
    invitations,
    board,
    search,
    enquiry,
    media,
    actions,
    reports,
    home,
)
_LARGEST_REQUEST = 64 * 1024  # bytes: a text has 1,600 characters at most, and a form not many more


def create_app(config: Config) -> RingbackFlask:
    """An app by these settings. One to a process: the keys are the process's."""
    app = RingbackFlask(__name__, template_folder=str(TEMPLATES))
    _configure_flask(app, config)
    _configure_keys(config)
    _configure_database(app, config)
    app.extensions["waker"] = queue.Waker(config.redis_url)
    app.extensions["gateway"] = _gateway(config)
    app.extensions["media"] = _media_fetcher(config)
    app.extensions["receipts"] = ReceiptBatcher(app)
    app.extensions["mailbox"] = Mailbox(config.smtp_url) if config.smtp_url else None
    log.configure(app)
    request_limits.configure(app)
    same_origin.configure(app)
    access.configure(app)
    security.configure(app)
    access.configure_writing(app)
    flask_security.configure(app, config)
    languages.configure(app)
    help.configure(app)
    errors.configure(app)
    form_limits.configure(app, config)
    assets.configure(app)
    formatting.configure(app)
    app.register_for_machines(access.public(twilio.blueprint))
    for door in _OPEN_TO_ALL:
        app.register_blueprint(access.public(door.blueprint))
    for door in _FOR_STAFF:
        app.register_blueprint(door.blueprint)
    commands.configure(app)
    return app


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
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]


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
    )
    db.connect(app, settings)


def _alarm_channels(config: Config) -> tuple[AlarmChannel, ...]:
    told = {AlarmChannel.WEBHOOK: config.alarm_webhook_url, AlarmChannel.EMAIL: config.alarm_email}
    return tuple(channel for channel, address in told.items() if address)


def _gateway(config: Config) -> TwilioGateway:
    return TwilioGateway(
        config.twilio_account_sid,
        config.twilio_auth_tokens[0],
        base_url=config.twilio_api_base_url,
        messaging_service_sid=config.twilio_messaging_service_sid,
    )


def _media_fetcher(config: Config) -> MediaFetcher:
    return MediaFetcher(
        config.twilio_account_sid, config.twilio_auth_tokens[0], base_url=config.twilio_api_base_url
    )
