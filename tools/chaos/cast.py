"""The centres that are asked for help, the people on call there, and the numbers of those who ask.

No text leaves the machine, so numbers may be made up; staff have ones that Ofcom keeps for drama.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import Final

from tools.setup_text import table

CENTRES: Final = 6
_FIRST_NAMES: Final = (
    *("Amir", "Bea", "Carl", "Dana", "Esi", "Finn", "Gita", "Hugh", "Ines", "Jack", "Kofi", "Leila"),
    *("Mina", "Noah", "Olga", "Priya", "Ravi", "Sam", "Tess", "Uma", "Vera", "Will", "Yusuf", "Zoe"),
)
_LADDER: Final = (("0s", "level:1"), ("15s", "level:2"), ("30s", "everyone"))


class Post(StrEnum):
    """What somebody does at their centre. Two are on call together, so that they race for each enquiry."""

    ON_CALL = "on call"
    ALSO_ON_CALL = "also on call"
    BACK_UP = "back-up"
    MANAGER = "manager"

    @property
    def level(self) -> int | None:
        return {Post.BACK_UP: 2, Post.MANAGER: None}.get(self, 1)


@dataclass(frozen=True)
class Member:
    """One of the staff."""

    name: str
    mobile: str
    post: Post
    centre: int

    @property
    def email(self) -> str:
        return f"{self.name.lower()}@example.org"


def staff() -> list[Member]:
    names, mobiles = iter(_FIRST_NAMES), count(447700900001)
    return [
        Member(next(names), f"+{next(mobiles)}", post, centre) for centre in range(CENTRES) for post in Post
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
    centre, level = slug(member.centre), member.post.level
    shift = {"staff": member.email, "centre": centre, "days": "mon-sun", "start": "00:00", "end": "24:00"}
    role = "responder" if level else "manager"
    described = table(
        "staff", name=member.name, mobile=member.mobile, email=member.email, role=role, centres=[centre]
    )
    return described + (table("shifts", **shift, level=level) if level else "")
