"""Telling texts that no person wrote from those that somebody did, by what we sent and what came before.

What is automatic is kept with its enquiry and does nothing: it opens nothing again, answers no question and
is not answered, so that two machines do not talk to each other. A text that speaks of danger is never taken
for one. A machine that we do not know gives itself away by saying the same again and again, each time at once
after a text of ours.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from enquiries.domain import automatic_text
from enquiries.domain.keywords import tidy
from enquiries.models.crypto import CannotOpen
from enquiries.models.message import Incoming, Outgoing
from enquiries.services import wording

_LATEST = 20
_WORDS_OF_A_QUOTE = 3
_WORDS_OF_AN_ECHO = 5
_WORDS_OF_A_REPLY = 6  # fewer are also said again by a person who waits
_SAID_BEFORE = 3
_AT_ONCE = timedelta(minutes=2)
_REMEMBERED = timedelta(days=7)
_PLACE = re.compile(r"\{\w+\}")


def is_automatic(session: Session, incoming: Incoming, *, wanted: bool) -> bool:
    """Whether no person wrote this text. `wanted`: a call is still to come, so that a refusal may matter."""
    body = incoming.body or ""
    return (
        automatic_text.is_reaction(body)
        or automatic_text.is_automatic_reply(body)
        or (not wanted and automatic_text.is_refusal_of_a_call(body))
        or _quotes_us(session, incoming)
        or _is_said_again_and_again(session, incoming)
    )


def without_our_words(session: Session, incoming: Incoming) -> str:
    """What is left of a text when what it quotes of ours is taken out."""
    body = incoming.body or ""
    if _quotes_us(session, incoming):
        quoted = automatic_text.quotation(body)
        return f"{quoted.before} {quoted.after}" if quoted else ""
    said = tidy(body)
    for ours in _sent(session, incoming.sender_lookup):
        if len(ours.split()) >= _WORDS_OF_AN_ECHO:
            said = said.replace(ours, " ")
    return said if said != tidy(body) else body


def _quotes_us(session: Session, incoming: Incoming) -> bool:
    """Whether it is a quotation of a text of ours, in whatever language a phone wraps that."""
    quoted = automatic_text.quotation(incoming.body or "")
    if quoted is None:
        return False
    words = tidy(quoted.words)
    if len(words.split()) < _WORDS_OF_A_QUOTE:
        return False
    return any(shipped.fullmatch(words) for shipped in _shipped()) or any(
        words in ours for ours in _sent(session, incoming.sender_lookup)
    )


@cache
def _shipped() -> tuple[re.Pattern[str], ...]:
    """Our wordings to the public in tidy form, with anything in the places that are filled in."""
    return tuple(
        re.compile(r"[^\n]{0,60}?".join(re.escape(tidy(part)) for part in _PLACE.split(text)))
        for text in wording.to_the_public()
    )


def _sent(session: Session, lookup: str) -> Iterator[str]:
    """What we last texted that number, in tidy form."""
    for message in session.scalars(
        select(Outgoing)
        .where(Outgoing.to_lookup == lookup, Outgoing.staff_id.is_(None))
        .order_by(Outgoing.created_at.desc(), Outgoing.id.desc())
        .limit(_LATEST)
    ):
        try:
            yield tidy(message.body or "")
        except CannotOpen:  # it was erased
            continue


def _is_said_again_and_again(session: Session, incoming: Incoming) -> bool:
    """Whether the same words came several times, and each time in answer to another text of ours."""
    said = tidy(incoming.body or "")
    if len(said.split()) < _WORDS_OF_A_REPLY or not _sent_since(session, incoming, incoming.received_at):
        return False
    same = [each for each in _before(session, incoming) if tidy(each.body or "") == said]
    if len(same) < _SAID_BEFORE:
        return False
    return _sent_since(session, incoming, same[-1].received_at) > len(same)


def _before(session: Session, incoming: Incoming) -> Iterator[Incoming]:
    for each in session.scalars(
        select(Incoming)
        .where(
            Incoming.sender_lookup == incoming.sender_lookup,
            Incoming.id < incoming.id,
            Incoming.received_at > incoming.received_at - _REMEMBERED,
        )
        .order_by(Incoming.id.desc())
        .limit(_LATEST)
    ):
        if each.data_key is not None:
            yield each


def _sent_since(session: Session, incoming: Incoming, moment: datetime) -> int:
    """How many texts went to that number from shortly before a moment until this text of theirs came."""
    sent = select(func.count(Outgoing.id)).where(
        Outgoing.to_lookup == incoming.sender_lookup,
        Outgoing.created_at <= incoming.received_at,
        Outgoing.created_at > moment - _AT_ONCE,
    )
    return session.scalar(sent) or 0
