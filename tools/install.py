"""Install pinned requirements with pip and say how far it is: `python -m tools.install requirements.txt`.

It runs before anything is installed, so it uses the standard library alone. pip's own output is shown only
when pip fails.
"""

import re
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final, TextIO

_OPTIONS: Final = ("--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--require-hashes")
_PIN: Final = re.compile(r"^[A-Za-z0-9][^\n]*==", re.MULTILINE)
_FETCHED: Final = re.compile(r"(?:Collecting|Requirement already satisfied:) ([A-Za-z0-9._-]+)")
_NOT_FOR_THIS_PYTHON: Final = "Ignoring "
_INSTALLING: Final = "Installing collected packages"


class Progress:
    """Progress while pip works: on a terminal one line, written over; elsewhere a line for each stage."""

    def __init__(self, packages: int, out: TextIO) -> None:
        self._packages = packages
        self._fetched = 0
        self._out = out
        self._live = out.isatty()

    def note(self, line: str) -> None:
        """Take in one line of pip's output."""
        if line.startswith(_NOT_FOR_THIS_PYTHON):
            self._packages -= 1
        elif line.startswith(_INSTALLING):
            self._say(f"all {self._packages} fetched, installing them", stays=True)
        elif found := _FETCHED.match(line):
            self._fetched += 1
            self._say(f"{self._fetched} of {self._packages}: {found[1]}", stays=False)

    def end(self, said: str) -> None:
        self._say(said, stays=True)
        if self._live:
            self._out.write("\n")

    def _say(self, words: str, *, stays: bool) -> None:
        if self._live:
            self._out.write(f"\r\033[K  {words}")
        elif stays:
            self._out.write(f"  {words}\n")
        self._out.flush()


def install(requirements: Path, out: TextIO) -> int:
    """Run pip. Returns its exit code."""
    packages = len(_PIN.findall(requirements.read_text()))
    out.write(
        f"Installing the packages of {requirements.name} into .venv; the first time takes a minute or so.\n"
    )
    out.flush()
    started, progress = time.monotonic(), Progress(packages, out)
    argv = [sys.executable, "-m", "pip", "install", *_OPTIONS, "--requirement", str(requirements)]
    with subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:  # noqa: S603
        said = _listen(pip.stdout or (), progress)
    if pip.returncode:
        progress.end("pip could not install them. It said:")
        out.writelines(said)
    else:
        progress.end(f"done in {time.monotonic() - started:.0f} s")
    return pip.returncode


def _listen(output: Iterable[str], progress: Progress) -> list[str]:
    said = []
    for line in output:
        said.append(line)
        progress.note(line.strip())
    return said


if __name__ == "__main__":
    sys.exit(install(Path(sys.argv[1]), sys.stdout))
