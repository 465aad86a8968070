"""How gunicorn serves Ringback unless its command line says otherwise."""

import gc
from typing import Any

from enquiries.rehearsal import rehearse
from enquiries.web.machine_doors import RingbackFlask

# Loaded once and forked, so that the processes share their memory.
preload_app = True
# Reads a request whole before a thread sees it: a slow client must not hold up another.
worker_class = "enquiries.server.BufferedWorker"
workers = 2
threads = 8
# A connection queued for longer than its client waits is of no use.
backlog = 256
# The master process logs plain lines rather than events.
loglevel = "warning"
# Nothing asks its control socket, whose folder may not be writable.
control_socket_disable = True
# Twilio and a reverse proxy keep their connections open (seconds).
keepalive = 75


def when_ready(server: Any) -> None:
    """Take a made-up text, so that no person's is the first of a process."""
    app = server.app.wsgi()
    if preload_app and isinstance(app, RingbackFlask):
        rehearse(app)


def pre_fork(server: object, worker: object) -> None:
    """Exempt loaded objects from garbage collection, so that their memory stays shared."""
    gc.freeze()
