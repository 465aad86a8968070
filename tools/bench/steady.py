"""Fifty enquiries a second for a minute: a hundred texts out a second, all that a short code may carry."""

from collections.abc import Iterator, Sequence
from typing import Final

from tools.bench import crowd, load
from tools.bench.figures import Figure, Waits, waits_under
from tools.bench.ground import PROVIDER_MILLISECONDS, Ground
from tools.bench.ledger import Ledger, Text
from tools.bench.load import Answer

_PER_SECOND: Final = 50
_SECONDS: Final = 60
_TARGET: Final = 1.0  # seconds
_WEBHOOK_TARGET: Final = 0.1  # seconds
_PATIENCE: Final = 60  # seconds after the last text, in which what was taken may still be alerted
_NAME: Final = f"{_PER_SECOND} enquiries a second"


def measure(ground: Ground) -> Iterator[Figure]:
    seconds = ground.some(_SECONDS)
    with crowd.service(ground) as service:
        service.start_web()
        service.start_workers()
        posts = crowd.posts(service, seconds * _PER_SECOND)
        answers = load.paced(service.web_port, posts, _PER_SECOND)
        ledger = Ledger(service)
        ledger.wait_until_quiet(_PATIENCE)
        handed = ledger.texts("outbound")
        waits = _waits(ledger, answers, handed)
    floor = f"{PROVIDER_MILLISECONDS} ms at the provider"
    yield waits_under(_TARGET, f"{_NAME}: text → alert handed over", waits, floor)
    yield waits_under(_WEBHOOK_TARGET, f"{_NAME}: webhook", load.waits(answers))
    yield _lost(answers, waits)
    yield _rate(answers, handed, seconds)


def _waits(ledger: Ledger, answers: Sequence[Answer], handed: list[Text]) -> Waits:
    """From sending a text to its alert; a text that was not taken, or never alerted, waits for ever."""
    sent_at = {answer.name: answer.sent_at for answer in answers if answer.taken}
    alerted_at = ledger.alerted_at(sent_at, handed)
    return Waits([at - sent_at[number] for number, at in alerted_at.items()], of=len(answers))


def _lost(answers: Sequence[Answer], waits: Waits) -> Figure:
    taken = sum(answer.taken for answer in answers)
    lost = taken - len(waits.seconds)
    return Figure(
        f"{_NAME}: texts, taken, taken but not alerted {_PATIENCE} s later",
        f"{len(answers)}, {taken}, {lost} {load.not_taken(answers)}".strip(),
        target="all, all, 0",
        reached=taken == len(answers) and not lost,
    )


def _rate(answers: Sequence[Answer], handed: Sequence[Text], seconds: int) -> Figure:
    start = min(answer.sent_at for answer in answers)
    out = sum(start <= text.at < start + seconds for text in handed)
    return Figure(f"{_NAME}: texts handed over a second, meanwhile", f"{out / seconds:.0f}", target="100")
