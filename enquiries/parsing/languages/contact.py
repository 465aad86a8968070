"""How a person may be reached, as a text in another language says it: by the rules of `contact_wishes`."""

import re
from typing import Final

from enquiries.core.enums import Asked
from enquiries.parsing.contact_wishes import NO_WISHES, ContactWishes
from enquiries.parsing.languages.hearing import forbidden_by_either
from enquiries.parsing.languages.replies import PERMITTED
from enquiries.parsing.languages.taught import Sense
from enquiries.parsing.languages.text_in_language import TextInLanguage

_NOT_NOW: Final = re.compile(r"(?<!\S)(?:dont|cant) (?:call|talk)(?: me)?(?: ~)? now(?!\S)")
_WORDS_OF_AN_ANSWER: Final = 12
_WORDS_BESIDE: Final = 3  # of "he is here", where it says that now is not safe


def contact_in(said: TextInLanguage, asked: Asked | None, *, names_a_time: bool) -> ContactWishes:
    """What holds for calls, texts and voicemails; a yes counts only as an answer.

    `names_a_time`: it says when to call, and then "can't talk" is about now.
    """
    forbidden = _forbidden(said, asked, names_a_time=names_a_time)
    if asked is not Asked.CONTACT or said.length > _WORDS_OF_AN_ANSWER or "?" in said.words:
        return forbidden
    if names_a_time and forbidden.ring is None:
        return forbidden  # "don't call after 6" is no NO
    return forbidden_by_either(_permitted(said, forbidden), forbidden)


def _forbidden(said: TextInLanguage, asked: Asked | None, *, names_a_time: bool) -> ContactWishes:
    """What the text forbids, wherever it stands. "Text only" is a reply where we asked, as in English."""
    cannot_talk, here = Sense.CANNOT_TALK in said.meant, Sense.NOT_SAFE in said.meant
    rather = Sense.TEXT_RATHER in said.meant
    no_call = (
        Sense.NO_CALLS in said.meant
        or (cannot_talk and not names_a_time)
        or (rather and asked is not Asked.CONTACT)
        or (here and _is_little_else(said))
    )
    not_now = here or (cannot_talk and not rather) or _NOT_NOW.search(said.english) is not None
    return ContactWishes(
        ring=False if no_call else None,
        text=False if Sense.NO_TEXTS in said.meant else None,
        voicemail=False if Sense.NO_VOICEMAILS in said.meant else None,
        not_safe_now=(no_call or cannot_talk) and not_now,
    )


def _is_little_else(said: TextInLanguage) -> bool:
    """Return True where the text says that now is not safe, and has a word or two besides."""
    found = (match for match, sense in said.language.phrases.find(said.whole) if sense is Sense.NOT_SAFE)
    return any(len(said.whole.split()) <= len(match[0].split()) + _WORDS_BESIDE for match in found)


def _permitted(said: TextInLanguage, forbidden: ContactWishes) -> ContactWishes:
    """The answer to "may we leave a voicemail or a text?", where it is one."""
    voice = Sense.VOICE in said.meant and forbidden.voicemail is None
    text = bool({Sense.TEXT, Sense.TEXT_RATHER} & said.meant) and forbidden.text is None
    if Sense.BOTH in said.meant or (voice and text):
        return PERMITTED[Sense.BOTH]
    if voice or text:
        return PERMITTED[Sense.VOICE if voice else Sense.TEXT]
    first = {sense for match, sense in said.language.replies.find(said.whole) if match.start() == 0}
    says_no, says_yes = Sense.NO in first, Sense.YES in first
    if says_no is says_yes:
        return NO_WISHES
    return PERMITTED[Sense.NO if says_no else Sense.YES]
