"""Which phones the page shows."""

import pytest

from enquiries.simulator.phones import Phone, Phones, Side, parse_phone

from .stand_in import MAYA, SAM

VISITOR = Phone(MAYA, "A visitor", Side.PUBLIC)
RESPONDER = Phone(SAM, "Sam", Side.STAFF)


def test_declared_phones_keep_their_order() -> None:
    phones = Phones((VISITOR, RESPONDER))
    phones.see("+447700900888")
    phones.declare(Phone("+447700900456", "Nadia", Side.PUBLIC))
    assert [phone.name for phone in phones.all()] == ["A visitor", "Sam", "Nadia", "+447700900888"]


def test_a_new_number_keeps_the_phones_place() -> None:
    phones = Phones((VISITOR, RESPONDER))
    phones.declare(Phone("+447700900456", "A visitor", Side.PUBLIC), replaces=MAYA)
    assert [phone.number for phone in phones.all()] == ["+447700900456", SAM]


def test_taking_anothers_number_leaves_one_phone() -> None:
    phones = Phones((VISITOR, RESPONDER))
    phones.declare(Phone(SAM, "A visitor", Side.PUBLIC), replaces=MAYA)
    assert phones.all() == [Phone(SAM, "A visitor", Side.PUBLIC)]


def test_a_phone_that_appeared_can_be_declared() -> None:
    phones = Phones(())
    phones.see(SAM)
    phones.declare(RESPONDER)
    assert phones.all() == [RESPONDER]


def test_only_the_latest_of_those_that_appeared_are_kept() -> None:
    phones = Phones((VISITOR,))
    for last in range(100, 150):
        phones.see(f"+447700900{last}")
    phones.see(MAYA)
    numbers = [phone.number for phone in phones.all()]
    assert numbers == [MAYA, *(f"+447700900{last}" for last in range(138, 150))]


def test_a_visitors_number_is_not_given_again() -> None:
    phones = Phones((VISITOR, RESPONDER))
    phones.next_visitor({"+447700900124"})
    assert phones.all() == [Phone("+447700900125", "A visitor", Side.PUBLIC), RESPONDER]
    phones.forget_added()
    assert phones.all() == [VISITOR, RESPONDER]
    phones.next_visitor(set())
    assert phones.all()[0].number == "+447700900126"


def test_after_the_last_number_for_drama_comes_the_first_that_is_free() -> None:
    phones = Phones((Phone("+447700900999", "A visitor", Side.PUBLIC), RESPONDER))
    phones.next_visitor({"+447700900000"})
    assert phones.all()[0].number == "+447700900002"  # Sam has the one before


def test_where_every_number_is_taken_it_says_so() -> None:
    phones = Phones((VISITOR,))
    with pytest.raises(ValueError, match="start afresh"):
        phones.next_visitor({f"+447700900{last:03}" for last in range(1000)})


def test_a_visitor_is_made_where_there_is_none() -> None:
    phones = Phones((RESPONDER,))
    phones.next_visitor(set())
    assert Phone("+447700900000", "A visitor", Side.PUBLIC) in phones.all()


def test_a_phone_is_written_in_one_word() -> None:
    assert parse_phone(f"staff:{SAM}:Sam: nights") == Phone(SAM, "Sam: nights", Side.STAFF)
    assert parse_phone(f"public:{MAYA}") == Phone(MAYA, MAYA, Side.PUBLIC)


@pytest.mark.parametrize("text", ["", SAM, "staff:07700900001:Sam", "inside:+447700900001:Sam"])
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"write SIDE|is not a valid Side"):
        parse_phone(text)
