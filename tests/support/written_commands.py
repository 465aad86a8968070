"""The commands that a page of documentation tells people to type."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_STARTS: Final = ("make ", "./ringback ", ".venv/bin/", "flask ", "python ", "gunicorn ")
_SPAN: Final = re.compile(r"`([^`\n]+)`")


def commands(page: Path) -> list[str]:
    """Each once, in their order: lines of indented blocks, and spans. One with a … is only a beginning."""
    found = [command for line in page.read_text().splitlines() for command in _in_line(line)]
    return list(dict.fromkeys(each for each in found if "…" not in each))


def _in_line(line: str) -> Iterator[str]:
    if line.startswith("    "):
        if line.strip().startswith((*_STARTS, "cp ")):
            yield line.strip()
        return
    for span in _SPAN.findall(line):
        if span.startswith(_STARTS):
            yield span
