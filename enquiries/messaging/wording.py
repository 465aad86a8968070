"""The wording of every text, from `templates/sms/texts.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from enquiries.core.files import TEMPLATES
from enquiries.messaging.gsm7 import names_in, render

_FILE = TEMPLATES / "sms" / "texts.toml"


@cache
def _shipped() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def text(kind: str, *, own: str | None = None, **values: object) -> str:
    """The text of that name, such as TextKind.ALERT, filled in.

    One GSM-7 segment, unless a link or a number is wider than it may be: those are never cut. `own` is what
    the centre says instead; where it has a name that nothing fills in, the shipped text goes out after all.
    """
    group, _, name = kind.partition(".")
    shipped = _shipped()[group][name]
    return filled(shipped if own is None or not names_in(own) <= values.keys() else own, values)


def filled(template: str, values: Mapping[str, object]) -> str:
    """A wording with its {names} filled in, each at its width."""
    return render(template, _shipped()["widths"], {key: str(value) for key, value in values.items()})


@cache
def names(kind: str) -> frozenset[str]:
    """Return the {names} that are filled in in the text of that name."""
    group, _, name = kind.partition(".")
    return names_in(_shipped()[group][name])


def to_the_public() -> list[str]:
    """Every wording that an enquirer may receive, with the {names} that are filled in."""
    return [
        each for group in ("enquirer", "answers", "written", "risk") for each in _shipped()[group].values()
    ]


def width(value: str) -> int:
    """Return how many characters a value may have in a text."""
    return int(_shipped()["widths"][value])


@cache
def shipped_to_the_public() -> Mapping[str, str]:
    """The shipped wording of every text that an enquirer may receive, by its key."""
    groups = ("enquirer", "answers", "written", "risk")
    return {f"{group}.{name}": words for group in groups for name, words in _shipped()[group].items()}
