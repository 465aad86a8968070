# ruff: noqa: E501 (a phrase is a line)
"""How another person wants to be reached: "he has asked not to be rung at work" says nothing of the writer's phone.

Only where it is said of that person as of one to be reached: "he said no calls" may be about the writer.
"""

import re
from typing import Final

from enquiries.parsing.vocabulary import RELATIVES

_THEY: Final = (
    r"(?:he|she|they|hes|shes|theyre|theyve|hed|shed|theyd"
    rf"|(?:my |our |the |his |her )?(?:[^ |]+ ){{0,1}}?(?:{RELATIVES}))"
)
_WANT: Final = (
    r"(?:(?:has|have|had|does|do|would|is|also|really|just|specifically) )*"
    r"(?:asked|asks|asking|requested|requests|prefers?|preferred|rather|wants?|wishes|likes?|says|said|told us"
    r"|doesnt|dont|didnt|wouldnt)(?: (?:us|me|you|that|to|want|wants|like|wish|ever|really))*"
)
_HOW: Final = (
    r"(?:(?:(?:not|never) )?(?:to )?be (?:rung|called|phoned|telephoned|contacted|texted|messaged)"
    r"|(?<!says )(?<!said )(?:for )?(?:receive |get |take |have )?(?:any |no )?(?:calls|texts|voicemails?|messages))"
)
_WISH: Final = re.compile(
    rf"(?:^|(?<=\| )|(?<=and )|(?<=but )|(?<=as ))(?P<who>{_THEY}) {_WANT} {_HOW}(?P<after>[^|]*)"
)
_WRITERS: Final = re.compile(r"(?<!\S)(?:me|my|mine|this|our|here)(?!\S)")


def without_anothers_wishes(said: str) -> str:
    """A heard text without what another person asked for themselves."""
    return _WISH.sub(lambda wish: wish[0] if _WRITERS.search(wish["after"]) else "~", said)
