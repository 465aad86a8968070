"""What a text means in a language other than English, where it is written in one that is taught.

A language is considered only where the text shows it, or its writer is known to write it; else "no", "me" and
"son" would be heard in the wrong one. Without either only the whole text counts, as one of the replies that
all languages which know it read alike.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, tzinfo
from functools import reduce
from typing import Final

from enquiries.core.enums import About, Asked
from enquiries.dates.spoken import is_time
from enquiries.parsing.call_times import call_times
from enquiries.parsing.language import codes_of, is_rather
from enquiries.parsing.languages.contact import contact_in
from enquiries.parsing.languages.folding import folded_clauses
from enquiries.parsing.languages.hearing import Hearing, forbidden_by_either
from enquiries.parsing.languages.replies import reply_of_any_language, whole_reply
from enquiries.parsing.languages.taught import Sense, taught_languages
from enquiries.parsing.languages.text_in_language import TextInLanguage
from enquiries.parsing.languages.time_words import UNKNOWN
from enquiries.parsing.questions import Question

_WORDS_OF_AN_ENDING: Final = 12


def hear(
    text: str, *, now: datetime, zone: tzinfo, asked: Asked | None, language: str | None
) -> Hearing | None:
    """What a text means in another language; None where it is in none.

    `language` (ISO 639): what its writer is known to write.
    """
    heard = [_hearing(said, now, zone, asked) for said in _in_each_language(text, language)]
    if not heard:
        return reply_of_any_language(text, asked) or _time_of_any_language(text, now, zone, asked)
    best = max(heard, key=lambda each: each.fullness)
    contact = reduce(forbidden_by_either, (each.contact for each in heard), best.contact)
    shows_it = not taught_languages().keys().isdisjoint(codes_of(text))
    known = language is not None and best.fullness > 0 and is_rather(text, language)
    return replace(best, contact=contact, instead=best.instead or shows_it or known)


def _time_of_any_language(text: str, now: datetime, zone: tzinfo, asked: Asked | None) -> Hearing | None:
    """The answer "bore" to our question when to call, where one language alone reads it as a time."""
    if asked is not Asked.TIME or any(letter.isdigit() for letter in text):
        return None
    words = folded_clauses(text)
    read = {language.time_words.in_english(words) for language in taught_languages().values()}
    said = [english for english in read if UNKNOWN not in english and is_time(english)]
    if len(said) != 1:
        return None
    return Hearing(times=call_times(said[0], now, zone, answering=True), instead=True)


def _in_each_language(text: str, language: str | None) -> Iterator[TextInLanguage]:
    """The text in each language that it may be in."""
    taught = taught_languages()
    for code in dict.fromkeys([language, *codes_of(text)]):
        if code is not None and code in taught:
            yield TextInLanguage.read(text, taught[code])


def _hearing(said: TextInLanguage, now: datetime, zone: tzinfo, asked: Asked | None) -> Hearing:
    reply = whole_reply(said, asked)
    if reply is not None:
        return reply
    times = call_times(said.english, now, zone, answering=asked is Asked.TIME)
    contact = contact_in(said, asked, names_a_time=times.says_when)
    ending = _ending(said)
    if ending is not None:
        wrong_number = ending is Sense.WRONG_NUMBER
        return Hearing(wrong_number=wrong_number, left_alone=not wrong_number, contact=contact)
    heard = Hearing(
        about=_about(said),
        contact=contact,
        times=replace(times, now=False) if contact.ring is False else times,
        question=_question(said),
    )
    return replace(heard, thanks=heard.fullness == 0 and said.whole == "" and Sense.THANKS in said.meant)


def _ending(said: TextInLanguage) -> Sense | None:
    """No enquiry is ended by what a long text mentions."""
    if said.length > _WORDS_OF_AN_ENDING:
        return None
    return next((sense for sense in (Sense.WRONG_NUMBER, Sense.LEFT_ALONE) if sense in said.meant), None)


def _about(said: TextInLanguage) -> About | None:
    mine, anothers = Sense.ABOUT_SELF in said.meant, Sense.ABOUT_OTHER in said.meant
    if mine is anothers:
        return None
    return About.SELF if mine else About.OTHER


def _question(said: TextInLanguage) -> Question | None:
    for kind in Question:
        if kind in said.meant:
            return kind
    asks = "?" in said.words and Sense.REQUEST not in said.meant and said.whole != ""
    return Question.OTHER if asks else None
