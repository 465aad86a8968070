"""What a text says of danger: of what kind, how grave, about whom, and by which of its words."""

from dataclasses import dataclass
from enum import StrEnum

VERSION = "2026.5"
"""Of the concepts and phrases: it changes whenever they do."""


class Tier(StrEnum):
    """What the danger is, most severe first."""

    OVERDOSE = "overdose"
    SELF_HARM = "self_harm"
    SAFEGUARDING = "safeguarding"
    UNDER_18 = "under_18"
    WITHDRAWAL = "withdrawal"
    PSYCHOSIS = "psychosis"
    PREGNANCY = "pregnancy"


class RiskLevel(StrEnum):
    """DANGER is answered with how to get help at once; of CONCERN only staff hear, at once."""

    DANGER = "danger"
    CONCERN = "concern"


@dataclass(frozen=True)
class RiskFinding:
    """`tiers`: what was found, the gravest first, all of them at `level` or below it."""

    tiers: tuple[Tier, ...] = ()
    level: RiskLevel | None = None
    other: bool = False
    """True where the gravest seems to be about another person than the writer."""
    words: tuple[str, ...] = ()
    """The words of the text that showed it, as rules read them."""

    @property
    def is_danger(self) -> bool:
        return self.level is RiskLevel.DANGER

    @property
    def is_concern(self) -> bool:
        return self.level is RiskLevel.CONCERN
