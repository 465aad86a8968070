"""The floor of the webhook: a bare Flask route that inserts one row and enqueues one job.

Same server, same database and the same promise of the disk (`synchronous=FULL` on SQLite), same queue and
serializer; no signature, no understanding, no personal data to seal.
"""

import os
from datetime import UTC, datetime
from sqlite3 import Connection as SqliteConnection

from flask import Flask, Response, request
from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer
from sqlalchemy import Column, Connection, DateTime, Integer, MetaData, String, Table, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from tools.bench.texts import PATH

metadata = MetaData()
row = Table(
    "bare_text",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sid", String, unique=True),
    Column("sender", String),
    Column("body", String),
    Column("at", DateTime(timezone=True)),
)
engine = create_engine(os.environ["DATABASE_URL"])
queue = Queue("bare", connection=Redis.from_url(os.environ["REDIS_URL"]), serializer=JSONSerializer)
app = Flask(__name__)


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    assert isinstance(connection, SqliteConnection)
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


if engine.dialect.name == "sqlite":
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
metadata.create_all(engine)
engine.dispose()  # gunicorn forks after this: each process needs connections of its own


@app.get("/health/ready")
def ready() -> str:
    return "ok"


@app.post(PATH)
def text_came_in() -> Response:
    form = request.form
    values = {"sid": form["MessageSid"], "sender": form["From"], "body": form["Body"]}
    with engine.begin() as connection:
        inserted = connection.execute(row.insert().values(**values, at=datetime.now(UTC)))
        (number,) = inserted.inserted_primary_key or (None,)
    queue.enqueue("workers.jobs.deliver", number, result_ttl=0)
    return Response("<Response/>", mimetype="text/xml")
