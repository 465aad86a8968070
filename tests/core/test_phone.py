# ruff: noqa: RUF001 (look-alike digits are what some people send)
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enquiries.core.phone import (
    NumberKind,
    NumberRefusal,
    NumberRefused,
    SenderKind,
    as_dialled,
    read_number,
    read_sender,
)

THE_LINE = "+442079460123"
SPELLINGS = [
    "07700 900123",
    "07700900123",
    "07700-900-123",
    "07700.900.123",
    "07700_900123",
    "07700\u00b7900\u00b7123",
    "07700,900123",
    "07700 900123\u180e",
    "(07700) 900123",
    "+44 7700 900123",
    "+44 (0)7700 900123",
    "+44 (0) 7700 900 123",
    "0044 7700 900123",
    "447700900123",
    "7700900123",
    "tel:+447700900123",
    "\u202a+44 7700 900123\u202c",
    "07700\u00a0900\u2011123",
    "０７７００ ９００１２３",
    "٠٧٧٠٠ ٩٠٠١٢٣",
    "07700 900123 (mobile)",
    "Mobile: 07700 900123",
    " 07700 900123\n",
]


class TestReadNumber:
    @pytest.mark.parametrize("spelling", SPELLINGS)
    def test_reads_any_usual_spelling(self, spelling: str) -> None:
        number = read_number(spelling)
        assert number.e164 == "+447700900123"
        assert number.certain

    @pytest.mark.parametrize(
        ("given", "kind", "textable"),
        [
            ("07700 900999", NumberKind.MOBILE, True),
            ("07911 123456", NumberKind.MOBILE, True),
            ("(020) 7946 0000", NumberKind.LANDLINE, False),
            ("0115 496 0123", NumberKind.LANDLINE, False),
            ("01632 960123", NumberKind.LANDLINE, False),
            ("028 9649 6123", NumberKind.LANDLINE, False),
            ("0808 157 0123", NumberKind.OTHER, False),
            ("03069 990123", NumberKind.OTHER, False),
            ("+1 613 555 0123", NumberKind.UNKNOWN, True),
            ("+61 491 570 006", NumberKind.MOBILE, True),
        ],
    )
    def test_knows_what_can_be_texted(self, given: str, kind: NumberKind, textable: bool) -> None:
        number = read_number(given)
        assert (number.kind, number.textable, number.certain) == (kind, textable, True)

    @pytest.mark.parametrize(
        ("given", "kind"),
        [
            ("0110 496 0123", NumberKind.LANDLINE),
            ("+353 20 123 4567", NumberKind.UNKNOWN),
        ],
    )
    def test_takes_what_is_only_possible_but_wants_it_confirmed(self, given: str, kind: NumberKind) -> None:
        number = read_number(given)
        assert (number.kind, number.certain) == (kind, False)

    @pytest.mark.parametrize(
        ("given", "country", "e164"),
        [
            ("207-555-0199", "GB", "+442075550199"),
            ("(203) 555-0123", "GB", "+442035550123"),
            ("330-555-0123", "GB", "+443305550123"),
            ("20 7946 0123", "GB", "+442079460123"),
            ("353871234567", "GB", "+353871234567"),
            ("919876543210", "GB", "+919876543210"),
            ("1-202-555-0104", "GB", "+12025550104"),
            ("230 5 2512345", "GB", "+23052512345"),
            ("447700900123", "IE", "+447700900123"),
            ("353871234567", "US", "+353871234567"),
        ],
    )
    def test_asks_where_nothing_says_which_country_it_is(self, given: str, country: str, e164: str) -> None:
        number = read_number(given, country)
        assert (number.e164, number.certain) == (e164, False)

    @pytest.mark.parametrize(
        ("given", "country", "e164"),
        [
            ("7700900123", "GB", "+447700900123"),
            ("447700900124", "GB", "+447700900124"),
            ("00 353 87 123 4567", "GB", "+353871234567"),
            ("(202) 555-0104", "US", "+12025550104"),
            ("1-202-555-0104", "US", "+12025550104"),
            ("087 123 4567", "IE", "+353871234567"),
            ("612 34 56 78", "ES", "+34612345678"),
            ("501 234 567", "PL", "+48501234567"),
        ],
    )
    def test_does_not_ask_what_the_number_says(self, given: str, country: str, e164: str) -> None:
        number = read_number(given, country)
        assert (number.e164, number.certain) == (e164, True)

    def test_wants_a_number_confirmed_whose_extension_would_be_lost(self) -> None:
        number = read_number("020 7946 0000 ext 12")
        assert (number.e164, number.certain) == ("+442079460000", False)

    @pytest.mark.parametrize(
        ("given", "refusal"),
        [
            ("", NumberRefusal.NOT_A_NUMBER),
            ("as soon as you can", NumberRefusal.NOT_A_NUMBER),
            ("999", NumberRefusal.NOT_A_NUMBER),
            ("07700 900123 456", NumberRefusal.NOT_A_NUMBER),
            ("+999 12345 678", NumberRefusal.NOT_A_NUMBER),
            ("07700 900123 / 07700 900456", NumberRefusal.SEVERAL),
            ("07700 90012", NumberRefusal.TOO_SHORT),
            ("020 7946 012", NumberRefusal.TOO_SHORT),
            ("+1 202 555 014", NumberRefusal.TOO_SHORT),
            ("7946 0123", NumberRefusal.LOCAL_ONLY),
            ("406092", NumberRefusal.LOCAL_ONLY),
            ("9876543210", NumberRefusal.NO_START),
            ("07700900123,07700900124", NumberRefusal.SEVERAL),
            ("0909 879 0123", NumberRefusal.PREMIUM_RATE),
            ("+979 123 456 789", NumberRefusal.PREMIUM_RATE),
            ("070 1234 5678", NumberRefusal.PERSONAL),
            ("+881 6 1234 5678", NumberRefusal.SATELLITE),
            ("+870 773 123 456", NumberRefusal.SATELLITE),
            ("020 7946 0123", NumberRefusal.OUR_OWN),
            ("83222", NumberRefusal.OUR_OWN),
        ],
    )
    def test_refuses_what_cannot_be_rung_back(self, given: str, refusal: NumberRefusal) -> None:
        with pytest.raises(NumberRefused) as caught:
            read_number(given, refuse={THE_LINE, "83222"})
        assert caught.value.refusal is refusal
        assert str(caught.value).endswith(".")

    def test_reads_a_number_as_dialled_at_home_in_another_country(self) -> None:
        assert read_number("(01) 234 5678", "IE").e164 == "+35312345678"

    @given(st.text() | st.text("0123456789+ ()-.٠१"))
    def test_takes_or_refuses_anything_at_all(self, text: str) -> None:
        try:
            number = read_number(text)
        except NumberRefused:
            return
        assert number.e164[0] == "+"
        assert number.e164[1:].isdecimal()
        assert number.e164[1:].isascii()

    @given(
        st.integers(0, 999).map(lambda last: f"07700900{last:03}")
        | st.integers(0, 999).map(lambda last: f"02079460{last:03}"),
        st.lists(st.sampled_from(["", "", " ", "-", ".", "  "]), min_size=11, max_size=11),
        st.sampled_from(["0", "+44", "+44 (0)", "0044 ", "tel:+44"]),
    )
    def test_reads_one_number_however_it_is_grouped(self, dialled: str, gaps: list[str], start: str) -> None:
        rest = "".join(digit + gap for digit, gap in zip(dialled[1:], gaps, strict=False))
        assert read_number(start + rest).e164 == f"+44{dialled[1:]}"


class TestReadSender:
    @pytest.mark.parametrize(
        ("given", "kind", "address", "textable", "country"),
        [
            ("+447700900123", SenderKind.NUMBER, "+447700900123", True, "GB"),
            ("07700 900123", SenderKind.NUMBER, "+447700900123", True, "GB"),
            ("+442079460000", SenderKind.NUMBER, "+442079460000", False, "GB"),
            ("+16135550123", SenderKind.NUMBER, "+16135550123", True, "CA"),
            ("+35312345678", SenderKind.NUMBER, "+35312345678", False, "IE"),
            ("+449098790123", SenderKind.NUMBER, "+449098790123", False, "GB"),
            ("+881612345678", SenderKind.NUMBER, "+881612345678", True, "GB"),
            ("+99912345678901", SenderKind.NUMBER, "+99912345678901", True, "GB"),
            ("whatsapp:+447700900123", SenderKind.NUMBER, "+447700900123", False, "GB"),
            ("83222", SenderKind.SHORT_CODE, "83222", False, "GB"),
            (" NHSnotify ", SenderKind.ALPHANUMERIC, "NHSnotify", False, "GB"),
            ("", SenderKind.ALPHANUMERIC, "", False, "GB"),
        ],
    )
    def test_is_taken_as_given(
        self, given: str, kind: SenderKind, address: str, textable: bool, country: str
    ) -> None:
        sender = read_sender(given)
        assert (sender.kind, sender.address, sender.textable, sender.country) == (
            kind,
            address,
            textable,
            country,
        )

    @given(st.text() | st.text("0123456789+ ()-."))
    @example("0" * 68 + "\N{DIAERESIS}" * 20 + "\N{LATIN SMALL LIGATURE FF}" * 20)
    @example("e\N{ZERO WIDTH JOINER}\N{COMBINING ACUTE ACCENT}")
    def test_takes_anything(self, text: str) -> None:
        sender = read_sender(text)
        assert len(sender.country) == 2
        assert read_sender(sender.address) == sender


class TestAsDialled:
    @pytest.mark.parametrize(
        ("e164", "country", "dialled"),
        [
            ("+442079460123", "GB", "020 7946 0123"),
            ("+447700900123", "GB", "07700 900123"),
            ("+16135550123", "GB", "+1 613-555-0123"),
            ("+442079460123", "IE", "+44 20 7946 0123"),
            ("83222", "GB", "83222"),
            ("ask the desk", "GB", "ask the desk"),
        ],
    )
    def test_is_spelt_as_at_home(self, e164: str, country: str, dialled: str) -> None:
        assert as_dialled(e164, country) == dialled

    @given(st.integers(0, 999))
    def test_reads_back_to_the_same_number(self, last: int) -> None:
        e164 = f"+447700900{last:03}"
        assert read_number(as_dialled(e164)).e164 == e164
