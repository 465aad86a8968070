"""Sealing: what is personal opens with its own key only, in its own column only, and nowhere else."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from enquiries.core import crypto
from enquiries.core.crypto import DecryptionError, Keyring
from enquiries.intake import inbox
from enquiries.lifecycle.models import Enquiry
from enquiries.messaging.models import Incoming, Outgoing
from enquiries.schema import metadata
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.support.staff_scenes import by_day
from tests.support.willow import A_NIGHT, KEYRING, open_willow_house, somebody_asks

pytestmark = pytest.mark.both_databases

OLD, NEW = ("2025", secrets.token_bytes(32)), ("2026", secrets.token_bytes(32))
LOOKUP_KEY = secrets.token_bytes(32)


@pytest.fixture
def session() -> Iterator[Session]:
    with open_willow_house() as session:
        yield session
        crypto.use(KEYRING)


def a_row() -> Enquiry:
    return Enquiry(key=crypto.keyring().new_key())


class TestARow:
    @pytest.fixture(autouse=True)
    def _keys(self) -> None:
        crypto.use(KEYRING)

    @given(st.text())
    def test_gives_back_any_text(self, text: str) -> None:
        row = a_row()
        row.name = text
        assert row.name == text

    def test_gives_back_what_no_keyboard_writes(self) -> None:
        row = a_row()
        for odd in ("", "\0", "\ud83d", "e\u0301", "👩‍👩‍👧", "\u202egnirts"):
            row.message = odd
            assert row.message == odd

    def test_holds_nothing_readable(self) -> None:
        row = a_row()
        row.name = "Jo from Leeds"
        assert row._name is not None
        assert b"Leeds" not in row._name

    def test_never_has_the_ciphertext_of_another_or_of_its_own_past(self) -> None:
        one, two = a_row(), a_row()
        one.name = two.name = two.ask_for = "Jo"
        first = one._name
        one.name = "Jo"
        assert len({first, one._name, two._name, two._ask_for}) == 4

    def test_does_not_open_a_value_from_another_column_or_row(self) -> None:
        one, two = a_row(), a_row()
        one.name = "Jo"
        one._message, two._name = one._name, one._name
        with pytest.raises(DecryptionError):
            _ = one.message
        with pytest.raises(DecryptionError):
            _ = two.name

    def test_does_not_open_what_was_changed(self) -> None:
        row = a_row()
        row.name = "Jo"
        assert row._name is not None
        row._name = row._name[:-1] + bytes([row._name[-1] ^ 1])
        with pytest.raises(DecryptionError):
            _ = row.name

    def test_is_gone_once_its_key_is_destroyed(self) -> None:
        row = a_row()
        row.name = "Jo"
        row.key = None
        with pytest.raises(DecryptionError, match="destroyed"):
            _ = row.name


class TestTheKeyring:
    def test_the_first_key_seals_and_all_open(self) -> None:
        before = Keyring([OLD], LOOKUP_KEY).new_key()
        rotated = Keyring([NEW, OLD], LOOKUP_KEY)
        rotated.open_key(before)
        Keyring([NEW], LOOKUP_KEY).open_key(rotated.new_key())

    def test_a_key_that_was_taken_away_opens_nothing(self) -> None:
        sealed = Keyring([OLD], LOOKUP_KEY).new_key()
        with pytest.raises(DecryptionError, match="'2025' is not in DATA_KEYS"):
            Keyring([NEW], LOOKUP_KEY).open_key(sealed)

    def test_another_key_of_the_same_name_opens_nothing(self) -> None:
        sealed = Keyring([OLD], LOOKUP_KEY).new_key()
        with pytest.raises(DecryptionError, match="not the one that sealed"):
            Keyring([(OLD[0], NEW[1])], LOOKUP_KEY).open_key(sealed)

    def test_numbers_are_found_after_a_rotation_and_not_under_another_lookup_key(self) -> None:
        lookup = Keyring([OLD], LOOKUP_KEY).lookup("+447700900123")
        assert Keyring([NEW], LOOKUP_KEY).lookup("+447700900123") == lookup
        assert Keyring([NEW], NEW[1]).lookup("+447700900123") != lookup
        assert "900123" not in lookup


def test_a_text_is_sealed_anew_when_it_becomes_part_of_an_enquiry(session: Session) -> None:
    enquiry = somebody_asks(session)
    params = {"MessageSid": "SM1", "From": "+447700900123", "To": "83222", "Body": "Please ring Jo"}
    incoming = inbox.keep(session, inbox.read(A_NIGHT, params))
    assert incoming is not None
    sealed_before = incoming._body
    incoming.attach(enquiry)
    assert (incoming.body, incoming.sender, incoming.key) == ("Please ring Jo", "+447700900123", None)
    assert incoming._body != sealed_before
    enquiry.key = None
    with pytest.raises(DecryptionError):
        _ = incoming.body


def test_nothing_of_a_person_is_in_the_database_in_clear(
    ringback: Ringback, the_enquirer: Phone, sam: Phone
) -> None:
    by_day(ringback)
    the_enquirer.texts("HELP my name is Wilhelmina").ignores_the_rest()
    the_enquirer.texts("Ask for Wilhelmina at the bakery").ignores_the_rest()
    sam.expects("new call-back").ignores_the_rest().texts("{code} Y").expects("yours")
    sam.texts("{code} NOTE Wilhelmina was out").expects("noted")
    sam.texts("NOANS").expects("noted")
    the_enquirer.expects("Sorry we missed you")
    with ringback.session() as session:
        connection = session.connection()
        everything = repr(
            [row for table in metadata.sorted_tables for row in connection.execute(table.select())]
        )
        assert len(session.scalars(select(Incoming)).all()) == 5
        assert all(text.body for text in session.scalars(select(Outgoing)))
    for secret in ("900123", "Wilhelmina", "bakery", "missed you"):
        assert secret not in everything
    assert "+447700900001" in everything  # of staff: what is looked at is really there


def test_nor_in_the_bytes_of_the_file(ringback: Ringback, the_enquirer: Phone, sam: Phone) -> None:
    if not ringback.app.config["RINGBACK"].database_url.startswith("sqlite"):
        pytest.skip("PostgreSQL has no one file to read")
    the_enquirer.texts("HELP my name is Wilhelmina").ignores_the_rest()
    sam.expects("new call-back").ignores_the_rest()
    file = Path(ringback.app.config["RINGBACK"].database_url.removeprefix("sqlite:///"))
    kept = b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))
    assert b"willow-house" in kept
    for secret in (b"900123", b"Wilhelmina", b"You did the right thing"):
        assert secret not in kept
