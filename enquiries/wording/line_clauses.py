"""The sentences by which a text names the crisis lines of a country; each empty where it has no such line."""

from collections.abc import Mapping
from functools import lru_cache

from enquiries.organisation.helplines import ANY_TIME, CountryLines, CrisisLine, LineFor
from enquiries.wording import wording
from enquiries.wording.gsm7 import septets


# Every text to the public asks for them, and they change with the setup alone.
@lru_cache(maxsize=256)
def clauses(country: CountryLines, language: str) -> Mapping[str, str]:
    """The values of {talk}, {talk_or_text}, {child}, {advice} and {silent} in a language (ISO 639).

    Each begins with a space, since it follows another sentence. A line that answers in that language is
    named before others. Where no line is for children, they are told of the one for anyone. Advice has no
    hours: there is no room for them.
    """
    anyone = country.first_for(LineFor.ANYONE, language)
    talk = _sentence("talk", _with_hours(anyone, anyone.said, language), language) if anyone else ""
    child = country.first_for(LineFor.CHILDREN, language)
    advice = country.first_for(LineFor.ADVICE, language)
    return {
        "talk": talk,
        "talk_or_text": _talk_or_text(country, anyone, language) or talk,
        "child": _sentence("child", _with_hours(child, child.said, language), language) if child else talk,
        "advice": _sentence("advice", advice.said, language) if advice else "",
        "silent": _sentence("silent", country.silent, language) if country.silent else "",
    }


def _sentence(name: str, helpline: str, language: str, **values: str) -> str:
    return wording.text_in(language, f"lines.{name}", {"helpline": helpline, **values})


def _with_hours(line: CrisisLine, said: str, language: str) -> str:
    name = "any_time" if line.hours == ANY_TIME else "hours"
    return _sentence(name, said, language, hours=line.hours)


def _talk_or_text(country: CountryLines, calls: CrisisLine | None, language: str) -> str:
    """As many ways as there is room for: to call, to text, and the line for a crisis of mental health."""
    if calls is None:
        return ""
    ways = _ways(calls, country.first_to_text, language)
    talk = _sentence("talk", _with_hours(calls, ways, language), language)
    crisis = country.first_for(LineFor.MENTAL_HEALTH, language)
    both = talk + (_sentence("crisis", crisis.said, language) if crisis else "")
    room = wording.width("talk_or_text", language)
    return next((each for each in (both, talk) if septets(each) <= room), "")


def _ways(calls: CrisisLine, texts: CrisisLine | None, language: str) -> str:
    if texts is None:
        return calls.said
    if texts.text == calls.call == calls.said:
        return _sentence("call_or_text", calls.said, language)
    word, _, number = texts.text.rpartition(" to ")
    name = "or_text" if word else "or_text_number"
    return _sentence(name, calls.said, language, word=word, number=number)
