"""What may follow what: every pair of states of an enquiry, and receipts of texts in any order."""

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enquiries.lifecycle.states import EnquiryState, Outcome, TransitionNotAllowed
from enquiries.messaging.states import MessageState

OPEN, CLAIMED, CLOSED = EnquiryState
MAY_FOLLOW = {
    (OPEN, CLAIMED),
    (OPEN, CLOSED),
    (CLAIMED, OPEN),
    (CLAIMED, CLAIMED),
    (CLAIMED, CLOSED),
    (CLOSED, OPEN),
    (CLOSED, CLAIMED),
}

receipts = st.lists(st.sampled_from(MessageState), max_size=12)


@pytest.mark.parametrize(("before", "after"), [*product(EnquiryState, EnquiryState)])
def test_an_enquiry_goes_only_where_it_may(before: EnquiryState, after: EnquiryState) -> None:
    assert before.can_become(after) is ((before, after) in MAY_FOLLOW)


def test_a_move_that_is_not_allowed_names_both_states() -> None:
    assert OPEN.to(CLAIMED) is CLAIMED
    with pytest.raises(TransitionNotAllowed, match="closed cannot become closed") as refused:
        CLOSED.to(CLOSED)
    assert (refused.value.current, refused.value.wanted) == (CLOSED, CLOSED)


def follow(heard: list[MessageState]) -> list[MessageState]:
    """The states that a text goes through when it hears these, one after the other."""
    states = [MessageState.QUEUED]
    for news in heard:
        if states[-1].moves_on_to(news):
            states.append(news)
    return states


@given(receipts)
def test_a_text_never_goes_back_whatever_is_heard(heard: list[MessageState]) -> None:
    assert all(before.rank < after.rank for before, after in pairwise(follow(heard)))


@given(receipts, receipts)
def test_what_is_final_stays(heard: list[MessageState], late: list[MessageState]) -> None:
    states = follow(heard)
    if states[-1].is_final:
        assert follow([*heard, *late]) == states


@given(receipts)
def test_hearing_all_of_it_twice_changes_nothing(heard: list[MessageState]) -> None:
    assert follow([*heard, *heard])[-1] is follow(heard)[-1]


@given(st.permutations([MessageState.ACCEPTED, MessageState.SENT, MessageState.DELIVERED]))
def test_a_delivered_text_ends_delivered_in_whatever_order_it_is_heard(heard: list[MessageState]) -> None:
    assert follow(heard)[-1] is MessageState.DELIVERED


def test_only_noise_stays_out_of_the_rates() -> None:
    assert {outcome for outcome in Outcome if not outcome.counts} == {
        Outcome.DUPLICATE,
        Outcome.SPAM,
        Outcome.TEST,
    }


def test_nobody_was_reached_by_what_ended_without_a_talk() -> None:
    silent = {outcome for outcome in Outcome if not outcome.means_reached}
    assert silent == {
        Outcome.NOT_REACHED,
        Outcome.WRONG_NUMBER,
        Outcome.OPTED_OUT,
        Outcome.DUPLICATE,
        Outcome.SPAM,
        Outcome.TEST,
    }


@pytest.mark.parametrize("news", [MessageState.ACCEPTED, MessageState.SENT, MessageState.DELIVERED])
def test_a_text_that_was_dropped_but_had_left_is_heard_of(news: MessageState) -> None:
    assert MessageState.CANCELLED.moves_on_to(news)
