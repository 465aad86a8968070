"""What makes a form suspicious: too fast for a person, too many from one place, too many for one number.

A limit never refuses: the enquiry is taken and alerted as always. Only the texts to its number wait until a
person has looked. Counts are kept in Redis, or in this process while Redis is away, under keyed hashes, never
under an address or a number itself.
"""

from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from flask import Flask, current_app, g, request
from flask_limiter import Limiter, RateLimitExceeded
from redis.backoff import NoBackoff
from redis.retry import Retry

from config import Config
from enquiries.core import crypto
from enquiries.intake.submission import Submission
from enquiries.lifecycle.text_hold import Hold
from enquiries.web.public import page_tokens

_TIMEOUT = 0.25  # seconds, to connect and to answer
# What one subscriber has of IPv6: RIPE-690 advises a /56, and many get a /64 only.
_ONE_PLACE = 64


class Limits:
    """The counts of one app."""

    def __init__(self, app: Flask, config: Config) -> None:
        options = {
            "socket_timeout": _TIMEOUT,
            "socket_connect_timeout": _TIMEOUT,
            "retry": Retry(NoBackoff(), 0),
        }
        self._limiter = Limiter(
            _place,
            app=app,
            storage_uri=config.redis_url.replace("unix://", "redis+unix://", 1),
            storage_options=options,  # type: ignore[arg-type] # it takes whatever redis-py does
            in_memory_fallback_enabled=True,
            swallow_errors=True,
        )
        self._of_one_place = self._limiter.shared_limit(
            lambda: f"{_config().forms_per_address} per hour", scope="place"
        )
        self._for_one_number = self._limiter.shared_limit(
            lambda: f"{_config().forms_per_number} per day", scope="number", key_func=lambda: g.number_of_form
        )

    # The library tells such blocks apart by their line of code: each limit has one of its own.

    def too_many_from_this_place(self) -> bool:
        """Count this request. Never raises and hardly waits, also while Redis is away."""
        try:
            with self._of_one_place:
                return False
        except RateLimitExceeded:
            return True

    def too_many_for(self, number: str) -> bool:
        """Count a form for this number. Never raises and hardly waits, also while Redis is away."""
        g.number_of_form = crypto.lookup(number)
        try:
            with self._for_one_number:
                return False
        except RateLimitExceeded:
            return True


def configure(app: Flask, config: Config) -> None:
    app.extensions["limits"] = Limits(app, config)


def suspicion(submission: Submission, token: str | None) -> Hold | None:
    """Why nothing is to be texted for this form yet; None for one like every other. Counts it.

    `token` tells when its page was made (`web.tokens`).
    """
    limits: Limits = current_app.extensions["limits"]
    from_one_place = limits.too_many_from_this_place()
    for_one_number = limits.too_many_for(submission.number.e164)
    if submission.trapped:
        return Hold.TRAPPED
    if _is_too_fast(token):
        return Hold.TOO_FAST
    if from_one_place:
        return Hold.ADDRESS
    return Hold.NUMBER if for_one_number else None


def _is_too_fast(token: str | None) -> bool:
    fastest = _config().form_fastest
    return fastest > timedelta() and (page_tokens.age(token) or timedelta()) < fastest


def _place() -> str:
    """Where the request comes from, hashed: an address, or the network of one that has very many."""
    told = request.remote_addr or ""
    try:
        address = ip_address(told)
    except ValueError:
        return crypto.lookup(told)
    if isinstance(address, IPv6Address):
        return crypto.lookup(str(ip_network((address, _ONE_PLACE), strict=False)))
    return crypto.lookup(told)


def _config() -> Config:
    config: Config = current_app.config["RINGBACK"]
    return config
