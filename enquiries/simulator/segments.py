"""How many segments a text takes on the air.

A text whose every letter is in the GSM-7 alphabet has 160 septets in one segment and 153 in each of several;
the letters of the extension table take two septets, and such a pair is never split over two segments. One
letter outside GSM-7 turns the whole text into UCS-2: 70 code units, or 67 in each of several (3GPP TS 23.038,
23.040). An emoji is two code units, which stay together too.
"""

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION = frozenset("\f^{}\\[~]|€")


def encoding(body: str) -> str:
    """The alphabet the text is sent in: `GSM-7` or `UCS-2`."""
    return "GSM-7" if _BASIC.union(_EXTENSION).issuperset(body) else "UCS-2"


def segments(body: str) -> int:
    """The number of segments; an empty text still takes one."""
    if encoding(body) == "GSM-7":
        return _pack([2 if letter in _EXTENSION else 1 for letter in body], alone=160, joined=153)
    return _pack([2 if ord(letter) > 0xFFFF else 1 for letter in body], alone=70, joined=67)


def _pack(widths: list[int], *, alone: int, joined: int) -> int:
    if sum(widths) <= alone:
        return 1
    count, room = 1, joined
    for width in widths:
        if width > room:
            count, room = count + 1, joined
        room -= width
    return count
