"""When each thing breaks and each person asks for help, decided by a seed before anything starts.

Breakages are dealt like cards: each comes once before any comes again, so that even a short run has all of
them. They overlap as chance wills, but never two of the same thing, and all are over before the run
is.
"""

import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tools.chaos.breakage import Breakage

_FIRST_AT: Final = 3.0  # seconds: some enquiries come while all is well
_CALM_BEFORE_THE_END: Final = 3.0
_BETWEEN: Final = (0.8, 3.2)  # seconds from one breakage to the next
_WORDS: Final = {"HELP": 70, "help me please": 15, "FAMILY": 10, "my son is not breathing": 5}


class Door(StrEnum):
    """How a person asks for help."""

    TEXT = "text"  # through the stand-in, which goes to the fallback when the first address fails
    POST = "post"  # a signed text straight to the webhook, which has no fallback
    FORM = "form"


@dataclass(frozen=True)
class Strike:
    """A breakage, from and until so many seconds after the start."""

    at: float
    until: float
    what: Breakage


@dataclass(frozen=True)
class Arrival:
    """A person who asks for help, so many seconds after the start; the nth of all, from 0.

    `then` is what they text next, if anything.
    """

    at: float
    who: int
    door: Door
    words: str
    then: str


@dataclass(frozen=True)
class Plan:
    strikes: tuple[Strike, ...]
    arrivals: tuple[Arrival, ...]


def plan(seed: int, seconds: float, enquiries: int, breakages: Collection[Breakage]) -> Plan:
    """The same for the same arguments, whatever the machine."""
    chance = random.Random(f"{seed}/{seconds}/{enquiries}")  # noqa: S311 - chance, not a secret
    strikes = tuple(_strikes(chance, seconds - _CALM_BEFORE_THE_END, sorted(breakages)))
    return Plan(strikes, tuple(_arrivals(chance, seconds, enquiries)))


def _strikes(chance: random.Random, end: float, breakages: list[Breakage]) -> Iterator[Strike]:
    over: dict[str, float] = {}
    at = _FIRST_AT
    for what in _deal(chance, breakages):
        at = max(at, over.get(what.subject, 0.0))
        if at >= end:
            return
        over[what.subject] = min(at + chance.uniform(*what.lasts), end)
        yield Strike(at, over[what.subject], what)
        at += chance.uniform(*_BETWEEN)


def _deal(chance: random.Random, breakages: list[Breakage]) -> Iterator[Breakage]:
    while True:
        yield from chance.sample(breakages, len(breakages))


def _arrivals(chance: random.Random, seconds: float, enquiries: int) -> Iterator[Arrival]:
    moments = sorted(chance.uniform(0, seconds) for _ in range(enquiries))
    for who, at in enumerate(moments):
        door = chance.choices(list(Door), weights=(5, 3, 2))[0]
        words = chance.choices(list(_WORDS), weights=list(_WORDS.values()))[0]
        yield Arrival(at, who, door, words, then=chance.choice(("", "", "ME", "please hurry")))
