"""Which concepts, near one another, mean which danger: `lists/`, a file for each tier.

A line is a combination, most of them two or three concepts, written as for `grammar/phrases.py`. Under
`[danger]` is what is answered with how to get help at once, under `[concern]` one grave concept alone, or an
oblique one: staff are alerted, and nothing is said of it. `concepts.txt` has the words of each `{concept}`.
`look_alikes.txt` is what only sounds like danger and hides its words, except from the lines under `[danger
whatever it sounds like]`. A list may be written in any spelling in which texts are read.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from enquiries.parsing.plain_words import heard
from enquiries.parsing.risk.finding import RiskLevel, Tier
from enquiries.parsing.risk.word_lists import sections

_CHOICE: Final = re.compile(r"[^\s/?]*[a-z]{2}[^\s/?]*")
_TO_IS_DROPPED: Final = re.compile(r"((?:^|[\s/])(?:want|going)(?:/\S*)? to)(?= |$)")


def as_read(lines: Iterable[str]) -> str:
    """Combinations in the spelling in which texts are read: `want to/gonna` becomes `want/going`."""
    return "\n".join(
        _TO_IS_DROPPED.sub(r"\1?", _CHOICE.sub(lambda choice: _spelt(choice[0]), line)) for line in lines
    )


@cache
def _spelt(choice: str) -> str:
    if choice.startswith(("{", ".")):
        return choice
    return heard(choice.replace("_", " ")).replace(" ", "_")


CONCEPTS: Final = {
    name: as_read([" ".join(lines)]).replace(" ", "/") for name, lines in sections("concepts").items()
}
LOOK_ALIKES: Final = as_read(sections("look_alikes")[""])
_WHATEVER: Final = "danger whatever it sounds like"
_BY_TIER: Final = {tier: sections(tier) for tier in Tier}
COMBINATIONS: Final = {
    (tier, level): as_read(_BY_TIER[tier].get(level, [])) for tier in Tier for level in RiskLevel
}
COMBINATIONS_WHATEVER: Final = {
    (tier, RiskLevel.DANGER): as_read(_BY_TIER[tier].get(_WHATEVER, [])) for tier in Tier
}
