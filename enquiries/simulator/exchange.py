"""The telephone exchange: all that the stand-in knows, in one place."""

import random
import threading

from .couriers import Couriers
from .faults import Faults
from .log import MessageLog
from .numbers import Numbers
from .phones import Phones
from .record import open_record
from .settings import Settings
from .webhooks import Webhooks

_LAST_CALLBACK = 2.0  # seconds


class Exchange:
    """The state and the threads; `stop` ends them. What happens to texts: `sending`, `receiving`."""

    def __init__(self, settings: Settings) -> None:
        self.account_sid = settings.account_sid
        self.auth_token = settings.auth_token
        self.delays = settings.delays
        self.guide = settings.guide
        self._record = open_record(settings.record)
        self.log = MessageLog(self._record)
        self.faults = Faults(settings.seed, self._record)
        self.numbers = Numbers(settings.numbers, settings.limit_rates)
        self.phones = Phones(settings.phones, self._record)
        self.webhooks = Webhooks(settings.auth_token, settings.webhook_timeout)
        self.couriers = Couriers(settings.couriers)
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
        self.couriers.clear()
        self.log.clear()
        self.couriers.settle(_LAST_CALLBACK)
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
        self.couriers.stop()
        self.webhooks.close()
        self._record.close()
