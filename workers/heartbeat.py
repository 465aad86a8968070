"""Heartbeats of this process, in the database because Redis may be down."""

import os
import socket

from enquiries.core import leases
from enquiries.core.db import commit, db


def name(role: str) -> str:
    """Return a name unique across hosts: "worker-1@host:123"."""
    return f"{role}@{socket.gethostname()}:{os.getpid()}"


def beat(process: str) -> None:
    """Record a beat and commit. Call it in an application context."""
    leases.record_beat(db.session(), process)
    commit()
