"""Is what happens to enquiries being sealed?"""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from enquiries.chain import sealing
from enquiries.dates.iso import write_moment
from enquiries.monitoring.doctor.findings import Finding, ok, warn
from enquiries.verify import LATE

_ABOUT = "log"
_ADVICE = "The tick seals it: start python -m workers, and read its log"


def check(session: Session, now: datetime) -> Iterator[Finding]:
    """While the tick runs, a link is added every ten minutes at least."""
    last = sealing.last_link(session)
    if last is None:
        yield warn(_ABOUT, "nothing is sealed yet", _ADVICE)
    elif now - last.sealed_at > LATE:
        yield warn(_ABOUT, f"nothing was sealed since {write_moment(last.sealed_at)}", _ADVICE)
    else:
        yield ok(_ABOUT, f"is sealed up to position {last.position}; ./ringback verify-log checks it")
