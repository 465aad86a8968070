"""Ids of rows as addresses and forms write them: one that no row can have is none."""

from typing import Final

from werkzeug.routing import IntegerConverter, Map

LARGEST: Final = 2**31 - 1
"""What an INTEGER of PostgreSQL holds."""


class RowId(IntegerConverter):
    """`<int:…>` of an address; anything larger leads to nothing."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST)


def read_id(written: str) -> int | None:
    """The id, or None where that is none."""
    if not (written.isascii() and written.isdecimal() and len(written) <= len(str(LARGEST))):
        return None
    return int(written) if int(written) <= LARGEST else None
