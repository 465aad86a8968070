"""The telephone exchange: its settings, and all that the stand-in knows, in one place."""

import random
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from flask import current_app

from .faults import Faults
from .log import MessageLog
from .numbers import Number, Numbers
from .phones import Phone, Phones
from .record import open_record
from .scheduler import Scheduler
from .webhooks import Webhooks

_LAST_CALLBACK = 2.0  # seconds

_ACCOUNT_SID = "AC" + "0" * 32


@dataclass(frozen=True)
class Settings:
    """Times are seconds. `delays` is the shortest and longest wait before each step of a text on its way.
    `record` is the file that texts are kept in over a restart; without one they are gone.
    """

    account_sid: str = _ACCOUNT_SID
    auth_token: str = "stand-in"  # noqa: S105 (a local stand-in's own default, not a credential of anything)
    webhook: str = ""
    fallback: str = ""
    webhook_timeout: float = 15.0
    delays: tuple[float, float] = (0.2, 1.2)
    limit_rates: bool = True
    threads: int = 32
    numbers: tuple[Number, ...] = ()
    phones: tuple[Phone, ...] = ()
    guide: str = ""
    seed: int | None = None
    record: Path | None = None

    @classmethod
    def for_tests(cls, webhook: str = "", numbers: tuple[Number, ...] = ()) -> Self:
        """No delays and no rates: everything happens at once, though still in its own thread."""
        return cls(webhook=webhook, numbers=numbers, delays=(0, 0), limit_rates=False)


class Exchange:
    """The state and the threads; `stop` ends them. What happens to texts: `sending`, `receiving`."""

    def __init__(self, settings: Settings) -> None:
        self.account_sid = settings.account_sid
        self.auth_token = settings.auth_token
        self.delays = settings.delays
        self.guide = settings.guide
        self.url = ""  # of this stand-in, once it is known where it listens
        self._record = open_record(settings.record)
        self.log = MessageLog(self._record)
        self.faults = Faults(settings.seed, self._record)
        self.numbers = Numbers(settings.numbers, settings.limit_rates)
        self.phones = Phones(settings.phones, self._record)
        self.webhooks = Webhooks(settings.auth_token, settings.webhook_timeout)
        self.scheduler = Scheduler(settings.threads)
        self._chance = random.Random(settings.seed)  # noqa: S311 (chance, not a secret)
        self._opted_out = self._record.opt_outs()
        self._lock = threading.Lock()
        self.point_at(settings.webhook, settings.fallback)

    def point_at(self, webhook: str, fallback: str = "") -> None:
        """Where inbound texts are posted; the fallback is the webhook's and `/fallback` by default."""
        self.webhook = webhook
        self.fallback = fallback or (f"{webhook}/fallback" if webhook else "")

    def delay(self) -> float:
        """A random delay before a text's next step, in seconds."""
        return self._chance.uniform(*self.delays)

    def opt_out(self, number: str, phone: str) -> bool:
        """Stop texts from one of our numbers to a phone; False when they were stopped already."""
        with self._lock:
            new = (number, phone) not in self._opted_out
            self._opted_out.add((number, phone))
            self._record.keep_opt_out(number, phone)
        return new

    def opt_in(self, number: str, phone: str) -> None:
        with self._lock:
            self._opted_out.discard((number, phone))
            self._record.forget_opt_out(number, phone)

    def opted_out(self, number: str, phone: str) -> bool:
        return (number, phone) in self._opted_out

    def reset(self) -> None:
        """Forget texts, faults and opt-outs; keep numbers, phones, guide and webhook.

        A callback that is under way is let finish, so that it does not come after.
        """
        self.faults.clear()
        self.scheduler.clear()
        self.log.clear()
        self.scheduler.settle(_LAST_CALLBACK)
        with self._lock:
            self._opted_out.clear()
            self._record.forget_opt_outs()
        self.numbers.forget_turns()
        self.phones.forget_undeclared()

    def start_afresh(self) -> None:
        """Forget what `reset` does and every phone that was added; the visitor gets the next number."""
        self.reset()
        self.phones.forget_added()
        self.next_visitor()

    def next_visitor(self) -> None:
        """Give the visitor a number that was not used before. Raises ValueError where all were."""
        texted = {number for message in self.log.all() for number in (message.from_, message.to)}
        self.phones.next_visitor(texted | {each.number for each in self.numbers.all()})
        self.log.touch()

    def stop(self) -> None:
        """End the threads and close the connections and the record. Faults that are on stay in the record."""
        self.faults.wake()
        self.scheduler.stop()
        self.webhooks.close()
        self._record.close()


def current_exchange() -> Exchange:
    """The exchange of the app that answers this request."""
    found: Exchange = current_app.extensions["exchange"]
    return found
