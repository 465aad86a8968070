"""Two thousand texts in ten seconds, as after a broadcast, to one centre with one person on call.

They are more than a short code can carry away: what is asked is that each is taken within seconds, that all
are answered about as soon as the code allows, that people in danger wait for none of the others, and that
staff get a few texts that sum up the many.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from tools.bench import load, texts
from tools.bench.figures import Figure, Waits, say, waits_within
from tools.bench.ground import Ground
from tools.bench.ledger import Ledger, Text
from tools.bench.load import Answer

_TEXTS: Final = 2000
_SECONDS: Final = 10
_EACH_URGENT: Final = 100  # one text in so many
_PATIENCE: Final = 75  # seconds
_ANSWERED_WITHIN: Final = 25  # seconds
_WEBHOOK_WITHIN: Final = 5.0  # seconds
_URGENT_WITHIN: Final = 0.5  # seconds
_CARRIED_A_SECOND: Final = 100
_NAME: Final = f"{_TEXTS} texts in {_SECONDS} s"


def measure(ground: Ground) -> Iterator[Figure]:
    count = ground.some(_TEXTS)
    with ground.service() as service:
        service.start_web()
        service.start_workers()
        posts = [
            post for number in range(count) for post in texts.posts(service, [number], body=_words(number))
        ]
        answers = load.paced(service.web_port, posts, _TEXTS / _SECONDS)
        ledger = Ledger(service)
        ledger.wait_until_quiet(_PATIENCE)
        handed = ledger.texts("outbound")
        alerted_at = ledger.alerted_at((answer.name for answer in answers), handed)
    yield _taken(answers)
    yield _slowest(answers)
    yield _answered(answers, handed)
    yield _urgent_ahead(answers, alerted_at, handed)


def _words(number: int) -> str:
    return "HELP I took too many tablets" if _is_urgent(number) else "HELP"


def _is_urgent(number: int) -> bool:
    return number % _EACH_URGENT == _EACH_URGENT // 2


def _taken(answers: Sequence[Answer]) -> Figure:
    taken = sum(answer.taken for answer in answers)
    return Figure(
        f"{_NAME}: taken",
        f"{taken} of {len(answers)} {load.not_taken(answers)}".strip(),
        target="all",
        reached=taken == len(answers),
    )


def _slowest(answers: Sequence[Answer]) -> Figure:
    waits = load.waits(answers)
    return Figure(
        f"{_NAME}: webhook, median, p99, slowest",
        f"{waits}, {say(waits.percentile(100))}",
        target=f"slowest ≤ {_WEBHOOK_WITHIN:g} s",
        reached=waits.within(100, _WEBHOOK_WITHIN),
    )


def _answered(answers: Sequence[Answer], handed: Sequence[Text]) -> Figure:
    """From the first text until the last answer left the short code, which carries a hundred a second."""
    start = min(answer.sent_at for answer in answers)
    first_answers = {text.to: text for text in reversed(handed)}
    at = [first_answers[answer.name].at for answer in answers if answer.name in first_answers]
    took = _carried_at(at) - start if len(at) == len(answers) else None
    return Figure(
        f"{_NAME}: until the last was answered",
        f"{say(took)} ({len(at)} answered)",
        target=f"≤ {_ANSWERED_WITHIN} s",
        floor=f"{len(answers) / _CARRIED_A_SECOND:.0f} s at {_CARRIED_A_SECOND} a second",
        reached=took is not None and took <= _ANSWERED_WITHIN,
    )


def _carried_at(handed_at: Sequence[float]) -> float:
    """When the last of these texts leaves the short code."""
    free_at = 0.0
    for at in sorted(handed_at):
        free_at = max(free_at, at) + 1 / _CARRIED_A_SECOND
    return free_at


def _urgent_ahead(answers: Sequence[Answer], alerted_at: dict[str, float], handed: Sequence[Text]) -> Figure:
    """From when a text was taken: before that its words are not known."""
    urgent = {texts.stranger(number) for number in range(_TEXTS) if _is_urgent(number)}
    answered_at = {text.to: text.at for text in reversed(handed)}
    ahead, behind = list[float](), list[float]()
    for answer in answers:
        taken_at = answer.sent_at + answer.seconds
        if answer.name in urgent and answer.name in alerted_at:
            ahead.append(alerted_at[answer.name] - taken_at)
        elif answer.name in answered_at:
            behind.append(answered_at[answer.name] - taken_at)
    of_urgent = sum(answer.name in urgent for answer in answers)
    rest = Waits(behind, of=len(answers) - of_urgent)
    return waits_within(
        _URGENT_WITHIN,
        f"{_NAME}: urgent, taken → alert handed over",
        Waits(ahead, of=of_urgent),
        floor=f"other answers {rest}",
    )
