"""The wording of every text, and in which languages: `templates/sms/texts.toml`, `texts.cy.toml` and so on.

A language is one file. Texts to staff are English; what a file of another language leaves out is English too.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from enquiries.core.files import TEMPLATES
from enquiries.core.i18n import ENGLISH
from enquiries.wording.gsm7 import ALPHABETS, GSM7, Alphabet, names_in, render

_FOLDER = TEMPLATES / "sms"
PUBLIC = ("enquirer", "answers", "written", "risk")
"""The groups of texts that an enquirer may receive."""


@dataclass(frozen=True)
class _Language:
    """One language: its texts by group and name, the widths of their values, and how they are spelt.

    `for_whom` are the two answers that a first text asks for.
    """

    name: str
    for_whom: str
    alphabet: Alphabet
    widths: Mapping[str, int]
    groups: Mapping[str, Mapping[str, str]]

    def template(self, kind: str) -> str | None:
        group, _, name = kind.partition(".")
        return self.groups.get(group, {}).get(name)


@cache
def _shipped() -> Mapping[str, _Language]:
    """Each language that has a file, by its code; English first."""
    files = {path.suffixes[0][1:] if len(path.suffixes) > 1 else ENGLISH: path for path in _texts()}
    read = {code: tomllib.loads(path.read_text(encoding="utf-8")) for code, path in sorted(files.items())}
    english = read.pop(ENGLISH)
    return {code: _language(written, english) for code, written in [(ENGLISH, english), *read.items()]}


def _texts() -> list[Any]:
    return list(_FOLDER.glob("texts*.toml"))


def _language(written: dict[str, Any], english: Mapping[str, Any]) -> _Language:
    groups = {name: group for name, group in written.items() if isinstance(group, dict)}
    widths = english["widths"] | groups.pop("widths", {})
    alphabet = ALPHABETS[written["alphabet"]]
    return _Language(written["name"], written["for_whom"], alphabet, widths, groups)


def _spoken(language: str) -> _Language:
    """The language, or English where there are no texts in it."""
    return _shipped().get(language) or _shipped()[ENGLISH]


def languages() -> tuple[str, ...]:
    """The languages in which enquirers are texted (ISO 639), English first."""
    return tuple(_shipped())


def name_of(language: str) -> str:
    """The English name of a language in which enquirers are texted."""
    return _shipped()[language].name


def for_whom(language: str) -> str:
    """The answers that a first text asks for, as it writes them: ME or OTHER."""
    return _shipped()[language].for_whom


def text(kind: str, **values: object) -> str:
    """The text of that name, such as TextKind.ALERT, in English and filled in."""
    return text_in(ENGLISH, kind, values)


def text_in(language: str, kind: str, values: Mapping[str, object], *, own: str | None = None) -> str:
    """A text in a language (ISO 639) that has it, filled in. `own` is what the
    centre says instead; where it has a name that nothing fills in, the shipped text goes out after all.

    One GSM-7 segment, or in a language that GSM-7 cannot write three parts of UCS-2, unless a link or a
    number is wider than it may be: those are never cut.
    """
    if own is None or not names_in(own) <= values.keys():
        own = _template(kind, language)
    return filled(own, values, language)


def filled(template: str, values: Mapping[str, object], language: str = ENGLISH) -> str:
    """A wording with its {names} filled in, each at its width."""
    spoken = _shipped()[language]
    in_words = {key: str(value) for key, value in values.items()}
    return render(template, spoken.widths, in_words, spoken.alphabet)


def spoken_in(kind: str, language: str) -> str:
    """The language in which that text can be sent: the one asked for, else English."""
    spoken = _shipped().get(language)
    return language if spoken is not None and spoken.template(kind) is not None else ENGLISH


def _template(kind: str, language: str) -> str:
    template = _shipped()[language].template(kind)
    if template is None:
        raise KeyError(kind)
    return template


@cache
def names(kind: str) -> frozenset[str]:
    """Return the {names} that are filled in in the text of that name."""
    return names_in(_template(kind, ENGLISH))


def to_the_public(language: str) -> Mapping[str, str]:
    """Every wording that an enquirer may receive, by its name, with the {names} that are filled in."""
    groups = _shipped()[language].groups
    return {
        f"{group}.{name}": template for group in PUBLIC for name, template in groups.get(group, {}).items()
    }


def spelt(words: str, language: str) -> str:
    """Words of a person as texts in that language are written: in GSM-7, where it can be written so."""
    return _spoken(language).alphabet.write(words)


def width(value: str, language: str = ENGLISH) -> int:
    """Return how many characters a value may have in a text."""
    return _shipped()[language].widths[value]


def length(text: str, language: str) -> int:
    """Return how many characters a text has once it is spelt as texts in that language are."""
    return _shipped()[language].alphabet.length(text)


def is_in_gsm7(language: str) -> bool:
    """Return True where texts to people of that language are in the alphabet that every phone has."""
    return _spoken(language).alphabet is GSM7


def longest(language: str) -> int:
    """Return how many characters a text may have: those of a segment, or of three parts in UCS-2."""
    return _shipped()[language].alphabet.most
