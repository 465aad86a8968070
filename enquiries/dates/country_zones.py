"""The clock of a country: its one time zone, or where it has several the one of its commonest numbers."""

from zoneinfo import ZoneInfo

from babel.core import get_global
from phonenumbers import SUPPORTED_REGIONS, example_number
from phonenumbers.timezone import time_zones_for_number


class UnknownCountry(ValueError):
    """No country has this code; `str()` says what to write instead."""


def zone_of_country(country: str) -> ZoneInfo:
    """The zone of a country by its ISO 3166 code, such as GB. Raises UnknownCountry."""
    zones = get_global("territory_zones").get(country.upper(), [])  # of the Unicode CLDR, as Babel ships it
    if not zones or country.upper() not in SUPPORTED_REGIONS:
        raise UnknownCountry(f"{country!r} is no country: write its two letters, like GB")
    example = example_number(country.upper()) if len(zones) > 1 else None
    likely = [zone for zone in time_zones_for_number(example) if zone in zones] if example else []
    return ZoneInfo((likely or zones)[0])
