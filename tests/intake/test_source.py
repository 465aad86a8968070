from hypothesis import given
from hypothesis import strategies as st

from enquiries.intake.submission import LONGEST, source_of

NAMES = ("source", "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "gclid")


@given(st.dictionaries(st.sampled_from(NAMES), st.text()))
def test_it_is_short_and_on_one_line(asked: dict[str, str]) -> None:
    source = source_of(asked, otherwise="embed")
    assert 0 < len(source) <= LONGEST
    assert source == " ".join(source.split())
    assert "\0" not in source


@given(st.dictionaries(st.sampled_from(["utm_term", "utm_content", "gclid"]), st.text()))
def test_what_somebody_searched_for_is_never_in_it(asked: dict[str, str]) -> None:
    assert source_of(asked) == ""


def test_a_word_for_it_comes_before_the_campaign() -> None:
    campaign = {"utm_source": "search", "utm_campaign": "spring"}
    assert source_of(campaign) == "search/spring"
    assert source_of({"source": "poster", **campaign}) == "poster"
