"""The languages that are heard besides English, each from one file: `<ISO 639 code>.toml` in this folder."""

import tomllib
from collections.abc import Collection, Mapping
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from enquiries.parsing.grammar.phrase_index import PhraseIndex
from enquiries.parsing.languages.folding import folded, folded_phrases
from enquiries.parsing.languages.time_words import TimeWords
from enquiries.parsing.questions import Question

_FOLDER: Final = Path(__file__).parent


class Sense(StrEnum):
    """What a phrase may mean; the value is its section and its name in a file."""

    NO_CALLS = "contact.no_calls"
    TEXT_RATHER = "contact.text_rather"
    CANNOT_TALK = "contact.cannot_talk"
    NOT_SAFE = "contact.not_safe"
    NO_TEXTS = "contact.no_texts"
    NO_VOICEMAILS = "contact.no_voicemails"
    PASSED_OVER = "contact.passed_over"
    """What only sounds like one of these, or like a wrong number."""
    ME = "replies.me"
    OTHER = "replies.other"
    NOT_ME = "replies.not_me"
    YES = "replies.yes"
    NO = "replies.no"
    BOTH = "replies.both"
    VOICE = "replies.voice"
    TEXT = "replies.text"
    ABOUT_SELF = "about.self"
    ABOUT_OTHER = "about.other"
    REQUEST = "questions.request"
    """What is asked of us and no question: "can you call me?"."""
    WRONG_NUMBER = "endings.wrong_number"
    LEFT_ALONE = "endings.left_alone"
    THANKS = "endings.thanks"
    COURTESY = "endings.courtesy"


Meant = Sense | Question


class TaughtLanguage:
    """What one file teaches; its phrases are compiled when they are first needed.

    Raises ValueError for a name that is none of a section's, KeyError for what is missing.
    """

    def __init__(self, code: str, written: Mapping[str, Any]) -> None:
        self.code = code
        self.name: str = written["name"]
        of_times = " ".join([*written["numbers"].values(), *written["times"].values()])
        small_words = folded(f"{written['words']} {of_times}").split()
        self.small_words = frozenset(word for word in small_words if word.isalpha())
        self.telling_words = frozenset(folded(written["telling"]).split())
        self._written = written
        self._lists = {name: _on_one_line(words) for name, words in written["lists"].items()}
        self._lines = {
            _meant(section, name): folded_phrases(lines)
            for section in _SECTIONS
            for name, lines in written[section].items()
        }

    @cached_property
    def phrases(self) -> PhraseIndex[Meant]:
        """All of them."""
        return PhraseIndex(self._lines, self._lists)

    @cached_property
    def replies(self) -> PhraseIndex[Meant]:
        """Those that answer a question of ours."""
        return self._only(REPLIES)

    @cached_property
    def politeness(self) -> PhraseIndex[Meant]:
        return self._only(POLITENESS)

    @cached_property
    def time_words(self) -> TimeWords:
        return TimeWords(self._written["numbers"], self._written["times"])

    def _only(self, meant: Collection[Meant]) -> PhraseIndex[Meant]:
        return PhraseIndex({each: lines for each, lines in self._lines.items() if each in meant}, self._lists)


_SECTIONS: Final = ("contact", "replies", "about", "questions", "endings")
REPLIES: Final = frozenset(sense for sense in Sense if sense.startswith("replies."))
POLITENESS: Final = frozenset((Sense.THANKS, Sense.COURTESY))


def _on_one_line(words: str) -> str:
    return "/".join(each for each in folded_phrases(words).replace("/", " ").split() if each)


def _meant(section: str, name: str) -> Meant:
    if section == "questions" and name in set(Question):
        return Question(name)
    return Sense(f"{section}.{name}")


@cache
def taught_languages() -> Mapping[str, TaughtLanguage]:
    """All of them by their code, read on first use."""
    return {code: _read(_FOLDER / f"{code}.toml") for code in taught_codes()}


def taught_codes() -> list[str]:
    """The ISO 639 codes of all of them."""
    return sorted(file.stem for file in _FOLDER.glob("*.toml"))


def _read(file: Path) -> TaughtLanguage:
    return TaughtLanguage(file.stem, tomllib.loads(file.read_text(encoding="utf-8")))
