"""How a person may be reached: what a NO forbids, and what still goes out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.core.enums import Wish
from enquiries.messaging.permission_rules import (
    Ban,
    ContactFacts,
    ContactPermission,
    OptOutSource,
    Purpose,
    RefusalReason,
    Verdict,
    decide,
)

ALL_PURPOSES = set(Purpose)
NOTHING = set[Purpose]()
UNASKED = {Purpose.UNASKED, Purpose.BY_HAND}

anything_known = st.builds(
    ContactFacts,
    can_be_called=st.booleans(),
    textable=st.booleans(),
    text=st.sampled_from(Wish),
    voicemail=st.sampled_from(Wish),
    held=st.booleans(),
    erased=st.booleans(),
    opted_out=st.booleans(),
    bans=st.sets(st.sampled_from(Ban)),
)


def mobile(**known: object) -> ContactFacts:
    return ContactFacts(**{"can_be_called": True, "textable": True, **known})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("known", "forbidden", "reason"),
    [
        (mobile(), NOTHING, None),
        (mobile(text=Wish.YES), NOTHING, None),
        (mobile(textable=False), ALL_PURPOSES, RefusalReason.NOT_TEXTABLE),
        (mobile(bans=[Ban.TAKES_NO_TEXTS]), ALL_PURPOSES, RefusalReason.TAKES_NO_TEXTS),
        (mobile(opted_out=True), {*UNASKED, Purpose.ANSWER}, RefusalReason.OPTED_OUT),
        (mobile(text=Wish.NO), UNASKED, RefusalReason.TEXTS_NOT_ALLOWED),
        (mobile(text=Wish.NO, bans=[Ban.NO_TEXTS]), UNASKED, RefusalReason.NO_TEXTS),
        (mobile(text=Wish.YES, bans=[Ban.NO_TEXTS]), UNASKED, RefusalReason.NO_TEXTS_BEFORE),
        (mobile(text=Wish.YES, held=True), UNASKED, RefusalReason.HELD),
        (mobile(erased=True), ALL_PURPOSES, RefusalReason.ERASED),
    ],
)
def test_what_may_be_texted(
    known: ContactFacts, forbidden: set[Purpose], reason: RefusalReason | None
) -> None:
    refused = {purpose: decide(known, purpose).text.reason for purpose in Purpose}
    assert refused == {purpose: reason if purpose in forbidden else None for purpose in Purpose}


@pytest.mark.parametrize(
    ("known", "wish", "reason"),
    [
        (mobile(), Wish.ASK, None),
        (mobile(voicemail=Wish.YES), Wish.YES, None),
        (mobile(voicemail=Wish.NO, bans=[Ban.NO_VOICEMAIL]), Wish.NO, RefusalReason.NO_VOICEMAIL),
        (mobile(voicemail=Wish.YES, bans=[Ban.NO_VOICEMAIL]), Wish.NO, RefusalReason.NO_VOICEMAIL_BEFORE),
    ],
)
def test_whether_a_voicemail_may_be_left(
    known: ContactFacts, wish: Wish, reason: RefusalReason | None
) -> None:
    voicemail = decide(known, Purpose.UNASKED).voicemail
    assert (voicemail.wish, voicemail.reason) == (wish, reason)


def test_a_name_cannot_be_called() -> None:
    assert decide(ContactFacts(can_be_called=False, textable=False), Purpose.UNASKED).ring.is_refused


@given(anything_known, st.sampled_from(Purpose))
def test_every_no_has_a_reason_with_a_sentence_and_nothing_else_has(
    known: ContactFacts, purpose: Purpose
) -> None:
    for verdict in _verdicts(decide(known, purpose)):
        assert verdict.is_refused is (verdict.reason is not None) is bool(verdict.sentence)


@given(anything_known, st.sampled_from(Purpose), st.sampled_from(Ban))
def test_one_more_restriction_never_allows_more(known: ContactFacts, purpose: Purpose, ban: Ban) -> None:
    stricter = ContactFacts(**{**vars(known), "bans": {*known.bans, ban}})
    before, after = decide(known, purpose), decide(stricter, purpose)
    for less, more in zip(_verdicts(before), _verdicts(after), strict=True):
        assert more.is_refused or not less.is_refused


@pytest.mark.parametrize("reason", RefusalReason)
def test_every_reason_fits_the_text_that_says_it(reason: RefusalReason) -> None:
    assert len(reason.short) <= 28
    assert reason.sentence.endswith(".")


@pytest.mark.parametrize("source", OptOutSource)
def test_every_way_to_opt_out_is_said_in_a_sentence(source: OptOutSource) -> None:
    said = source.sentence("STOP")
    assert said.endswith(".")
    assert source.value.upper() not in said
    assert ("STOP" in said) is (source is OptOutSource.TEXTED)


def _verdicts(permission: ContactPermission) -> tuple[Verdict, ...]:
    return (permission.ring, permission.text, permission.voicemail)
