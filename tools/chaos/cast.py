"""The centres, their staff, and the numbers of the people who ask for help.

No text leaves the machine, so numbers may be made up; staff have ones that Ofcom keeps for drama.
"""

from dataclasses import dataclass
from typing import Final

from tools.setup_text import table

CENTRES: Final = 6
_FIRST_NAMES: Final = (
    *("Amir", "Bea", "Carl", "Dana", "Esi", "Finn", "Gita", "Hugh", "Ines", "Jack", "Kofi", "Leila"),
    *("Mina", "Noah", "Olga", "Priya", "Ravi", "Sam", "Tess", "Uma", "Vera", "Will", "Yusuf", "Zoe"),
)
# At each centre. Two are on call together, so that they race for each enquiry.
_LEVELS: Final = (1, 1, 2, None)
_LADDER: Final = (("0s", "level:1"), ("15s", "level:2"), ("30s", "everyone"))


@dataclass(frozen=True)
class Member:
    """One of the staff; a manager is on no level."""

    name: str
    mobile: str
    level: int | None
    centre: int

    @property
    def email(self) -> str:
        return f"{self.name.lower()}@example.org"


def staff() -> list[Member]:
    posts = [(level, centre) for centre in range(CENTRES) for level in _LEVELS]
    return [
        Member(name, f"+{447700900001 + place}", *post)
        for place, (name, post) in enumerate(zip(_FIRST_NAMES, posts, strict=True))
    ]


def centre_of(who: int) -> int:
    return who % CENTRES


def slug(centre: int) -> str:
    return f"centre-{centre}"


def short_code(centre: int) -> str:
    return f"8322{centre}"


def visitor(who: int) -> str:
    """The number of the nth person to ask, from 0; each asks from their own."""
    return f"+{447700910000 + who}"


def setup_file() -> str:
    """All of it as `flask load` reads it."""
    tables = ['timezone = "Europe/London"', *(_centre(centre) for centre in range(CENTRES))]
    return "\n".join([*tables, *map(_member, staff())])


def _centre(centre: int) -> str:
    keywords = "".join(
        table("keywords", word=word, number=short_code(centre), centre=slug(centre), about=about)
        for word, about in (("HELP", "unknown"), ("FAMILY", "other"))
    )
    ladder = "".join(table("escalation", centre=slug(centre), after=after, to=to) for after, to in _LADDER)
    described = table(
        "centres",
        slug=slug(centre),
        name=f"Centre {centre}",
        line=f"+44207946000{centre}",
        hours="24/7",
        promise="15m",
    )
    return described + table("numbers", number=short_code(centre), centre=slug(centre)) + keywords + ladder


def _member(member: Member) -> str:
    centre, level = slug(member.centre), member.level
    shift = {"staff": member.email, "centre": centre, "days": "mon-sun", "start": "00:00", "end": "24:00"}
    role = "responder" if level else "manager"
    described = table(
        "staff", name=member.name, mobile=member.mobile, email=member.email, role=role, centres=[centre]
    )
    return described + (table("shifts", **shift, level=level) if level else "")
