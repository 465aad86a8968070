"""`python -m tests.workers.a_supervisor GRACE NAME=SCRIPT …`: keeps those shell scripts running."""

import logging
import os
import sys
from functools import partial

from workers.supervisor import Child, Supervisor


def shell(script: str) -> None:
    os.execv("/bin/sh", ["/bin/sh", "-c", script])  # noqa: S606 - no shell around it is the point


if __name__ == "__main__":
    logging.basicConfig(format="%(message)s")
    written = (argument.split("=", 1) for argument in sys.argv[2:])
    children = [Child(name, partial(shell, script)) for name, script in written]
    Supervisor(children, grace=float(sys.argv[1])).run()
