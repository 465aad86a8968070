"""Telling automatic texts from those a person wrote, by what we sent and what came before.

What is automatic is kept with its enquiry and does nothing: it opens nothing again, answers no question and
is not answered, so that two machines do not talk to each other. A text that speaks of danger is never taken
for one. A machine that we do not know gives itself away by saying the same again and again, each time at once
after a text of ours.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enquiries.core.crypto import DecryptionError
from enquiries.core.text import normalise
from enquiries.messaging.models import Incoming, Outgoing
from enquiries.parsing.automatic_text import (
    Quotation,
    is_automatic_reply,
    is_reaction,
    is_refusal_of_a_call,
    quotation,
)
from enquiries.parsing.courtesy_words import TELLING
from enquiries.wording import wording

_LATEST = 20
_WORDS_OF_A_QUOTE = 5
_WORDS_BEFORE_A_QUOTE = 3
_WORDS_OF_A_REPLY = 6  # fewer are also said again by a person who waits
_SAID_BEFORE = 3
_AT_ONCE = timedelta(minutes=2)
_REMEMBERED = timedelta(days=7)
_PLACE = re.compile(r"\{\w+\}")


def is_automatic(session: Session, incoming: Incoming, *, wanted: bool) -> bool:
    """Whether no person wrote this text. `wanted`: a call is still to come, so that a refusal may matter."""
    body = incoming.body or ""
    return (
        is_reaction(body)
        or is_automatic_reply(body)
        or (not wanted and is_refusal_of_a_call(body))
        or _is_reaction_to_us(session, incoming)
        or _is_said_again_and_again(session, incoming)
    )


def without_our_words(session: Session, incoming: Incoming) -> str:
    """What is left of a text when what it quotes of ours is taken out."""
    body = incoming.body or ""
    quoted = _quotation_of_us(session, incoming)
    if quoted is not None:
        return f"{quoted.before} {quoted.after}"
    said = normalise(body)
    for ours in _sent(session, incoming.sender_lookup):
        if len(ours.split()) >= _WORDS_OF_A_QUOTE:
            said = said.replace(ours, " ")
    return said if said != normalise(body) else body


def _is_reaction_to_us(session: Session, incoming: Incoming) -> bool:
    """Whether a phone quotes a text of ours after a word or two, in whatever language; a person would ask."""
    quoted = _quotation_of_us(session, incoming)
    if quoted is None or normalise(quoted.after) or "?" in quoted.before + quoted.after:
        return False
    before = normalise(quoted.before).split()
    return len(before) <= _WORDS_BEFORE_A_QUOTE and TELLING.isdisjoint(before)


def _quotation_of_us(session: Session, incoming: Incoming) -> Quotation | None:
    """The text as a quotation of one of ours, if that is what it is."""
    quoted = quotation(incoming.body or "")
    words = normalise(quoted.words) if quoted is not None else ""
    if len(words.split()) < _WORDS_OF_A_QUOTE:
        return None
    shipped = any(each.fullmatch(words) for each in _shipped())
    return (
        quoted if shipped or any(words in ours for ours in _sent(session, incoming.sender_lookup)) else None
    )


@cache
def _shipped() -> tuple[re.Pattern[str], ...]:
    """Our wordings to the public in tidy form, with anything in the places that are filled in."""
    return tuple(
        re.compile(r"[^\n]{0,100}?".join(re.escape(normalise(part)) for part in _PLACE.split(text)))
        for language in wording.languages()
        for text in wording.to_the_public(language).values()
    )


def _sent(session: Session, lookup: str) -> Iterator[str]:
    """What we last texted that number, in tidy form."""
    latest = (
        select(Outgoing)
        .where(Outgoing.to_lookup == lookup, Outgoing.staff_id.is_(None))
        .order_by(Outgoing.created_at.desc(), Outgoing.id.desc())
        .limit(_LATEST)
    )
    return (_tidy_body(each) for each in session.scalars(latest).all())


def _tidy_body(text: Outgoing | Incoming) -> str:
    try:
        return normalise(text.body or "")
    except DecryptionError:  # it was erased, or sealed with a key that is gone
        return ""


def _is_said_again_and_again(session: Session, incoming: Incoming) -> bool:
    """Whether the same words came several times, and each time in answer to another text of ours."""
    said = normalise(incoming.body or "")
    if len(said.split()) < _WORDS_OF_A_REPLY or not _sent_since(session, incoming, incoming.received_at):
        return False
    same = [each for each in _before(session, incoming) if _tidy_body(each) == said]
    if len(same) < _SAID_BEFORE:
        return False
    return _sent_since(session, incoming, same[-1].received_at) > len(same)


def _before(session: Session, incoming: Incoming) -> Sequence[Incoming]:
    """What that number texted before, the latest first."""
    return session.scalars(
        select(Incoming)
        .where(
            Incoming.sender_lookup == incoming.sender_lookup,
            Incoming.id < incoming.id,
            Incoming.received_at > incoming.received_at - _REMEMBERED,
        )
        .order_by(Incoming.id.desc())
        .limit(_LATEST)
    ).all()


def _sent_since(session: Session, incoming: Incoming, moment: datetime) -> int:
    """How many texts went to that number from shortly before a moment until this text of theirs came."""
    sent = select(func.count(Outgoing.id)).where(
        Outgoing.to_lookup == incoming.sender_lookup,
        Outgoing.created_at <= incoming.received_at,
        Outgoing.created_at > moment - _AT_ONCE,
    )
    return session.scalar(sent) or 0
