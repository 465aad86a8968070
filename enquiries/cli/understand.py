"""`flask understand`: what texts from the public would be taken to mean, as JSON. It asks no database."""

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from enquiries.cli.command import Command, Refused
from enquiries.core.enums import Asked
from enquiries.dates.country_zones import zone_of_country
from enquiries.dates.iso import read_moment
from enquiries.parsing.languages.taught import taught_codes
from enquiries.parsing.meaning import Meaning, read
from enquiries.parsing.risk.languages import LANGUAGES
from enquiries.parsing.risk.scan import scan

_KEYS = ("text", "asked", "at")


@click.command(cls=Command)
@click.argument("text", required=False)
@click.option("--asked", type=click.Choice([each.value for each in Asked]), help="The question we put last.")
@click.option(
    "--at", metavar="TIME", help="When it came: 2026-01-14T02:14 by the country's clock; now by default."
)
@click.option(
    "--country", metavar="CODE", default="GB", show_default=True, help="Of the number: its clock counts."
)
@click.option(
    "--language",
    type=click.Choice(sorted({*LANGUAGES, *taught_codes()})),
    help="What its writer is known to write. Danger is then looked for in it and in English; else in all.",
)
def understand(
    text: str | None, asked: str | None, at: str | None, country: str, language: str | None
) -> None:
    """Say what a text from the public would be taken to mean.

    Without TEXT it reads lines from stdin, each like {"text": "call me at 6", "asked": "time"}, and writes
    an object a line.
    """
    try:
        zone = zone_of_country(country)
        given = {"text": text, "asked": asked, "at": at}
        for each in [given] if text is not None else _lines(given):
            click.echo(json.dumps(_understood(each, zone, language), ensure_ascii=False))
    except ValueError as wrong:
        raise Refused(str(wrong)) from None


def _lines(given: Mapping[str, str | None]) -> Iterator[Mapping[str, str | None]]:
    """The lines of stdin, with what the command line said for all of them.

    Raises ValueError with the number of a bad line.
    """
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            said = json.loads(line)
        except ValueError:
            said = None
        if not isinstance(said, dict) or not isinstance(said.get("text"), str):
            raise ValueError(f'line {number} is not like {{"text": "call me at 6", "asked": "time"}}')
        if any(said.get(key) is not None and not isinstance(said[key], str) for key in _KEYS):
            raise ValueError(f"line {number}: asked and at must be text")
        if said.get("asked") not in (None, "", *Asked):
            raise ValueError(f"line {number}: asked must be one of {', '.join(Asked)}")
        yield {key: said.get(key) or given[key] for key in _KEYS}


def _understood(given: Mapping[str, str | None], zone: ZoneInfo, language: str | None) -> dict[str, str]:
    now = read_moment(given["at"], zone) if given["at"] else datetime.now(UTC)
    asked = Asked(given["asked"]) if given["asked"] else None
    text = given["text"] or ""
    found = scan(text, language)
    return in_words(read(text, now=now, zone=zone, asked=asked, found=found, language=language), zone)


def in_words(meaning: Meaning, zone: ZoneInfo) -> dict[str, str]:
    """A meaning in the words of this command, without what was not said; times by the clock of `zone`."""
    contact, times, found = meaning.contact, meaning.times, meaning.risk
    all_words: dict[str, Any] = {
        "about": meaning.about,
        "ring": "no" if contact.ring is False else None,
        "text": _yes_or_no(contact.text),
        "voicemail": _yes_or_no(contact.voicemail),
        "ask_for": meaning.ask_for,
        "cover": _yes(meaning.cover),
        "start": _clock(times.start, zone),
        "end": _clock(times.end, zone),
        "now": _yes(times.now),
        "question": meaning.question,
        "wrong_number": _yes(meaning.wrong_number),
        "stop": _yes(meaning.ends_contact),
        "thanks": _yes(meaning.thanks),
        "risk": found.tiers[0] if found.tiers else None,
        "level": found.level,
    }
    return {key: str(word) for key, word in all_words.items() if word}


def _yes(said: bool) -> str | None:
    return "yes" if said else None


def _yes_or_no(said: bool | None) -> str | None:
    return None if said is None else ("yes" if said else "no")


def _clock(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return f"{moment.astimezone(zone):%Y-%m-%dT%H:%M}" if moment else None
