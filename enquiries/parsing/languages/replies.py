"""The answers to our questions in other languages, as a whole text."""

from typing import Final

from enquiries.core.enums import About, Asked
from enquiries.parsing.contact_wishes import ContactWishes
from enquiries.parsing.language import is_english_word
from enquiries.parsing.languages.folding import folded_clauses
from enquiries.parsing.languages.hearing import Hearing
from enquiries.parsing.languages.taught import Meant, Sense, taught_languages
from enquiries.parsing.languages.text_in_language import TextInLanguage

PERMITTED: Final[dict[Meant, ContactWishes]] = {
    Sense.BOTH: ContactWishes(text=True, voicemail=True),
    Sense.YES: ContactWishes(text=True, voicemail=True),
    Sense.NO: ContactWishes(text=False, voicemail=False),
    Sense.VOICE: ContactWishes(text=False, voicemail=True),
    Sense.TEXT: ContactWishes(text=True, voicemail=False),
}
"""What each answers to "may we leave a voicemail or text you?"."""
_ABOUT: Final = {Sense.ME: About.SELF, Sense.OTHER: About.OTHER}
_LONGEST: Final = 40  # characters


def whole_reply(said: TextInLanguage, asked: Asked | None) -> Hearing | None:
    """The answer that a text in a known language is; None where it is none."""
    found = said.language.replies.find(said.whole)
    replies = (_reply(sense, asked) for match, sense in found if match[0] == said.whole)
    return next(filter(None, replies), None)


def reply_of_any_language(text: str, asked: Asked | None) -> Hearing | None:
    """The answer that a text is in some language and in all that know it; a mere yes is none."""
    if len(text) > _LONGEST:
        return None
    words = folded_clauses(text).replace(" |", "")
    if all(map(is_english_word, words.split())):
        return None
    senses = {
        sense
        for language in taught_languages().values()
        for match, sense in language.replies.find(words)
        if match[0] == words and (asked is None or (sense in _ABOUT) is (asked is Asked.ABOUT))
    }
    return _reply(senses.pop(), asked) if len(senses) == 1 and Sense.YES not in senses else None


def _reply(sense: Meant, asked: Asked | None) -> Hearing | None:
    """Who help is for may be answered at any time; a permission counts only where we asked for it."""
    if sense is Sense.NOT_ME:
        about = About.OTHER if asked is Asked.ABOUT else None
        return Hearing(about=about, wrong_number=about is None, instead=True)
    if isinstance(sense, Sense) and sense in _ABOUT:
        return Hearing(about=_ABOUT[sense], instead=True)
    return Hearing(contact=PERMITTED[sense], instead=True) if asked is Asked.CONTACT else None
