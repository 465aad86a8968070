"""The Flask application: everything is wired here and nowhere else."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Config
from enquiries.base_app import configure_base
from enquiries.cli import db as migrations
from enquiries.core.files import TEMPLATES
from enquiries.core.mail import Mailbox
from enquiries.core.shared_clock import Clock, database_clock
from enquiries.media.fetch import MediaFetcher
from enquiries.messaging.twilio import TwilioGateway
from enquiries.reporting.published import PublishedToday
from enquiries.web import assets, errors, formatting, languages, request_limits, same_origin, security
from enquiries.web.admin import home
from enquiries.web.api import group_commits, health, metrics, twilio
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
from enquiries.web.staff import actions, board, enquiry, left_out_page, media, reports, search

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
    left_out_page,
    home,
)


def create_app(config: Config, clock: Clock = database_clock) -> RingbackFlask:
    """An app by these settings. One to a process: the keys are the process's.

    `clock` is the one that processes compare leases and heartbeats by.
    """
    app = RingbackFlask(__name__, template_folder=str(TEMPLATES))
    configure_base(app, config, clock)
    migrations.configure(app)
    _trust_proxies(app, config.trusted_proxies)
    app.extensions["gateway"] = _gateway(config)
    app.extensions["media"] = _media_fetcher(config)
    app.extensions["published"] = PublishedToday()
    app.extensions["texts"] = group_commits.texts(app)
    app.extensions["receipts"] = group_commits.receipts_of(app)
    app.extensions["mailbox"] = Mailbox(config.smtp_url) if config.smtp_url else None
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
    return app


def _trust_proxies(app: Flask, hops: int) -> None:
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=0)  # type: ignore[method-assign]


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
