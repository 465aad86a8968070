"""What a text of a word or two may be: an answer that we could not read, or the mention of a call."""

from typing import Final

from enquiries.parsing.plain_words import heard

# An answer that we could not read has a word or two; more than that is a message.
_WORDS_OF_AN_ANSWER: Final = 3
_SPEAK_OF_THEMSELVES: Final = frozenset(("i", "im", "ive", "id", "ill", "me", "my", "we"))
_SPEAK_TO_US: Final = frozenset(("hi", "hello", "hey", "sorry", "please", "anyone", "help", "why"))
_CALLING: Final = frozenset(("ring", "call", "phone", "talk", "speak", "llamar", "ffoniwch", "zadzwoń"))


def may_be_an_answer(text: str) -> bool:
    """Return True for a word or two that say nothing of the writer: not "im so ashamed", "hello?", a tear."""
    said = heard(text).replace("?", " ").replace("|", " ").split()
    has_letters = any(letter.isalnum() for letter in text)
    is_message = not (_SPEAK_OF_THEMSELVES | _SPEAK_TO_US).isdisjoint(said)
    return has_letters and len(text.split()) <= _WORDS_OF_AN_ANSWER and not is_message


def speaks_of_a_call(text: str) -> bool:
    """Return True where a time in the text is when to call: by itself it may be when to text."""
    return not _CALLING.isdisjoint(heard(text).split())


def says_later(text: str) -> bool:
    """Return True where LATER is in it, which our texts offer to those who want texts, too."""
    return "later" in heard(text).split()
