"""`flask doctor`: what is well, what is not, and what to do about it; a line each.

It changes nothing. Its exit code is 1 when anything fails, so that a deployment can stop at it.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from config import Config, Env
from enquiries.cli.command import Command
from enquiries.core.db import db, reading
from enquiries.messaging.gateway import ResultUnknown, SendFailed
from enquiries.messaging.twilio import TwilioGateway
from enquiries.monitoring.doctor import (
    database,
    helplines,
    keys,
    log_chain,
    numbers,
    processes,
    queue,
    rota,
    wordings,
)
from enquiries.monitoring.doctor.findings import (
    Finding,
    Level,
    account_sid,
    clock,
    fail,
    key,
    ok,
    public_address,
    secret,
    token,
    warn,
)
from enquiries.wording import wording

_TWILIO = "https://api.twilio.com"

Check = Callable[[], Iterable[Finding]]


@click.command("doctor", cls=Command)
@with_appcontext
def doctor() -> None:
    """Look at settings, database, queue, clock, provider, numbers, rota, keys and workers."""
    findings = []
    for check in _checks():
        for finding in _found(check):
            click.echo(finding)
            findings.append(finding.level)
    fails, warnings = findings.count(Level.FAIL), findings.count(Level.WARN)
    click.echo(f"\n{fails} fail, {warnings} warn, {findings.count(Level.OK)} ok")
    if fails:
        raise click.exceptions.Exit(1)


def _checks() -> Iterator[Check]:
    config: Config = current_app.config["RINGBACK"]
    session, now = db.session(), datetime.now(UTC)
    yield lambda: _settings(config)
    yield lambda: database.check(session)
    yield lambda: keys.check(session, [each.id for each in config.data_keys])
    yield lambda: queue.check(config.redis_url)
    yield lambda: processes.check(session, now)
    yield lambda: log_chain.check(session, now)
    yield lambda: rota.check(session, now)
    yield lambda: _provider(config)
    yield lambda: helplines.check(session, now)
    yield lambda: wordings.check(session, now)


def _found(check: Check) -> Iterator[Finding]:
    """That database or provider does not answer is a finding too, and the next check is made all the same."""
    with suppress(SQLAlchemyError):  # not every check needs the database
        reading()
    try:
        yield from check()
    except SQLAlchemyError as failure:
        says = f"does not answer as it should ({type(failure).__name__})"
        yield fail("database", says, "Is DATABASE_URL right, and has ./ringback db upgrade been run?")
    except SendFailed as refusal:
        says = f"{refusal}{f' and code {refusal.code}' if refusal.code else ''}"
        yield fail("provider", says, "Check TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_API_BASE_URL")
    except ResultUnknown:
        yield fail("provider", "does not answer", "Try again; see https://status.twilio.com")
    finally:
        db.session.rollback()


def _settings(config: Config) -> Iterator[Finding]:
    if config.env is Env.DEVELOPMENT:
        yield warn("RINGBACK_ENV", "is development", "In production leave it out")
    yield secret("SECRET_KEY", config.secret_key)
    data_keys = [each.key for each in config.data_keys]
    for each in config.data_keys:
        yield key(f"DATA_KEYS {each.id}", each.key)
    yield key("LOOKUP_KEY", config.lookup_key, data_keys)
    if config.metrics_token:
        yield token("METRICS_TOKEN", config.metrics_token)
    yield public_address(config.public_base_url, wording.width("link"))
    if config.public_base_url.startswith("https:") and not config.trusted_proxies:
        says = "is 0, but a proxy in front must be ending TLS"
        yield warn("TRUSTED_PROXIES", says, "Set the number of proxies, or limits only see the nearest one")
    yield from _second_channels(config)


def _second_channels(config: Config) -> Iterator[Finding]:
    if not (config.alarm_webhook_url or config.alarm_email):
        says = "neither it nor ALARM_EMAIL is set: alarms go by text only"
        yield warn("ALARM_WEBHOOK_URL", says, "Set one: texts may be what has failed")
    if not config.heartbeat_url:
        says = "is not set: no one outside will notice if this whole machine goes down"
        yield warn("HEARTBEAT_URL", says, "Set it to the address of a dead-man's switch")


def _provider(config: Config) -> Iterator[Finding]:
    yield account_sid(config.twilio_account_sid)
    if config.twilio_api_base_url != _TWILIO:
        says = f"is {config.twilio_api_base_url}: texts reach no phone"
        yield warn("TWILIO_API_BASE_URL", says, "In production leave it out")
    gateway: TwilioGateway = current_app.extensions["gateway"]
    account = gateway.account()
    if not account.is_active:
        yield fail("provider", f"the account is {account.status}", "See the console for why")
    elif account.is_trial:
        yield warn("provider", "it is a trial account, which can only text verified numbers", "Upgrade it")
    else:
        yield ok("provider", "the account is active and accepts our token")
    if account.clock is not None:
        yield clock("the provider", datetime.now(UTC) - account.clock)
    service = config.twilio_messaging_service_sid
    yield from numbers.check(db.session(), gateway.numbers(), has_service=service is not None)
