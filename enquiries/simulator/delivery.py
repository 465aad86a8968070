"""How an accepted text is carried to the handset, or is not, and who is told at each step.

A busy number lets it wait its turn; one that would wait longer than its validity period fails with 30036.
"""

import time
from dataclasses import dataclass, field
from functools import partial

from .errors import DeliveryError
from .exchange import Exchange
from .faults import FaultKind
from .message import Callback, Message, Status

API_VERSION = "2010-04-01"

Step = tuple[Status, DeliveryError | None]

_LOST: dict[FaultKind, list[Step]] = {
    FaultKind.SUSPENDED: [(Status.FAILED, DeliveryError.SUSPENDED)],
    FaultKind.FILTERED: [(Status.UNDELIVERED, DeliveryError.FILTERED)],
    FaultKind.HANDSET_OFF: [(Status.SENT, None), (Status.UNDELIVERED, DeliveryError.HANDSET_OFF)],
    FaultKind.UNREACHABLE: [(Status.SENT, None), (Status.UNDELIVERED, DeliveryError.UNREACHABLE)],
}


@dataclass
class Journey:
    """The steps before a text. Callbacks `held` back are made at the end, the last first."""

    steps: list[Step]
    reordered: bool
    held: list[dict[str, str]] = field(default_factory=list)


def set_off(exchange: Exchange, message: Message) -> None:
    """Plan a text's steps and schedule the first."""
    now = time.monotonic()
    wait = exchange.numbers.take_turn(message.from_, now) - now
    expired = wait > message.validity_period
    steps: list[Step] = [(Status.FAILED, DeliveryError.EXPIRED)] if expired else _steps(exchange, message)
    reordered = exchange.faults.strike(FaultKind.CALLBACKS_REORDERED, message.to) is not None
    journey = Journey(steps, reordered)
    due = now + min(wait, message.validity_period) + exchange.delay()
    exchange.scheduler.do(partial(_advance, exchange, message, journey), due)


def resume(exchange: Exchange) -> None:
    """Let the texts go on that were on their way when the stand-in last stopped."""
    for message in exchange.log.all():
        if not message.status.final:
            set_off(exchange, message)


def _steps(exchange: Exchange, message: Message) -> list[Step]:
    """The steps that are still before a text."""
    return [step for step in _whole_way(exchange, message) if step[0] not in message.statuses]


def _whole_way(exchange: Exchange, message: Message) -> list[Step]:
    first: list[Step] = [(Status.QUEUED, None)] if message.status is Status.ACCEPTED else []
    for kind, steps in _LOST.items():
        if exchange.faults.strike(kind, message.to):
            return first + steps
    return [*first, (Status.SENT, None), (Status.DELIVERED, None)]


def _advance(exchange: Exchange, message: Message, journey: Journey) -> None:
    if exchange.log.find(message.sid) is None:  # forgotten by a reset
        return
    status, error = journey.steps.pop(0)
    with exchange.log.changing(message):
        message.move(status, error)
    if message.status_callback:
        journey.held.append(_parameters(exchange, message))
    if not journey.reordered or not journey.steps:
        while journey.held:
            _call_back(exchange, message, journey.held.pop())
    if journey.steps:
        exchange.scheduler.do(
            partial(_advance, exchange, message, journey), time.monotonic() + exchange.delay()
        )


def _call_back(exchange: Exchange, message: Message, parameters: dict[str, str]) -> None:
    if exchange.faults.strike(FaultKind.CALLBACKS_DROPPED, message.to):
        return
    times = 2 if exchange.faults.strike(FaultKind.CALLBACKS_DOUBLED, message.to) else 1
    for _ in range(times):
        answer = exchange.webhooks.post(message.status_callback, parameters)
        with exchange.log.changing(message):
            message.callbacks.append(Callback(Status(parameters["MessageStatus"]), answer.status))


def _parameters(exchange: Exchange, message: Message) -> dict[str, str]:
    parameters = {
        "AccountSid": exchange.account_sid,
        "ApiVersion": API_VERSION,
        "From": message.from_,
        "MessageSid": message.sid,
        "MessageStatus": message.status.value,
        "SmsSid": message.sid,
        "SmsStatus": message.status.value,
        "To": message.to,
    }
    if message.messaging_service_sid:
        parameters["MessagingServiceSid"] = message.messaging_service_sid
    if message.error:
        parameters["ErrorCode"] = str(message.error.code)
        parameters["ErrorMessage"] = message.error.message
    return parameters
