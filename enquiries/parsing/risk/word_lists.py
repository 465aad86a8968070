"""The lists of words in `lists/`: lines under `[headings]`; `;` begins a comment."""

from pathlib import Path
from typing import Final

_LISTS: Final = Path(__file__).with_name("lists")


def sections(name: str) -> dict[str, list[str]]:
    """The lines under each heading of a list; those before the first are under ""."""
    found: dict[str, list[str]] = {}
    heading = ""
    for line in (_LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
        elif line and not line.startswith(";"):
            found.setdefault(heading, []).append(line)
    return found


def words(name: str, heading: str = "") -> list[str]:
    """The words under a heading."""
    return " ".join(sections(name).get(heading, [])).split()


def lists_in(folder: str) -> list[str]:
    """The names of the lists in a folder of `lists/`, in the order of the alphabet."""
    return sorted(path.stem for path in (_LISTS / folder).glob("*.txt"))
