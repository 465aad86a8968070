"""Each text is once in `messaging.texts` and once in the wording, and nowhere else by its key."""

import re
import tomllib

from config import PROJECT
from enquiries.messaging.texts import TextKind

WORDING = PROJECT / "templates" / "sms" / "texts.toml"
BY_HAND = TextKind.WRITTEN  # the words of a colleague


def test_every_text_has_a_wording_and_every_wording_a_text() -> None:
    worded = tomllib.loads(WORDING.read_text(encoding="utf-8"))
    keys = {f"{group}.{name}" for group in ("enquirer", "answers", "risk", "staff") for name in worded[group]}
    assert keys == {kind.value for kind in TextKind if kind is not BY_HAND}


def test_no_key_is_written_anywhere_else() -> None:
    literal = re.compile("|".join(rf"""["']{re.escape(kind)}["']""" for kind in TextKind))
    found = [
        f"{file.relative_to(PROJECT)}: {match.group()}"
        for folder in ("enquiries", "workers")
        for file in (PROJECT / folder).rglob("*.py")
        if file.name != "texts.py" and "migrations" not in file.parts
        for match in literal.finditer(file.read_text(encoding="utf-8"))
    ]
    assert found == []
