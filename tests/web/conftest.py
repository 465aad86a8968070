"""What tests of pages may ask for besides the service itself."""

import pytest

from tests.support.ringback import Ringback
from tests.web.visitor import Visitor


@pytest.fixture
def visitor(ringback: Ringback) -> Visitor:
    """Somebody at 02:14 on a Wednesday, when Willow House is open and Willow London is closed."""
    return Visitor(ringback)
