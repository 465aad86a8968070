"""The sentences by which a text names the crisis lines of a country; each empty where it has no such line."""

from enquiries.messaging import wording
from enquiries.messaging.gsm7 import septets
from enquiries.organisation.helplines import ANY_TIME, CountryLines, CrisisLine, LineFor


def clauses(country: CountryLines) -> dict[str, str]:
    """The values of {talk}, {talk_or_text}, {child}, {advice} and {silent}.

    Each begins with a space, since it follows another sentence. Where no line is for children, they are
    told of the one for anyone. Advice has no hours: there is no room for them.
    """
    talk, advice = _clause("talk", country.first_for(LineFor.ANYONE)), country.first_for(LineFor.ADVICE)
    return {
        "talk": talk,
        "talk_or_text": _talk_or_text(country) or talk,
        "child": _clause("child", country.first_for(LineFor.CHILDREN)) or talk,
        "advice": _sentence("advice", advice.said) if advice else "",
        "silent": _sentence("silent", country.silent) if country.silent else "",
    }


def _sentence(name: str, helpline: str) -> str:
    return wording.text(f"lines.{name}", helpline=helpline)


def _clause(name: str, line: CrisisLine | None) -> str:
    return _sentence(name, line.said + _when(line)) if line else ""


def _talk_or_text(country: CountryLines) -> str:
    """As many ways as there is room for: to call, to text, and the line for a crisis of mental health."""
    calls, texts = country.first_for(LineFor.ANYONE), country.first_to_text
    if calls is None:
        return ""
    talk = _sentence("talk", _ways(calls, texts))
    crisis = country.first_for(LineFor.MENTAL_HEALTH)
    both = talk + (_sentence("crisis", crisis.said) if crisis else "")
    return next((each for each in (both, talk) if septets(each) <= wording.width("talk_or_text")), "")


def _ways(calls: CrisisLine, texts: CrisisLine | None) -> str:
    if texts is None:
        return calls.said + _when(calls)
    if texts.text == calls.call == calls.said:
        return f"call or text {calls.said}{_when(calls)}"
    return f"{calls.said} or text {texts.text}{_when(calls)}"


def _when(line: CrisisLine) -> str:
    return ", any time" if line.hours == ANY_TIME else f", {line.hours}"
