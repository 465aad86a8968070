# ruff: noqa: E501 (a phrase is a line)
"""Callers whom a person does not answer: "I never pick up withheld numbers". No wish not to be rung: they need our number."""

from typing import Final

from enquiries.parsing.contact.vocabulary import CONTACT_WORDS
from enquiries.parsing.grammar.phrases import compile_phrases

_SCREENED: Final = compile_phrases(
    """
    {seldom} {adverb}? {take} ..3 {unknown} {callers}?
    {seldom} {adverb}? {take} ..3 {callers} ..2 {not} know/recognise/recognize/have_saved
    {seldom} {adverb}? {take} ..3 if/when/unless/to/from ..3 know/recognise/recognize ..1 {callers}/who/it
    block/blocks/blocked/blocking/ignore/ignores/ignoring/reject/rejects/rejecting/decline/avoid/screen/bar/bars ..3 {unknown} {callers}?
    block/ignore/reject/decline/avoid/screen ..3 {callers} ..2 {not} know/recognise/recognize
    """,
    {
        **CONTACT_WORDS,
        "seldom": "{not}/{cannot}/rarely/hardly/barely/seldom/hate/scared_to",
        "take": "{answer}/answer_to/take/accept/like/trust/pick_up_to/pick_up_for/pick_up_from/answer_from",
        "unknown": "unknown/withheld/private/hidden/unrecognised/unrecognized/unfamiliar/random/strange/anonymous/no_caller_id/unsaved",
        "callers": "numbers/number/callers/caller/calls/call/ones",
    },
)


def screens_calls(said: str) -> bool:
    """Return True where a heard text says which callers are not answered."""
    return _SCREENED.search(said) is not None


def without_screened_calls(said: str) -> str:
    """A heard text without that."""
    return _SCREENED.sub("~", said)
