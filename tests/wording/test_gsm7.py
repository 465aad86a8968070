# ruff: noqa: RUF001 (look-alike letters are what this file is about)
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.wording.gsm7 import (
    SEGMENT,
    WordingError,
    is_gsm7,
    names_in,
    plain,
    render,
    segments,
    septets,
    shorten,
    widest,
)

SHIPPED = tomllib.loads(Path("templates/sms/texts.toml").read_text())
WIDTHS: dict[str, int] = SHIPPED["widths"]
WORDINGS = {
    f"{section}.{key}": wording
    for section in ("enquirer", "risk", "staff")
    for key, wording in SHIPPED[section].items()
}
LINES = {"helpline", "talk", "talk_or_text", "child", "advice", "silent"}
NEVER_CUT = {"code", "emergency", "from_line", "line", "link", "number"} | LINES


class TestPlain:
    @pytest.mark.parametrize(
        ("written", "sent"),
        [
            ("Zoë", "Zoe"),
            ("Zoe\u0308", "Zoe"),
            ("Łukasz", "Lukasz"),
            ("José is in GSM-7", "José is in GSM-7"),
            ("“quoted” ‘twice’", "\"quoted\" 'twice'"),
            ("9–5 — or so…", "9-5 - or so..."),
            ("all well 👍🏽", "all well "),
            ("family 👨‍👩‍👧", "family "),
            ("Þór and Åse", "Thor and Åse"),
            ("Анна", "????"),
            ("½ past", "1/2 past"),
            ("€5 [each]", "€5 [each]"),
            ("one\r\ntwo\rthree", "one\ntwo\nthree"),
            ("no\u00a0break and\ttab", "no break and tab"),
            ("nul\x00 and mark\u200e", "nul and mark"),
            ("garçon", "garcon"),
        ],
    )
    def test_writes_what_phones_agree_on(self, written: str, sent: str) -> None:
        assert plain(written) == sent

    @given(st.text())
    def test_is_always_gsm7_and_plain_already(self, text: str) -> None:
        once = plain(text)
        assert is_gsm7(once)
        assert plain(once) == once

    @given(st.text("".join(filter(is_gsm7, map(chr, range(0x2100))))))
    def test_a_text_in_gsm7_is_the_same_with_and_without_an_emoji(self, text: str) -> None:
        assert plain(f"{text}\N{GRINNING FACE}") == plain(text)


class TestSegments:
    @pytest.mark.parametrize(
        ("text", "parts"),
        [
            ("", 1),
            ("x" * 160, 1),
            ("x" * 161, 2),
            ("x" * 306, 2),
            ("x" * 307, 3),
            ("€" * 80, 1),
            ("€" * 81, 2),
            ("€" * 153, 3),  # 76 a part, since half a letter cannot travel
            ("ł" * 70, 1),
            ("ł" * 71, 2),
            ("😀" * 35, 1),
            ("😀" * 67, 3),  # 33 a part
        ],
    )
    def test_counts_what_the_network_counts(self, text: str, parts: int) -> None:
        assert segments(text) == parts

    def test_a_letter_of_the_extension_table_counts_twice(self) -> None:
        assert septets("€5") == 3

    @given(st.text())
    def test_writing_plainly_never_costs_another_alphabet(self, text: str) -> None:
        assert segments(plain(text)) <= max(1, -(-septets(text) // 152))


class TestShorten:
    @pytest.mark.parametrize(
        ("value", "width", "short"),
        [
            ("Willow House", 14, "Willow House"),
            ("Willow House Farm", 14, "Willow House"),
            ("Willow House, Farm", 13, "Willow House"),
            ("Featherstonehaugh", 12, "Featherstone"),
            ("Al Featherstonehaugh", 12, "Al Featherst"),
            ("4821, 4822, 4823, 4824, 4825, 4826", 30, "4821, 4822, 4823, 4824, 4825"),
            (" from 020 7946 0123", 19, " from 020 7946 0123"),
            ("[€]", 4, "[€"),
            ("two\nlines", 20, "two lines"),
            ("anything", 0, ""),
        ],
    )
    def test_ends_neatly(self, value: str, width: int, short: str) -> None:
        assert shorten(value, width) == short

    @given(st.text(), st.integers(0, 60))
    def test_never_exceeds_its_width(self, value: str, width: int) -> None:
        short = shorten(value, width)
        assert septets(short) <= width
        assert is_gsm7(short)


class TestRender:
    def test_fills_in_every_name(self) -> None:
        assert (
            render("{code} noted, {name}.", WIDTHS, {"code": "4821", "name": "Zoë K"}) == "4821 noted, Zoe K."
        )

    def test_does_not_fill_in_what_a_value_brings_along(self) -> None:
        assert render("{name}", WIDTHS, {"name": "{code}", "code": "4821"}) == "{code}"

    def test_a_link_stays_whole(self) -> None:
        link = "https://call-back.a-rather-long-host.example.org/c/" + "t" * 22
        assert render("{link} Then reply", WIDTHS, {"link": link}) == f"{link} Then reply"

    @pytest.mark.parametrize("wording", ["{name} has it", "{unheard_of} has it"])
    def test_names_what_is_missing(self, wording: str) -> None:
        with pytest.raises(WordingError, match=r"\{(name|unheard_of)\}"):
            render(wording, WIDTHS, {})


class TestShippedWordings:
    @pytest.mark.parametrize("name", WORDINGS)
    def test_is_one_segment_at_full_width(self, name: str) -> None:
        wording = WORDINGS[name]
        assert plain(wording) == wording, "a letter outside GSM-7"
        assert segments(widest(wording, WIDTHS)) == 1

    def test_the_link_that_answers_a_form_has_room_for_its_language(self) -> None:
        wider = {**WIDTHS, "link": WIDTHS["link"] + len("?lang=cy")}
        assert segments(widest(WORDINGS["enquirer.form_received"], wider)) == 1

    @pytest.mark.parametrize("name", [name for name, wording in WORDINGS.items() if "{from_line}" in wording])
    def test_reads_well_without_the_line(self, name: str) -> None:
        values = {**dict.fromkeys(WIDTHS, "x"), "from_line": ""}
        text = render(WORDINGS[name], WIDTHS, values)
        assert "  " not in text
        assert " ." not in text

    @pytest.mark.parametrize("name", [name for name in WORDINGS if name.startswith("staff.")])
    def test_a_text_to_staff_about_one_enquiry_begins_with_its_code(self, name: str) -> None:
        wording = WORDINGS[name]
        if "{code}" in names_in(wording) and "{count}" not in names_in(wording):
            assert wording.startswith("{code}")

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("staff.yours", "yours"),
            ("staff.yours_number", "yours"),
            ("staff.taken", "taken by"),
            ("staff.closed", "closed"),
            ("staff.alert_urgent", "URGENT"),
            ("staff.list", "waiting"),
            ("enquirer.welcome", "ME or OTHER"),
        ],
    )
    def test_keeps_the_words_that_others_read(self, name: str, words: str) -> None:
        assert words in WORDINGS[name]

    @given(
        st.sampled_from(sorted(WORDINGS)),
        st.fixed_dictionaries({name: st.text(max_size=80) for name in WIDTHS}),
    )
    def test_stays_one_segment_whatever_is_filled_in(self, name: str, drawn: dict[str, str]) -> None:
        values = {key: shorten(drawn[key], WIDTHS[key]) if key in NEVER_CUT else drawn[key] for key in WIDTHS}
        text = render(WORDINGS[name], WIDTHS, values)
        assert is_gsm7(text)
        assert septets(text) <= SEGMENT
