"""Telephone numbers: as people write them, as networks name them (E.164), and as people dial them.

A number given in a form is accepted where it is possible. It is `certain` where the numbering plan knows it;
where only its length is right, the form asks once "is this right?", because plans lag behind new ranges. The
form also asks where the prefix that tells the country is missing: 207 555 0199 could be in London or in
Maine. Ofcom's drama numbers count as certain. A number is refused, with a sentence to show, where calling it
is costly (premium rate, personal, satellite) or impossible, or where it is one of the service's own.

The sender of an incoming text is never refused: it is kept as given, and only judged for texting back.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

import phonenumbers
from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberType,
    ValidationResult,
)

from enquiries.core.bounds import LONGEST_NUMBER
from enquiries.core.i18n import shown


class NumberKind(StrEnum):
    MOBILE = "mobile"
    LANDLINE = "landline"
    OTHER = "other"  # can be rung, not texted: freephone, business and internet numbers
    UNKNOWN = "unknown"  # may be a mobile: in some countries, such as the US, a number does not tell

    @property
    def textable(self) -> bool:
        return self in {NumberKind.MOBILE, NumberKind.UNKNOWN}


class NumberRefusal(StrEnum):
    """Why a number is refused; the value is what the person reads."""

    NOT_A_NUMBER = shown(
        "This is not a phone number. Please check it: a UK number has 10 or 11 digits and starts with 0, and "
        "one from another country starts with + and the country code."
    )
    SEVERAL = shown("There is more than one number here. Please give the one to call.")
    NO_START = shown(
        "The start of this number is missing. A UK number starts with 0, and one from another country with + "
        "and the country code."
    )
    LOCAL_ONLY = shown("The start of this number is missing. Please give all of it, with the area code.")
    TOO_SHORT = shown("This number is too short: a digit is missing. Please check it.")
    PREMIUM_RATE = shown("This is a premium-rate number. Please give a mobile or a landline.")
    PERSONAL = shown(
        "This is a personal (070) number, which costs a lot to call. Please give a mobile or a landline."
    )
    SATELLITE = shown("We can’t call satellite numbers. Please give a mobile or a landline.")
    OUR_OWN = shown("This is our own number. Please give the number to call you on.")


class NumberRefused(ValueError):
    """A number we do not take; `str()` is a sentence for the person who gave it."""

    def __init__(self, refusal: NumberRefusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True)
class GivenNumber:
    e164: str
    kind: NumberKind
    certain: bool
    """False: ask once if it is right, then accept it."""

    @property
    def textable(self) -> bool:
        return self.kind.textable


class SenderKind(StrEnum):
    NUMBER = "number"
    SHORT_CODE = "short_code"
    ALPHANUMERIC = "alphanumeric"


@dataclass(frozen=True)
class Sender:
    """Who sent a text: `address` is E.164 for a number, else as it came; `country` is an ISO 3166 code."""

    kind: SenderKind
    address: str
    textable: bool
    country: str


_KINDS = {
    PhoneNumberType.MOBILE: NumberKind.MOBILE,
    PhoneNumberType.FIXED_LINE: NumberKind.LANDLINE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE: NumberKind.UNKNOWN,
    PhoneNumberType.UNKNOWN: NumberKind.UNKNOWN,
}
# Ofcom's drama ranges that the numbering plan does not know; the others are valid in it.
_DRAMA = re.compile(r"\+44(?:7700900|1632960|1154960)\d{3}")
# The United Kingdom's plan by first digits, for numbers too new for the library (Ofcom, National Telephone
# Numbering Plan): 01 and 02 are geographic, 03 business, 070 personal, 08 special, 09 premium.
_UK_RANGES = (
    (re.compile(r"\+44[12]"), PhoneNumberType.FIXED_LINE),
    (re.compile(r"\+443"), PhoneNumberType.UAN),
    (re.compile(r"\+4470"), PhoneNumberType.PERSONAL_NUMBER),
    (re.compile(r"\+447"), PhoneNumberType.MOBILE),
    (re.compile(r"\+448"), PhoneNumberType.SHARED_COST),
    (re.compile(r"\+449"), PhoneNumberType.PREMIUM_RATE),
)
_NEARLY_A_NUMBER = 6  # digits: fewer are no number with one left out
_UK_SHORT = re.compile(r"\+44[1-9]\d{5,8}")
_COSTLY = {
    PhoneNumberType.PREMIUM_RATE: NumberRefusal.PREMIUM_RATE,
    PhoneNumberType.PERSONAL_NUMBER: NumberRefusal.PERSONAL,
}
_AT_HOME_ONLY = frozenset(
    {
        PhoneNumberType.TOLL_FREE,
        PhoneNumberType.PREMIUM_RATE,
        PhoneNumberType.SHARED_COST,
        PhoneNumberType.UAN,
    }
)
_NO_COUNTRY = "001"  # how the library names networks outside countries: satellites above all
_DIGITS = re.compile(r"\+?[ .(]*\d[\d\s().\-\u2010-\u2015\u2212]*")
_LEAST_DIGITS = 5  # fewer digits next to a number are an extension or a note, not a second number
# The longest that E.164 allows: what is longer is more than one number.
_MOST_DIGITS = 15
_UNUSUAL_GAPS = str.maketrans("_\u00b7\u2022\u2219\u22c5", "     ")
_GAP_OR_SECOND = re.compile(r"(?<=\d)[,/](?=\d)")
_SHORT_CODE = re.compile(r"\d{3,8}")
_WHATSAPP = "whatsapp:"
_LOOKS_LIKE_NUMBER = re.compile(r"(?:tel:)?\+?[\d\s().\-]+")


def read_number(text: str, country: str = "GB", *, refuse: Collection[str] = ()) -> GivenNumber:
    """Read a number from a form, in any usual spelling, as one would dial it in `country` (ISO 3166).

    `refuse` are our own addresses (E.164, or the digits of a short code). Raises NumberRefused.
    """
    if len(text) > LONGEST_NUMBER:
        raise NumberRefused(NumberRefusal.NOT_A_NUMBER)
    written, alone = _number_in(_with_usual_gaps(_cleaned(text)))
    if _digits(written) in refuse:
        raise NumberRefused(NumberRefusal.OUR_OWN)
    parsed, is_whole = _reading(written, country)
    e164 = _e164(parsed)
    if e164 in refuse:
        raise NumberRefused(NumberRefusal.OUR_OWN)
    return GivenNumber(e164, _kind(parsed), certain=alone and is_whole and _is_known(parsed))


def read_sender(text: str) -> Sender:
    """Read the sender of an incoming text, of any kind; only the first `LONGEST_NUMBER` characters count."""
    given = _cleaned(text[:LONGEST_NUMBER])[:LONGEST_NUMBER].strip()
    if given.casefold().startswith(_WHATSAPP):
        # it may be called; an answer would have to come from a WhatsApp sender
        return replace(read_sender(given[len(_WHATSAPP) :]), textable=False)
    if _SHORT_CODE.fullmatch(given):
        return Sender(SenderKind.SHORT_CODE, _digits(given), textable=False, country="GB")
    if not _LOOKS_LIKE_NUMBER.fullmatch(given) or not _digits(given):
        return Sender(SenderKind.ALPHANUMERIC, given, textable=False, country="GB")
    parsed = _parsed(given, "GB")
    if (parsed is None and not given.startswith("+")) or (parsed is not None and not _is_read_again(parsed)):
        return Sender(SenderKind.ALPHANUMERIC, given, textable=False, country="GB")
    if parsed is None:
        return Sender(SenderKind.NUMBER, f"+{_digits(given)}", textable=True, country="GB")
    return Sender(SenderKind.NUMBER, _e164(parsed), _kind(parsed).textable, _country(parsed))


def _is_read_again(parsed: PhoneNumber) -> bool:
    """Return True where the number as we keep it is the same number; of eleven zeros some get lost."""
    e164 = _e164(parsed)
    again = _parsed(e164, "GB")
    return again is not None and _e164(again) == e164


@lru_cache(maxsize=4096)
def as_dialled(e164: str, country: str = "GB") -> str:
    """Return the number as dialled in `country`: 020 7946 0123 at home, +1 613-555-0123 from abroad."""
    parsed = _parsed(e164, country)
    if parsed is None:
        return e164
    at_home = parsed.country_code == phonenumbers.country_code_for_region(country)
    style = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)


def can_call(country: str, e164: str) -> bool:
    """Return True where that number can be dialled in `country` (ISO 3166).

    Freephone, business and shared-cost numbers are mostly for callers in their own country (Ofcom, National
    Telephone Numbering Plan, on 0800, 03 and 084).
    """
    parsed = _parsed(e164, country)
    if parsed is None or parsed.country_code == phonenumbers.country_code_for_region(country):
        return True
    return _type(parsed) not in _AT_HOME_ONLY


def can_text(sender: str, country: str, e164: str) -> bool:
    """Return True where a text from one of our numbers reaches that number.

    A short code reaches the networks of its own country (ISO 3166) alone (Twilio, "What is an SMS short
    code?"). Islands that share its calling code count as part of it.
    """
    parsed = _parsed(e164, country)
    is_short_code = _SHORT_CODE.fullmatch(sender) is not None
    if not is_short_code or parsed is None:
        return True
    return parsed.country_code == phonenumbers.country_code_for_region(country)


def _cleaned(text: str) -> str:
    """Without the invisible marks that phones put around a number copied from their contacts."""
    folded = unicodedata.normalize("NFKC", text)
    kept = "".join(each for each in folded if unicodedata.category(each) not in {"Cf", "Cc"})
    return unicodedata.normalize("NFKC", kept).strip()  # what a mark kept apart may belong together


def _with_usual_gaps(text: str) -> str:
    """With spaces for other marks between digits; a comma may also stand between two numbers."""
    text = text.translate(_UNUSUAL_GAPS)
    return _GAP_OR_SECOND.sub(" ", text) if len(_digits(text)) <= _MOST_DIGITS else text


def _reading(written: str, country: str) -> tuple[PhoneNumber, bool]:
    """Return the number, and True where it is written with its full prefix. Raises NumberRefused."""
    at_home = _parsed(written, country)
    if at_home is None:
        raise NumberRefused(NumberRefusal.NOT_A_NUMBER)
    if _is_whole(written, at_home):
        _refuse_unringable(at_home)
        return at_home, True
    abroad = _parsed(f"+{_digits(written)}", country)
    is_abroad = abroad is not None and _is_known(abroad)
    if abroad is not None and is_abroad and not _is_known(at_home):
        _refuse_unringable(abroad)
        return abroad, False
    if _type(at_home) in _COSTLY:
        # so it would be with the 0 in front, which may not be what is missing
        raise NumberRefused(NumberRefusal.NO_START)
    _refuse_unringable(at_home)
    return at_home, _kind(at_home) is NumberKind.MOBILE and not is_abroad


def _is_whole(written: str, number: PhoneNumber) -> bool:
    """Return True for +44 20…, 0044 20…, 44 20… and 020…; False for 20…, which is dialled with a 0."""
    digits = _digits(written)
    if "+" in written or digits.startswith("0") or digits == _digits(_e164(number)):
        return True
    national = phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)
    return _is_known(number) and digits == _digits(national)


def _number_in(text: str) -> tuple[str, bool]:
    """Return the one run of digits that may be a number, and True where there are no other digits."""
    runs = _DIGITS.findall(text)
    numbers = [run for run in runs if len(_digits(run)) >= _LEAST_DIGITS]
    if len(numbers) > 1:
        raise NumberRefused(NumberRefusal.SEVERAL)
    if not numbers:
        raise NumberRefused(NumberRefusal.NOT_A_NUMBER)
    return numbers[0], len(runs) == 1


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(each)) for each in text if each.isdecimal())


def _parsed(text: str, country: str) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(text, country)
    except NumberParseException:
        return None


def _refuse_unringable(number: PhoneNumber) -> None:
    possible = phonenumbers.is_possible_number_with_reason(number)
    if possible == ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
        raise NumberRefused(NumberRefusal.LOCAL_ONLY)
    if _lacks_a_digit(number) or (possible == ValidationResult.TOO_SHORT and _is_nearly_one(number)):
        raise NumberRefused(NumberRefusal.TOO_SHORT)
    if possible != ValidationResult.IS_POSSIBLE:
        raise NumberRefused(NumberRefusal.NOT_A_NUMBER)
    costly = _COSTLY.get(_type(number))
    if costly:
        raise NumberRefused(costly)
    if _main_country(number) == _NO_COUNTRY:
        raise NumberRefused(NumberRefusal.SATELLITE)


def _lacks_a_digit(number: PhoneNumber) -> bool:
    """Return True for a UK number of fewer than ten digits after the 0 that is none of the few that short."""
    return _UK_SHORT.fullmatch(_e164(number)) is not None and not _is_known(number)


def _is_nearly_one(number: PhoneNumber) -> bool:
    return len(str(number.national_number)) >= _NEARLY_A_NUMBER


def _is_known(number: PhoneNumber) -> bool:
    return phonenumbers.is_valid_number(number) or _DRAMA.fullmatch(_e164(number)) is not None


def _kind(number: PhoneNumber) -> NumberKind:
    return _KINDS.get(_type(number), NumberKind.OTHER)


def _type(number: PhoneNumber) -> int:
    known: int = phonenumbers.number_type(number)
    if known != PhoneNumberType.UNKNOWN:
        return known
    e164 = _e164(number)
    return next((type_ for starts, type_ in _UK_RANGES if starts.match(e164)), known)


def _e164(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _country(number: PhoneNumber) -> str:
    country = phonenumbers.region_code_for_number(number) or _main_country(number)
    return "GB" if country in {_NO_COUNTRY, "ZZ"} else country


def _main_country(number: PhoneNumber) -> str:
    """The country, or the main one of those, that has the calling code; ZZ where none has it."""
    return phonenumbers.region_code_for_country_code(number.country_code or 0)
