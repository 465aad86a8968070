"""Twilio, through its own client. The only file that knows it.

Status words and error codes are from Twilio's Messages resource and its error dictionary.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any, TypeVar

from requests.adapters import HTTPAdapter
from requests.exceptions import ConnectionError as ConnectionBroken
from requests.exceptions import ConnectTimeout, RequestException
from twilio.base import values
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client
from urllib3.exceptions import MaxRetryError, NewConnectionError

from enquiries.messaging.gateway import (
    NumberSetUp,
    ProviderAccount,
    ProviderRefusal,
    Receipt,
    ReceivedText,
    ResultUnknown,
    SendFailed,
    TextToSend,
)
from enquiries.messaging.states import MessageState

# Its INFO lines print addresses with people's numbers in them.
logging.getLogger("twilio.http_client").setLevel(logging.WARNING)

_STATES: Mapping[str, MessageState] = {
    "accepted": MessageState.ACCEPTED,
    "scheduled": MessageState.ACCEPTED,
    "queued": MessageState.ACCEPTED,
    "sending": MessageState.ACCEPTED,
    "sent": MessageState.SENT,
    "delivered": MessageState.DELIVERED,
    "read": MessageState.DELIVERED,
    "partially_delivered": MessageState.DELIVERED,
    "undelivered": MessageState.UNDELIVERED,
    "failed": MessageState.FAILED,
    "canceled": MessageState.FAILED,
}
_PASSING_STATUSES = {408, 425, 429}
# A wrong token or account is the installation's fault and none of the text's.
_SENDER_STATUSES = {401, 403}
# What a code means: https://www.twilio.com/docs/api/errors. One that is not here is about the text itself.
_REFUSALS: Mapping[int, ProviderRefusal] = {
    **dict.fromkeys(
        (
            20429,  # too many requests
            21611,  # the sender's queue is full
            30001,  # the account's queue is full
            63038,  # the account's texts of the day are used up
        ),
        ProviderRefusal.PASSING,
    ),
    **dict.fromkeys(
        (
            20003,  # the token is wrong
            20404,  # the account or the Messaging Service is not there
            21212,  # the sender is not a valid number
            21603,  # there is no sender
            21606,  # the sender cannot send texts, or not to there
            21608,  # a trial account, and the recipient is not verified
            21659,  # the sender is not a number of Twilio's, or a short code of another country
            21660,  # the sender belongs to another account
            21661,  # the sender cannot send SMS
            21701,  # the Messaging Service does not exist
            21703,  # the Messaging Service has no number
            30002,  # the account is suspended
        ),
        ProviderRefusal.SENDER,
    ),
    21610: ProviderRefusal.OPTED_OUT,
    21614: ProviderRefusal.TAKES_NO_TEXTS,
    21635: ProviderRefusal.TAKES_NO_TEXTS,
    30006: ProviderRefusal.TAKES_NO_TEXTS,
}
_CLOCKS_MAY_DIFFER = timedelta(minutes=2)
_LARGEST_PAGE = 1000

Answer = TypeVar("Answer")


def state_of(status: str) -> MessageState | None:
    """Our word for a status of Twilio's; None for one that we do not know."""
    return _STATES.get(status)


def refusal_of(code: int | None) -> ProviderRefusal | None:
    """What an error of Twilio's asks for; None where there is none."""
    return None if code is None else _REFUSALS.get(code, ProviderRefusal.FINAL)


class TwilioGateway:
    """Texts through Twilio. Connections stay open; up to `connections` calls at a time from any threads."""

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        *,
        base_url: str,
        messaging_service_sid: str | None = None,
        timeout: float = 10.0,
        connections: int = 64,
    ) -> None:
        http = TwilioHttpClient(timeout=timeout, pool_connections=True)
        assert http.session is not None
        for scheme in ("https://", "http://"):
            http.session.mount(scheme, HTTPAdapter(pool_connections=1, pool_maxsize=connections))
        # Proxies and .netrc of the environment are not asked again at each call.
        http.session.trust_env = False
        self._client = Client(account_sid, auth_token, http_client=http)
        self._client.api.base_url = base_url
        self._service = messaging_service_sid
        self._session = http.session

    def send(self, text: TextToSend) -> Receipt:
        """Raises SendFailed or ResultUnknown."""
        create = partial(
            self._client.messages.create,
            to=text.to,
            from_=text.sender or values.unset,
            body=text.body,
            status_callback=text.receipts_to,
            validity_period=text.validity_seconds,
        )
        message = _called(partial(create, messaging_service_sid=self._service) if self._service else create)
        return _receipt(message.sid, message.status, message.error_code)

    def find(self, text: TextToSend, since: datetime) -> list[Receipt]:
        """Looks by recipient, sender, wording and time, since Twilio keeps no reference of ours.

        Looks at all that went to that number since then: in a burst one person gets hundreds of texts.
        """
        listed = _called(
            partial(
                self._client.messages.list,
                to=text.to,
                date_sent_after=since - _CLOCKS_MAY_DIFFER,
                page_size=_LARGEST_PAGE,
            )
        )
        return [
            _receipt(message.sid, message.status, message.error_code)
            for message in listed
            if message.body == text.body and text.sender in ("", message.from_)
        ]

    def received(self, to: str, since: datetime) -> list[ReceivedText]:
        """All that Twilio lists, page by page."""
        listed = _called(
            partial(self._client.messages.list, to=to, date_sent_after=since, page_size=_LARGEST_PAGE)
        )
        return [
            ReceivedText(
                message.sid, message.from_, to, message.body or "", message.date_sent or message.date_created
            )
            for message in listed
            if str(getattr(message.direction, "value", message.direction)) == "inbound"
        ]

    def account(self) -> ProviderAccount:
        """The account that our credentials open. Raises SendFailed or ResultUnknown."""
        context = self._client.api.accounts(self._client.account_sid)
        answer = _called(context.fetch_with_http_info)
        return ProviderAccount(
            status=_word(answer.data.status),
            is_trial=_word(answer.data.type) == "Trial",
            clock=_moment({name.lower(): value for name, value in answer.headers.items()}.get("date")),
        )

    def numbers(self) -> list[NumberSetUp]:
        """The numbers of the account and where their texts go. Raises SendFailed or ResultUnknown."""
        long = _called(self._client.incoming_phone_numbers.list)
        short = _called(self._client.short_codes.list)
        return [
            *(_set_up(each.phone_number, each, each.sms_application_sid or "") for each in long),
            *(_set_up(each.short_code, each) for each in short),
        ]

    def close(self) -> None:
        self._session.close()


def signature_is_valid(tokens: tuple[str, ...], url: str, form: Mapping[str, object], signature: str) -> bool:
    """Return True where one of the account's tokens signed this request."""
    return any(RequestValidator(token).validate(url, form, signature) for token in tokens)


def signature_of(token: str, url: str, form: Mapping[str, str]) -> str:
    """How the account signs this request, for a text that we post to ourselves."""
    signature: str = RequestValidator(token).compute_signature(url, form)
    return signature


def _called(call: Callable[[], Answer]) -> Answer:
    try:
        return call()
    except TwilioRestException as refusal:
        raise _refusal(refusal) from refusal
    except ConnectTimeout as away:
        raise SendFailed("the provider did not answer the call", ProviderRefusal.PASSING) from away
    except ConnectionBroken as broken:
        if _never_connected(broken):
            raise SendFailed("the provider could not be reached", ProviderRefusal.PASSING) from broken
        raise ResultUnknown from broken
    except (RequestException, TwilioException, ValueError) as broken:
        # A read time-out, an answer cut short, or one that is no JSON.
        raise ResultUnknown from broken


def _refusal(refusal: TwilioRestException) -> SendFailed:
    if refusal.status >= 500 or refusal.status in _PASSING_STATUSES:
        why = ProviderRefusal.PASSING
    elif refusal.status in _SENDER_STATUSES:
        why = ProviderRefusal.SENDER
    else:
        why = refusal_of(refusal.code) or ProviderRefusal.FINAL
    # The reason is not kept: Twilio's words repeat the number.
    return SendFailed(f"refused with {refusal.status}", why, code=refusal.code)


def _never_connected(broken: ConnectionBroken) -> bool:
    cause = broken.args[0] if broken.args else None
    return isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError)


def _receipt(sid: str | None, status: object, error_code: int | None) -> Receipt:
    if not sid:
        raise ResultUnknown
    state = _STATES.get(_word(status), MessageState.ACCEPTED)
    return Receipt(sid, state, error_code, refusal_of(error_code))


def _set_up(number: str | None, found: Any, application: str = "") -> NumberSetUp:
    return NumberSetUp(
        number=number or "",
        texts_to=found.sms_url or "",
        method=found.sms_method or "",
        fallback_to=found.sms_fallback_url or "",
        application=application,
    )


def _word(status: object) -> str:
    """The client has a word of Twilio's sometimes as an enum and sometimes as it came."""
    return str(getattr(status, "value", status))


def _moment(http_date: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(http_date or "")
    except ValueError:
        return None
