"""Whether somebody may have a password, by the rule and the list of those that were found in breaches."""

import re
from functools import cache
from pathlib import Path

from enquiries.domain import password as rule
from enquiries.models.staff import Staff

_FILE = Path(__file__).with_name("common_passwords.txt")


@cache
def _common() -> frozenset[str]:
    lines = _FILE.read_text(encoding="ascii").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def accepted(staff: Staff, typed: str) -> str:
    """The password as it is to be kept. Raises PasswordRefused."""
    chosen = rule.normal(typed)
    rule.check(chosen, _common(), re.findall(r"\w+", f"{staff.name} {staff.email}"))
    return chosen
