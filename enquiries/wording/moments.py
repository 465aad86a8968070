"""Moments as texts to the public say them, in the language of the person and by the centre's clock."""

from datetime import datetime, tzinfo

from babel import Locale
from babel.dates import format_date

from enquiries.core.i18n import ENGLISH
from enquiries.dates.spoken import say_clock, say_opening, say_when
from enquiries.wording import wording


def call_time(moment: datetime, now: datetime, zone: tzinfo, language: str) -> str:
    """When the call comes: now, at 6pm today, Wed 14 Jan 10am."""
    if language == ENGLISH:
        return say_when(moment, now, zone)
    return _translated("now" if moment <= now else _nearness(moment, now, zone), moment, zone, language)


def opening(moment: datetime, now: datetime, zone: tzinfo, language: str) -> str:
    """When a centre opens: 8am tomorrow."""
    if language == ENGLISH:
        return say_opening(moment, now, zone)
    return _translated(_nearness(moment, now, zone), moment, zone, language)


def _nearness(moment: datetime, now: datetime, zone: tzinfo) -> str:
    days = (moment.astimezone(zone).date() - now.astimezone(zone).date()).days
    return {0: "today", 1: "tomorrow"}.get(days, "later")


def _translated(name: str, moment: datetime, zone: tzinfo, language: str) -> str:
    pattern = wording.text_in(language, "when.day", {})
    day = format_date(moment.astimezone(zone).date(), pattern, locale=Locale.parse(language))
    return wording.text_in(language, f"when.{name}", {"time": say_clock(moment, zone), "day": day})
