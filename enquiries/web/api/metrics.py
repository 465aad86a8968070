"""The door for Prometheus.

With METRICS_TOKEN set it opens to that bearer token. Without one it opens only to a request that comes
straight from this machine: one that a proxy passed on comes from this machine too, and says so in a header.
"""

import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from ipaddress import ip_address

from flask import Blueprint, Response, current_app, request
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import choose_encoder
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import Forbidden

from config import Config
from enquiries.core import queue
from enquiries.core.db import db, reading
from enquiries.monitoring import metrics
from enquiries.web.security import keep_private

blueprint = Blueprint("metrics", __name__)
blueprint.after_request(keep_private)

_SIGNS_OF_A_PROXY = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via")


class _Now:
    """What is collected at this moment."""

    def collect(self) -> Iterable[Metric]:
        yield from _of_the_database()
        yield from _of_the_queue()


@blueprint.get("/metrics")
def show() -> Response:
    config: Config = current_app.config["RINGBACK"]
    if not (_has_token(config.metrics_token) if config.metrics_token else _comes_from_this_machine()):
        raise Forbidden
    write, content_type = choose_encoder(request.headers.get("Accept", ""))
    return Response(write(_Now()), content_type=content_type)


def _has_token(token: str) -> bool:
    given = request.headers.get("Authorization", "")
    return secrets.compare_digest(given.encode(), f"Bearer {token}".encode())


def _comes_from_this_machine() -> bool:
    if any(name in request.headers for name in _SIGNS_OF_A_PROXY):
        return False
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:  # a socket file: what connects to one is a proxy
        return False


def _of_the_database() -> list[Metric]:
    up = GaugeMetricFamily("ringback_database_up", "Whether the database answered.")
    try:
        reading()
        found = list(metrics.all_metrics(db.session(), datetime.now(UTC)))
    except SQLAlchemyError:
        db.session.rollback()
        found = []
    up.add_metric((), bool(found))
    return [up, *found]


def _of_the_queue() -> Iterator[Metric]:
    """Without Redis there is no length to tell."""
    up = GaugeMetricFamily("ringback_queue_up", "Whether Redis answered.")
    jobs = GaugeMetricFamily("ringback_queue_jobs", "Jobs that no worker has taken yet.", labels=("queue",))
    lengths = queue.lengths(current_app.config["RINGBACK"].redis_url)
    up.add_metric((), lengths is not None)
    for name, length in (lengths or {}).items():
        jobs.add_metric((name,), length)
    yield from (up, jobs)
