# ruff: noqa: E501 (a phrase is a line)
"""A wish that we get in touch with another person: "contact him directly between 2 and 4". We never do.

What was asked for the other is then read as asked for the writer, so that a time in it is not lost.
"""

import re
from typing import Final

from enquiries.parsing.vocabulary import RELATIVES

_WISH: Final = (
    r"(?:please|kindly|just|best to|better to|(?:can|could|would|will|if|need|want|wants|like|ask|asking)"
    r" (?:you|u|someone|anyone|one of you)(?: (?:to|please|just|kindly))*)"
)
_CONTACT: Final = (
    r"(?:ring|call|phone|telephone|contact|text|message|speak to|speak with|talk to|get in touch with"
    r"|get hold of|reach out to|reach|give(?= [^|]* a (?:call|ring|bell|buzz|shout|text)(?!\S)))"
)
_OWNED: Final = rf"(?:[^ |]+ ){{0,2}}?(?:{RELATIVES})"
_OTHER: Final = (
    rf"(?:him|her|them|(?:my|our|the|his|her|this|one of our|one of my) {_OWNED}s?"
    rf"|an? {_OWNED} of (?:ours|mine|his|hers))"
)
_NO_NAME: Final = (
    "me|us|back|this|it|my|our|a|the|asap|now|on|at|in|to|for|when|if|after|before|please|or|either|instead"
    "|home|work|mobile|landline|phone|number|new|other"
)
_WITH_NUMBER: Final = rf"(?!(?:{_NO_NAME})(?!\S))(?:[^ |\d]+ ){{1,3}}?(?:(?:on|at|his|her|their|number|is) )*(?=0[\d ]{{9,}}|\d{{5,}})"
"""A name, and a number of theirs."""
_ASKED: Final = re.compile(
    rf"(?P<before>(?:^|(?<=\| )|(?<!\S){_WISH} )(?:(?:please|just) )*{_CONTACT})"
    rf" (?:{_OTHER}(?: directly| direct)?(?!\S)|{_WITH_NUMBER})"
)
_ME_TOO: Final = re.compile(r"(?<!\S)(?:ring|call|phone|text) me(?!\S)")


def asks_for_another(said: str) -> bool:
    """Return True where a heard text asks us to get in touch with another person, and not with the writer."""
    return _ASKED.search(said) is not None and _ME_TOO.search(said) is None


def as_for_the_writer(said: str) -> str:
    """The same text as if it were asked for the writer."""
    return _ASKED.sub(r"\g<before> me", said)
