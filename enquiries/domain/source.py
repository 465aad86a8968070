"""Where somebody came from, for reports: the `source` of an address, else its campaign.

Of the five campaign parameters that sites use (utm_*), the search term and the content are left out: what
somebody searched for says something about them.
"""

import unicodedata
from collections.abc import Mapping

LONGEST = 40  # letters
_CAMPAIGN = ("utm_source", "utm_medium", "utm_campaign")


def source_of(asked: Mapping[str, str], otherwise: str = "") -> str:
    """`source`, else `utm_source/utm_medium/utm_campaign` as far as they are given, else `otherwise`."""
    campaign = "/".join(filter(None, (_plain(asked.get(name, "")) for name in _CAMPAIGN)))
    return (_plain(asked.get("source", "")) or campaign or otherwise)[:LONGEST].strip()


def _plain(words: str) -> str:
    """On one line, without control characters."""
    return " ".join("".join(" " if unicodedata.category(each) == "Cc" else each for each in words).split())
