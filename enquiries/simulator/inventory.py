"""The account's numbers as the REST API lists them: long ones and short codes, each where its texts go.

The stand-in has one webhook for all of its numbers. What it knows nothing of is left empty, as it is at
Twilio for a number just bought.
Sources: https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource and
https://www.twilio.com/docs/messaging/api/short-code-resource
"""

import hashlib

from .delivery import API_VERSION
from .exchange import Exchange
from .numbers import Number, is_e164, is_short_code


def long_numbers(exchange: Exchange, matching: str = "") -> list[dict[str, object]]:
    """The IncomingPhoneNumber resources; those that are `matching`, where that is given."""
    return [
        _long_number(exchange, each)
        for each in exchange.numbers.all()
        if is_e164(each.number) and matching in ("", each.number)
    ]


def short_codes(exchange: Exchange, matching: str = "") -> list[dict[str, object]]:
    """The ShortCode resources."""
    return [
        _common(exchange, "SC", "SMS/ShortCodes", each) | {"short_code": each.number}
        for each in exchange.numbers.all()
        if is_short_code(each.number) and matching in ("", each.number)
    ]


def _long_number(exchange: Exchange, number: Number) -> dict[str, object]:
    return _common(exchange, "PN", "IncomingPhoneNumbers", number) | {
        "beta": False,
        "capabilities": {"fax": False, "mms": False, "sms": True, "voice": True},
        "origin": "twilio",
        "phone_number": number.number,
        "sms_application_sid": "",
        "status": "in-use",
        "status_callback": "",
        "status_callback_method": "POST",
        "voice_url": "",
    }


def _common(exchange: Exchange, prefix: str, kind: str, number: Number) -> dict[str, object]:
    # the same each time it is listed
    sid = prefix + hashlib.sha256(number.number.encode()).hexdigest()[:32]
    return {
        "account_sid": exchange.account_sid,
        "api_version": API_VERSION,
        "date_created": None,
        "date_updated": None,
        "friendly_name": number.number,
        "sid": sid,
        "sms_fallback_method": "POST",
        "sms_fallback_url": exchange.fallback,
        "sms_method": "POST",
        "sms_url": exchange.webhook,
        "uri": f"/{API_VERSION}/Accounts/{exchange.account_sid}/{kind}/{sid}.json",
    }
