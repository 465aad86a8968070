"""What a text from the public means: one pass over it, to one value that says all that was understood.

A restriction counts wherever it stands in a text, a permission only as a clear answer to our question, a time
where it is plainly when to call. Rules by concept and small grammars, each in a file of its own; what is in
none of them is kept for the person who calls, and never guessed at.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Final

from enquiries.core.enums import About, Asked
from enquiries.parsing import contact_wishes
from enquiries.parsing.about.about_answers import about_answered, about_answered_first
from enquiries.parsing.about.about_in_words import about_in
from enquiries.parsing.ask_for import ask_for, gives_cover
from enquiries.parsing.call_times import NO_TIMES, CallTimes, call_times
from enquiries.parsing.contact import answers
from enquiries.parsing.contact.another_person import as_for_the_writer, asks_for_another
from enquiries.parsing.contact.own_name import own_name
from enquiries.parsing.contact_wishes import NO_WISHES, ContactWishes
from enquiries.parsing.courtesy import is_thanks
from enquiries.parsing.languages.hearing import Hearing, forbidden_by_either
from enquiries.parsing.languages.reading import hear
from enquiries.parsing.opt_words import OptWord, opt_word
from enquiries.parsing.plain_words import heard
from enquiries.parsing.questions import Question, question
from enquiries.parsing.risk.finding import RiskFinding
from enquiries.parsing.risk.scan import scan
from enquiries.parsing.wrong_number import is_wrong_number, wants_to_be_left_alone

_NO_RISK: Final = RiskFinding()


@dataclass(frozen=True)
class Meaning:
    """What was understood; empty where nothing was. Times are in UTC."""

    about: About | None = None
    contact: ContactWishes = NO_WISHES
    ask_for: str | None = None
    another_to_call: bool = False
    """They ask us to get in touch with another person."""
    cover: bool = False
    """They said what to tell another person who answers."""
    times: CallTimes = NO_TIMES
    question: Question | None = None
    wrong_number: bool = False
    opt_word: OptWord | None = None
    left_alone: bool = False
    """They want to be left alone, in other words than an opt-out word."""
    thanks: bool = False
    """Thanks or a goodbye and nothing else: no answer is needed."""
    risk: RiskFinding = _NO_RISK

    @property
    def ends_contact(self) -> bool:
        """Return True where they want no more of us, by an opt-out word or in their own words."""
        return self.left_alone or (self.opt_word is not None and not self.opt_word.lifts)

    @property
    def asks_for_help(self) -> bool:
        """Return True where they say whom help is for or when to call, or speak of danger."""
        return self.about is not None or self.times != NO_TIMES or self.risk.level is not None

    @property
    def says_something(self) -> bool:
        """Return True where more was understood than danger or thanks."""
        return replace(self, risk=_NO_RISK, thanks=False) != Meaning()


def read(
    text: str,
    *,
    now: datetime,
    zone: tzinfo,
    asked: Asked | None = None,
    names: Collection[str] = (),
    found: RiskFinding | None = None,
    language: str | None = None,
) -> Meaning:
    """Read a text. `asked`: our last question; clock times are by `zone`; `names`: who may be thanked.

    `found`: what is known of danger in it, if that was looked for already. `language` (ISO 639): what the
    person is known to write; a text shows by itself what it is written in, an answer of one word may not.
    """
    found = scan(text) if found is None else found
    word = opt_word(text)
    if word is not None:
        return Meaning(opt_word=word, risk=found)
    elsewhere = hear(text, now=now, zone=zone, asked=asked, language=language)
    if elsewhere is not None and elsewhere.instead:
        return _instead(elsewhere, text, found)
    english = _in_english(text, now, zone, asked, names, found)
    return english if elsewhere is None else _besides(elsewhere, english)


def _instead(elsewhere: Hearing, text: str, found: RiskFinding) -> Meaning:
    """A text in another language. Of English counts what it forbids, and whom to ask for."""
    return Meaning(
        about=elsewhere.about,
        contact=forbidden_by_either(elsewhere.contact, contact_wishes.wishes(heard(text))),
        ask_for=ask_for(text) or own_name(text),
        times=elsewhere.times,
        question=elsewhere.question,
        wrong_number=elsewhere.wrong_number,
        left_alone=elsewhere.left_alone,
        thanks=elsewhere.thanks and not found.tiers,
        risk=found,
    )


def _besides(elsewhere: Hearing, english: Meaning) -> Meaning:
    """A text in English by a person who is known to write another language: what either says."""
    heard = replace(
        english,
        about=english.about or elsewhere.about,
        contact=forbidden_by_either(english.contact, elsewhere.contact),
        times=english.times if english.times != NO_TIMES else elsewhere.times,
        question=english.question or elsewhere.question,
        wrong_number=english.wrong_number or elsewhere.wrong_number,
        left_alone=english.left_alone or elsewhere.left_alone,
    )
    quiet = not heard.says_something and not heard.risk.tiers
    return replace(heard, thanks=quiet and (english.thanks or elsewhere.thanks))


def _in_english(
    text: str,
    now: datetime,
    zone: tzinfo,
    asked: Asked | None,
    names: Collection[str],
    found: RiskFinding,
) -> Meaning:
    about = about_answered(text, asked)
    if about is not None:
        return Meaning(about=about, risk=found)
    said = heard(text)
    alone = wants_to_be_left_alone(said) and not found.tiers
    ending = Meaning(wrong_number=is_wrong_number(said), left_alone=alone)
    if ending.says_something:
        return replace(ending, contact=contact_wishes.wishes(said), risk=found)
    meaning = replace(_read(said, now, zone, asked), ask_for=ask_for(text), risk=found)
    if not meaning.says_something and not found.tiers and is_thanks(text, names):
        return replace(meaning, thanks=True)
    if meaning.ask_for or meaning.cover:  # "say its Sue from the gym" is no name of theirs
        return meaning
    return replace(meaning, ask_for=own_name(text))


def _read(said: str, now: datetime, zone: tzinfo, asked: Asked | None) -> Meaning:
    for_another = asks_for_another(said)
    said = as_for_the_writer(said) if for_another else said
    times = call_times(said, now, zone, answering=asked is Asked.TIME)
    contact = _contact(said, asked, times)
    return Meaning(
        about=About.OTHER if for_another else about_answered_first(said, asked) or about_in(said),
        another_to_call=for_another,
        contact=contact,
        cover=gives_cover(said),
        times=replace(times, now=False) if contact.ring is False else times,
        question=question(said),
    )


def _contact(said: str, asked: Asked | None, times: CallTimes) -> ContactWishes:
    """What holds for calls, texts and voicemails; a yes only where we asked, or in the words we taught."""
    forbidden = contact_wishes.wishes(said, answering=asked is Asked.CONTACT, names_a_time=times.says_when)
    if asked is not Asked.CONTACT and answers.welcomes_texts(said):
        return replace(forbidden, text=True)
    if asked is not Asked.CONTACT and not answers.is_taught_answer(said, asked):
        return forbidden
    answer = answers.answer(said)
    return replace(
        forbidden,
        text=answer.text if answer.text is not None else forbidden.text,
        voicemail=answer.voicemail if answer.voicemail is not None else forbidden.voicemail,
    )
