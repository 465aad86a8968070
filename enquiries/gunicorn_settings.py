"""How gunicorn serves Ringback unless its command line says otherwise."""

import gc

# Loaded once and forked, so that the processes share their memory.
preload_app = True
# Reads a request whole before a thread sees it: a slow client must not hold up another.
worker_class = "enquiries.server.BufferedWorker"
workers = 2
threads = 8
# A connection that waits longer for its turn than its client does is worth nothing to anybody.
backlog = 256
# Its own master says plain lines, which are no events.
loglevel = "warning"
# Twilio and a reverse proxy keep their connections open (seconds).
keepalive = 75


def pre_fork(server: object, worker: object) -> None:
    """What is loaded by now stays for good: never looked through for garbage, and so never copied."""
    gc.freeze()
