"""Start programs that die with their parent process, kill -9 included.

`start` runs this file as a small script, which asks the kernel for a signal at its parent's death and then
execs the program, so that no extra process remains. Only Linux offers this (`prctl`); elsewhere the script
stays and polls. Each program has its own process group, so that Ctrl-C reaches only the parent, which stops
its children in the order it wants.
"""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Final

_PR_SET_PDEATHSIG: Final = 1  # <linux/prctl.h>
_PR_SET_NAME: Final = 15
SAME_USER: Final = -1
_POLL_SECONDS: Final = 0.2


def start(
    argv: Sequence[str],
    *,
    orphaned: signal.Signals = signal.SIGTERM,
    uid: int = SAME_USER,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    output: IO[bytes] | int | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program that gets `orphaned` when the calling thread's process dies. `uid` needs root.

    The kernel counts the end of the calling *thread* as the parent's death: call it from one that stays.
    """
    script = [sys.executable, "-I", "-S", __file__, str(int(orphaned)), str(os.getpid()), str(uid)]
    return subprocess.Popen(  # noqa: S603 - argv comes from our own code
        [*script, *argv],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        process_group=0,
    )


def die_with_parent(orphaned: int) -> None:
    """Have this process get `orphaned` when its parent dies: from the kernel, or from a polling thread."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, orphaned, 0, 0, 0)
    else:
        threading.Thread(target=_signal_when_orphaned, args=(os.getppid(), orphaned), daemon=True).start()


def call_this_process(name: str) -> None:
    """Set the name that `ps -o comm` and `top` show. Does nothing except on Linux."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_NAME, name.encode(), 0, 0, 0)


def _signal_when_orphaned(parent: int, orphaned: int) -> None:
    while os.getppid() == parent:
        time.sleep(_POLL_SECONDS)
    os.kill(os.getpid(), orphaned)


def _exec(argv: list[str], orphaned: int, parent: int) -> None:
    die_with_parent(orphaned)
    if os.getppid() == parent:  # else it died before the kernel was asked
        os.execvp(argv[0], argv)  # noqa: S606 - no shell is the point


def _watch(argv: list[str], orphaned: int, parent: int) -> int:
    child = subprocess.Popen(argv)  # noqa: S603 - argv comes from our own code
    for passed_on in (signal.SIGTERM, signal.SIGINT):
        signal.signal(passed_on, lambda number, _: child.send_signal(number))
    while child.poll() is None:
        if os.getppid() != parent:
            child.send_signal(orphaned)
        time.sleep(_POLL_SECONDS)
    return child.returncode


def _main() -> None:
    orphaned, parent, uid = map(int, sys.argv[1:4])
    if uid != SAME_USER:
        os.setgroups([])
        os.setgid(uid)
        os.setuid(uid)
    if sys.platform == "linux":
        _exec(sys.argv[4:], orphaned, parent)
    else:
        sys.exit(_watch(sys.argv[4:], orphaned, parent))


if __name__ == "__main__":
    _main()
