"""`python -m tests.workers.a_supervisor GRACE NAME=SCRIPT …`: keeps those shell scripts running."""

import logging
import sys
from pathlib import Path

from workers.supervisor import Child, Supervisor

if __name__ == "__main__":
    logging.basicConfig(format="%(message)s")
    written = (argument.split("=", 1) for argument in sys.argv[2:])
    children = [Child(name, ("/bin/sh", "-c", script)) for name, script in written]
    Supervisor(children, cwd=Path.cwd(), grace=float(sys.argv[1])).run()
