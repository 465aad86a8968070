"""What a centre says of itself stands on its pages and in the first text, and nowhere else."""

from collections.abc import Callable

import pytest

from enquiries.organisation.models import Centre
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.embedded import Framed
from tests.web.visitor import Visitor

HOUSE, LONDON = "willow-house", "willow-london"
ASSURED = "It’s free and confidential. We’re open 24 hours a day."
Says = Callable[..., None]


@pytest.fixture
def says(ringback: Ringback) -> Says:
    """Change what Willow House says of itself, or its other columns."""

    def change(*assurances: str, **columns: object) -> None:
        with ringback.session() as session:
            centre = session.query(Centre).filter_by(slug=HOUSE).one()
            for name, value in {"says": list(assurances), **columns}.items():
                setattr(centre, name, value)
            session.commit()

    return change


def ask(visitor: Visitor, **fields: str) -> str:
    visitor.sends(f"/callback/{HOUSE}", phone="07700 900123", consent="yes", **fields)
    return visitor.opens("/callback/thanks").text


class TestThePages:
    def test_say_so(self, ringback: Ringback, visitor: Visitor, sam: Phone) -> None:
        assert visitor.opens("/").text.count("It’s free and confidential.") == 1
        assert ASSURED in visitor.opens(f"/callback/{HOUSE}").text
        assert ASSURED in ask(visitor)
        assert "You’ve done the right thing by asking" in visitor.opens("/callback/thanks").text
        sam.expects("new call-back")

    def test_so_does_the_form_in_a_frame(self, ringback: Ringback, sam: Phone) -> None:
        framed = Framed(ringback)
        assert ASSURED in framed.opens().text
        assert ASSURED in framed.asks().text
        sam.expects("new call-back")

    def test_of_a_centre_that_says_nothing_say_nothing(self, ringback: Ringback, visitor: Visitor) -> None:
        page = visitor.opens(f"/callback/{LONDON}").text
        assert not any(word in page for word in ("free", "confidential", "24 hours"))

    def test_of_several_centres_say_what_holds_for_all(self, ringback: Ringback, visitor: Visitor) -> None:
        page = visitor.opens("/callback").text
        assert not any(word in page for word in ("free", "confidential", "24 hours"))

    @pytest.mark.parametrize(
        ("assurances", "sentence"), [(("free",), "It’s free."), (("confidential",), "It’s confidential.")]
    )
    def test_say_one_thing_alone(
        self, ringback: Ringback, visitor: Visitor, says: Says, assurances: tuple[str, ...], sentence: str
    ) -> None:
        says(*assurances)
        page = visitor.opens(f"/callback/{HOUSE}").text
        assert sentence in page
        assert "free and confidential" not in page

    def test_say_24_hours_only_of_one_that_never_closes(
        self, ringback: Ringback, visitor: Visitor, says: Says
    ) -> None:
        says("free", hours="mon-sun 00:00-23:00")
        assert "24 hours" not in visitor.opens(f"/callback/{HOUSE}").text
        assert "24 hours" not in visitor.opens("/").text


class TestTheFirstText:
    @pytest.mark.parametrize(
        ("assurances", "begins"),
        [
            ((), "You did the right thing. A person will call you"),
            (("free",), "You did the right thing. It's free. A person will call you"),
            (("confidential",), "You did the right thing. It's confidential. A person will call you"),
        ],
    )
    def test_says_what_is_true(
        self,
        ringback: Ringback,
        the_enquirer: Phone,
        sam: Phone,
        says: Says,
        assurances: tuple[str, ...],
        begins: str,
    ) -> None:
        says(*assurances)
        the_enquirer.texts("HELP").expects(begins, "ME or OTHER")
        sam.expects("new call-back")

    def test_leaves_it_out_where_there_is_no_room(
        self, ringback: Ringback, the_enquirer: Phone, sam: Phone, says: Says
    ) -> None:
        says("free", "confidential", calls_from="line")
        the_enquirer.texts("HELP").expects(
            "You did the right thing. A person will call you from 020 7946 0123"
        )
        sam.expects("new call-back")
