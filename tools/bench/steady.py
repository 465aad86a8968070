"""Enquiries at an even pace for a minute.

Fifty a second are a hundred texts out a second, all that a short code may carry. Ninety leave room on two
cores for nothing else, and are asked of SQLite alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import make_url

from tools.bench import load
from tools.bench.crowd import CROWD, LARGER_CROWD, Crowd
from tools.bench.figures import Figure, Waits, say, waits_within
from tools.bench.ground import PROVIDER_MILLISECONDS, SQLITE, Ground
from tools.bench.ledger import Ledger, Text
from tools.bench.load import Answers
from tools.bench.processor import Processor, said
from tools.bench.write_lock import WriteLockWatch
from tools.service import Service

_SECONDS: Final = 60
_PATIENCE: Final = 60  # seconds after the last text, in which what was taken may still be alerted
_FIFTY: Final = 50
_NINETY: Final = 90
_FLOOR: Final = f"{PROVIDER_MILLISECONDS} ms at the provider"


@dataclass(frozen=True)
class _Minute:
    """What a load came to. `waits` are from sending a text to its alert, for ever where there was none.

    `used` is what it took until all was quiet again.
    """

    per_second: int
    seconds: int
    answers: Answers
    handed: Sequence[Text]
    waits: Waits
    used: Mapping[str, float]
    lock: WriteLockWatch | None

    def called(self, what: str) -> str:
        return f"{self.per_second} enquiries a second: {what}"


def measure(ground: Ground) -> Iterator[Figure]:
    minute = _minute(ground, CROWD, _FIFTY)
    alert, webhook = ground.either(sqlite=0.3, postgresql=0.5), ground.either(sqlite=0.06, postgresql=0.1)
    yield waits_within(alert, minute.called("text → alert handed over"), minute.waits, _FLOOR)
    yield waits_within(webhook, minute.called("webhook"), load.waits(minute.answers))
    yield _lost(minute)
    yield _rate(minute)
    yield _used(minute)
    if minute.lock is not None:
        yield _locked(minute, minute.lock)


def measure_ninety(ground: Ground) -> Iterator[Figure]:
    minute = _minute(ground, LARGER_CROWD, _NINETY)
    what = minute.called("text → alert handed over")
    if ground.database == SQLITE:
        yield waits_within(0.5, what, minute.waits, _FLOOR)
    else:
        yield Figure(f"{what}, median, p99", str(minute.waits), floor=_FLOOR)
    yield Figure(minute.called("webhook, median, p99"), str(load.waits(minute.answers)))
    yield _lost(minute)


def _minute(ground: Ground, crowd: Crowd, per_second: int) -> _Minute:
    seconds = ground.some(_SECONDS)
    with crowd.service(ground) as service:
        service.start_web()
        service.start_workers()
        posts = crowd.posts(service, seconds * per_second)
        lock = WriteLockWatch(_file(service)) if ground.database == SQLITE else None
        with Processor(ground, service) as processor:
            answers = load.paced(service.web_port, posts, per_second, lock or nullcontext())
            ledger = Ledger(service)
            ledger.wait_until_quiet(_PATIENCE)
        used = {**processor.used, "load": answers.processor_seconds}
        handed = ledger.texts("outbound")
        waits = _waits(ledger, answers, handed)
        return _Minute(per_second, seconds, answers, handed, waits, used, lock)


def _file(service: Service) -> Path:
    return Path(make_url(service.config.database_url).database or "")


def _waits(ledger: Ledger, answers: Answers, handed: Sequence[Text]) -> Waits:
    """A text that was not taken, or never alerted, waits for ever."""
    sent_at = {answer.name: answer.sent_at for answer in answers if answer.taken}
    alerted_at = ledger.alerted_at(sent_at, handed)
    return Waits([at - sent_at[number] for number, at in alerted_at.items()], of=len(answers))


def _lost(minute: _Minute) -> Figure:
    answers = minute.answers
    taken = sum(answer.taken for answer in answers)
    lost = taken - len(minute.waits.seconds)
    return Figure(
        minute.called(f"texts, taken, taken but not alerted {_PATIENCE} s later"),
        f"{len(answers)}, {taken}, {lost} {load.not_taken(answers)}".strip(),
        target="all, all, 0",
        reached=taken == len(answers) and not lost,
    )


def _rate(minute: _Minute) -> Figure:
    start = min(answer.sent_at for answer in minute.answers)
    out = sum(start <= text.at < start + minute.seconds for text in minute.handed)
    what = minute.called("texts handed over a second, meanwhile")
    return Figure(what, f"{out / minute.seconds:.0f}", target="100")


def _used(minute: _Minute) -> Figure:
    what = minute.called("processor time of all, milliseconds an enquiry")
    part = 1000 / len(minute.answers)
    return Figure(what, f"{sum(minute.used.values()) * part:.1f}: {said(minute.used, '.2f', part)}")


def _locked(minute: _Minute, lock: WriteLockWatch) -> Figure:
    what = minute.called("SQLite's write lock was held")
    return Figure(
        what, f"{lock.held:.1f} s of {lock.watched:.0f} ({say(lock.held / len(minute.answers))} an enquiry)"
    )
