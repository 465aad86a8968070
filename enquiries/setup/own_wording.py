"""What a centre's own wording of a text to the public may say, and what it must keep.

It goes to people in danger, of any country, who may not want to be called, and to phones that others read. So
it is held to what holds for the shipped text of its language, and keeps the words by which people end texts
or get help.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from enquiries.core.i18n import ENGLISH
from enquiries.core.text import on_one_line
from enquiries.messaging.texts import TextKind
from enquiries.organisation import helplines
from enquiries.parsing.unwise_words import unwise_words
from enquiries.wording import wording
from enquiries.wording.gsm7 import names_in

_OF_COUNTRY = frozenset({"emergency", "talk", "talk_or_text", "child", "advice", "silent"})
_OF_CENTRE = frozenset({"line", "from_line", "or_call", "can_call", "says", "reach"})
# They go to a number, whichever centre it had asked.
_TO_A_NUMBER = (TextKind.STOPPED, TextKind.STOPPED_URGENT, TextKind.WRONG_NUMBER)

# Where the shipped text has the first, so must an own one.
_KEPT: Mapping[str, str] = {
    "{emergency}": "so that each person reads the emergency number of their own country",
    "{link}": "which is how people change or cancel the call",
    "{when}": "so that people can see that the time is right",
    "STOP": "which is how people end the texts, as in “STOP to end”",
}
_ANSWERED = "since the next text is read as the answer to that"
_ANY_NAME = re.compile(r"\{\w+\}")
_MINUTES = re.compile(r"\b\d+ ?(?:min|mun)\w*", re.IGNORECASE)  # munud is Welsh
_CALL_YOU = re.compile(r"\b(?:call|ring|phone) you\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d(?:[ -]?\d){2,}")
_UNIVERSAL = ("000", "112", "911", "999")
# First names that are also words; these count as a name only with the surname.
_ALSO_WORDS = "Art Bill Dean Drew Faith Grace Guy Hope Jack Joy Mark May Pat Rose Sue Summer Will"


BETWEEN = "; "
"""What stands between several faults of one wording."""


def tidy(written: str, language: str) -> str:
    """The wording as it is kept: one line, spelt as texts in that language are."""
    return on_one_line(wording.spelt(on_one_line(written), language))


def names_for(kind: str) -> frozenset[str]:
    """The {names} that are filled in whenever a text is sent.

    Minutes are not among them, but where the shipped text has them: only there is it known that they may be
    promised.
    """
    of_centre = frozenset[str]() if kind in _TO_A_NUMBER else _OF_CENTRE
    return wording.names(kind) | _OF_COUNTRY | of_centre


def faults(kind: str, written: str, language: str) -> list[str]:
    """What is wrong with a wording in a language (ISO 639), each with what to do."""
    words = tidy(written, language)
    if not words:
        return ["it is empty: write the text, or use the standard wording"]
    return [
        *_strange_letters(written, language),
        *_unknown_names(kind, words),
        *_missing(kind, words, language),
        *_promises(kind, words, language),
        *_lines(words),
        *_indiscretions(words, language),
        *_excess(kind, words, language),
    ]


def sentences(wrong: Iterable[str]) -> str:
    """Faults as a page says them."""
    return " ".join(f"{each[:1].upper()}{each[1:]}." for each in wrong)


def named(words: str, people: Collection[str]) -> list[str]:
    """What is wrong where it names one of these people, by first name unless that is also a word."""
    sought = {full if full.split()[0] in _ALSO_WORDS.split() else full.split()[0] for full in people}
    found = sorted(name for name in sought if re.search(rf"\b{re.escape(name)}\b", words))
    return [f"others may read this phone: write “a person” instead of {name}" for name in found]


def _strange_letters(written: str, language: str) -> Iterator[str]:
    letters = [letter for letter in dict.fromkeys(written) if letter != "?"]
    strange = [letter for letter in letters if "?" in wording.spelt(letter, language)]
    if strange:
        yield f"not every phone shows {' '.join(strange)}: write plain letters"


def _unknown_names(kind: str, words: str) -> Iterator[str]:
    known = names_for(kind)
    allowed = ", ".join(f"{{{name}}}" for name in sorted(known))
    for name in sorted(names_in(words) - known):
        yield f"nothing fills in {{{name}}} in this text: use only {allowed}"
    if re.search(r"[{}]", _ANY_NAME.sub("", words)):
        yield f"a bracket belongs to no name: take it out, or write one of {allowed}"


def _missing(kind: str, words: str, language: str) -> Iterator[str]:
    shipped = wording.to_the_public(language)[kind]
    for kept, why in {**_KEPT, wording.for_whom(language): _ANSWERED}.items():
        if _has(kept, shipped) and not _has(kept, words):
            yield f"it no longer says {kept}: put it back, {why}"


def _has(kept: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(kept)}(?!\w)", words) is not None


def _promises(kind: str, words: str, language: str) -> Iterator[str]:
    """Find what would not be true of every person who gets the text."""
    if _MINUTES.search(words):
        instead = "write {minutes} for the number" if "minutes" in wording.names(kind) else "take them out"
        yield f"it promises minutes that nothing checks: {instead}"
    if "reach" in wording.names(kind) and (found := _call(language).search(words)):
        instead = "{reach} you" if language == ENGLISH else "{reach}"
        yield f"write {instead} instead of “{found[0]}”: people who asked us not to call are texted"


def _call(language: str) -> re.Pattern[str]:
    """How a text would say that people are called, where {reach} would say how they are got back to."""
    if language == ENGLISH:
        return _CALL_YOU
    called = wording.text_in(language, "words.call", {})
    return re.compile(rf"\b{re.escape(called)}\b", re.IGNORECASE)


def _lines(words: str) -> Iterator[str]:
    for written in _NUMBER.findall(words):
        if re.sub(r"\D", "", written) in _numbers_of_lines():
            yield (
                f"{written} does not work from every country: write {{emergency}}, {{talk}} or {{advice}}, "
                "and each person reads those of their own"
            )


def _indiscretions(words: str, language: str) -> Iterator[str]:
    if unwise := unwise_words(words, language):
        yield f"others may read this phone, and networks stop such texts: take out {', '.join(unwise)}"


def _excess(kind: str, words: str, language: str) -> Iterator[str]:
    if not names_in(words) <= names_for(kind):
        return
    widest = {name: "x" * wording.width(name, language) for name in names_in(words)}
    excess = wording.length(wording.filled(words, widest, language), language) - wording.longest(language)
    if excess > 0:
        characters = f"{excess} character{'s' if excess > 1 else ''}"
        yield f"it is {characters} too long where its values are longest: shorten it by {excess}"


@cache
def _numbers_of_lines() -> frozenset[str]:
    """The digits of every emergency number and crisis line that is shipped."""
    lines = [each for country in helplines.countries() for each in helplines.lines_of(country).lines]
    written = [number for each in lines for number in (each.call, each.text.rpartition(" ")[2])]
    emergency = [helplines.emergency_number(country) for country in helplines.countries()]
    return frozenset(re.sub(r"\D", "", each) for each in (*written, *emergency, *_UNIVERSAL)) - {""}
