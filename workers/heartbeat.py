"""Saying in the database that this process works: Redis may be what is away."""

import os
import socket
from datetime import UTC, datetime

from enquiries.core import leases
from enquiries.core.db import commit, db


def name(role: str) -> str:
    """The name of this process among those of all hosts: "worker-1@host:123"."""
    return f"{role}@{socket.gethostname()}:{os.getpid()}"


def beat(process: str) -> None:
    """In a context of the app."""
    leases.record_beat(db.session(), datetime.now(UTC), process)
    commit()
