"""What a centre may say instead of a shipped text, and what is said where it may not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.core.i18n import ENGLISH
from enquiries.messaging.texts import TextKind
from enquiries.setup import own_wording
from enquiries.wording import wording
from enquiries.wording.gsm7 import SEGMENT, is_gsm7, names_in, septets, shorten

COST = TextKind.ANSWER_COST
SHIPPED = wording.to_the_public(ENGLISH)
NEVER_CUT = (
    "emergency", "from_line", "line", "link", "talk", "talk_or_text", "child", "advice", "silent",
)  # fmt: skip
# Pieces of what people write, right and wrong.
PIECES = st.sampled_from(
    ["{emergency}", "{reach}", "{from_line}", "{line}", "{when}", "{link}", "{talk}", "{says}", "{minutes}",
     "STOP", "ME or OTHER", "we'll help", "“quoted” — é", "ł", "€", "{", "}", "{code}", "999", "\n", " "]
)  # fmt: skip
WRITTEN = st.lists(PIECES | st.text(max_size=12), max_size=14).map(" ".join)


@pytest.mark.parametrize("language", wording.languages())
@pytest.mark.parametrize("kind", SHIPPED)
def test_every_shipped_text_keeps_the_rules(kind: str, language: str) -> None:
    words = wording.to_the_public(language)[kind]
    assert own_wording.faults(kind, words, language) == []
    assert own_wording.tidy(words, language) == words


@pytest.mark.parametrize(
    ("kind", "written", "says"),
    [
        (COST, "", "it is empty: write the text, or use the standard wording"),
        (COST, "Our help is free.", "it no longer says STOP: put it back, which is how people end the texts"),
        (COST, "It stops here. stop", "it no longer says STOP"),
        (COST, "Free. STOP to end. " + "x" * 145, "it is 4 characters too long where its values"),
        (COST, "Free. STOP to end. " + "x" * 142, "it is 1 character too long"),
        (COST, "Free, {name}. STOP to end.", "nothing fills in {name} in this text: use only {advice}"),
        (COST, "In {minutes} min. STOP to end.", "nothing fills in {minutes}"),
        (COST, "Free {. STOP to end.", "a bracket belongs to no name: take it out"),
        (COST, "Free for { reach }. STOP to end.", "a bracket belongs to no name"),
        (COST, "Rehab is free. STOP to end.", "networks stop such texts: take out rehab"),
        (COST, "Free: 日本. STOP to end.", "not every phone shows 日 本: write plain letters"),
        (COST, "We call within 10 minutes. STOP to end.", "it promises minutes that nothing checks: "),
        (COST, "A person will call you. STOP to end.", "write {reach} you instead of “call you”"),
        (TextKind.WELCOME, SHIPPED["enquirer.welcome"].replace("{minutes}", "5"), "write {minutes} for"),
        (TextKind.WELCOME, "Hello. STOP to end. {emergency}", "it no longer says ME or OTHER: put it back"),
        (TextKind.WELCOME, "Hello. ME or OTHER? STOP to end.", "it no longer says {emergency}: put it back"),
        (TextKind.FORM_RECEIVED, "We will {reach} this number {when}.", "it no longer says {link}"),
        (TextKind.BOOKED, "Booked. STOP to cancel.", "it no longer says {when}"),
        (TextKind.OVERDOSE, "Call 999 now, or {emergency}", "999 does not work from every country"),
        (TextKind.SELF_HARM, "{emergency}. Samaritans 116 123.", "116 123 does not work from every country"),
        (TextKind.STOPPED, "Bye. {emergency} {line}", "nothing fills in {line}"),
    ],
)  # fmt: skip
def test_each_fault_says_what_to_do(kind: str, written: str, says: str) -> None:
    assert any(says in each for each in own_wording.faults(kind, written, ENGLISH)), own_wording.faults(
        kind, written, ENGLISH
    )


IN_SPANISH, IN_WELSH, IN_POLISH = (wording.to_the_public(code) for code in ("es", "cy", "pl"))


@pytest.mark.parametrize(
    ("language", "kind", "written", "says"),
    [
        ("es", COST, "Es gratis.", "it no longer says STOP"),
        ("es", TextKind.WELCOME, "Hola. ME or OTHER? STOP: parar. {emergency}", "no longer says YO u OTRO"),
        (
            "cy",
            TextKind.WELCOME,
            "Helo. YO u OTRO? STOP i orffen. {emergency}",
            "no longer says FI neu ARALL",
        ),
        ("pl", TextKind.WELCOME, "Witaj. Ja albo inny? STOP kończy. {emergency}", "longer says JA albo INNY"),
        ("es", COST, "Gratis: 日本. STOP: parar.", "not every phone shows 日 本: write plain letters"),
        ("es", COST, "Una persona va a llamarte. STOP: parar.", "write {reach} instead of “llamarte”"),
        ("cy", COST, "Bydd rhywun yn eich ffonio. STOP i orffen.", "write {reach} instead of “eich ffonio”"),
        ("pl", COST, "Ktoś do Ciebie zadzwoni. STOP kończy.", "{reach} instead of “do Ciebie zadzwoni”"),
        ("es", COST, "Va a {reach} en 10 minutos. STOP: parar.", "it promises minutes that nothing checks"),
        ("cy", COST, "Mewn 10 munud. STOP i orffen.", "it promises minutes that nothing checks"),
        ("es", COST, "La desintoxicación es gratis. STOP: parar.", "take out desintoxicacion"),
        ("cy", COST, "Triniaeth am ddim. STOP i orffen.", "take out triniaeth"),
        ("pl", COST, "Odwyk i leczenie są bezpłatne. STOP kończy.", "take out odwyk, leczenie"),
        ("es", COST, "Gratis. STOP: parar. " + "x" * 142, "it is 3 characters too long"),
        ("es", COST, "{from_line} STOP: parar. " + "x" * 125, "it is 2 characters too long"),
        ("pl", COST, "Żółć. STOP kończy. " + "ą" * 184, "it is 2 characters too long"),
        ("pl", TextKind.SELF_HARM, "{emergency}. Telefon 116 123.", "does not work from every country"),
    ],
)
def test_a_translation_is_held_to_the_text_of_its_language(
    language: str, kind: str, written: str, says: str
) -> None:
    wrong = own_wording.faults(kind, written, language)
    assert any(says in each for each in wrong), wrong


@pytest.mark.parametrize(
    ("language", "kind", "written"),
    [
        ("es", COST, "Aquí es gratis. Una persona va a {reach}{from_line}. STOP para parar."),
        ("es", TextKind.NO_CALLS, IN_SPANISH["enquirer.no_calls"].replace("Gracias", "Vale")),
        ("cy", COST, "Mae am ddim. Gall hyn fod yn meth. STOP i orffen."),
        ("pl", COST, "Żółć. STOP kończy. " + "ą" * 182),
        ("pl", TextKind.WELCOME, IN_POLISH["enquirer.welcome"].replace("Dobrze", "Świetnie")),
        ("cy", TextKind.WELCOME, IN_WELSH["enquirer.welcome"].replace("peth iawn", "peth gorau")),
    ],
)
def test_what_only_english_forbids_may_be_said_in_others(language: str, kind: str, written: str) -> None:
    assert own_wording.faults(kind, written, language) == []


@pytest.mark.parametrize(
    "written",
    [
        "It's free here. A person will {reach} you{from_line}. STOP to end.",
        "Free, like the call. We're open 24 hours. {talk} STOP to end.",
        "“Free”, or call {line}. STOP to end…",
        "Call 020 7946 0999 about cost. STOP to end.",
    ],
)
def test_what_keeps_the_rules_may_be_said(written: str) -> None:
    assert own_wording.faults(COST, written, ENGLISH) == []


def test_a_person_is_not_named() -> None:
    people = ["Dana Brooks", "Will Hunt", "Sam Carter"]
    (says,) = own_wording.named("Ask for Dana. Will you? A sample.", people)
    assert says == "others may read this phone: write “a person” instead of Dana"
    assert own_wording.named("Will Hunt will call", people) != []


@given(st.sampled_from(sorted(SHIPPED)), WRITTEN, st.fixed_dictionaries({n: st.text() for n in NEVER_CUT}))
def test_what_may_be_said_is_one_segment_whatever_is_filled_in(
    kind: str, written: str, drawn: dict[str, str]
) -> None:
    if own_wording.faults(kind, written, ENGLISH):
        return
    words = own_wording.tidy(written, ENGLISH)
    values = dict.fromkeys(names_in(words), "x" * 80)
    values |= {name: shorten(value, wording.width(name)) for name, value in drawn.items()}
    text = wording.filled(words, values)
    assert is_gsm7(text)
    assert septets(text) <= SEGMENT
    assert "\n" not in text


@given(WRITTEN)
def test_tidying_twice_changes_nothing_more(written: str) -> None:
    once = own_wording.tidy(written, ENGLISH)
    assert own_wording.tidy(once, ENGLISH) == once


def test_a_name_that_nothing_fills_in_never_stops_a_text() -> None:
    values = {"reach": "call", "from_line": ""}
    shipped = wording.text("answers.cost", **values)
    assert wording.text_in(ENGLISH, "answers.cost", values, own="Free, {code}.") == shipped
    assert wording.text_in(ENGLISH, "answers.cost", values, own="Free: {reach}.") == "Free: call."
