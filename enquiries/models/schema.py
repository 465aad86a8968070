"""All tables together: importing this makes `metadata` complete."""

from enquiries.core import counters, leases
from enquiries.core.base import Base
from enquiries.models import (
    account,
    alarm,
    amendment,
    centre,
    enquiry,
    message,
    restriction,
    rota,
    setup,
    staff,
    synthetic,
    target,
    timeline,
)

TABLES = (
    account,
    alarm,
    amendment,
    leases,
    centre,
    enquiry,
    counters,
    message,
    restriction,
    rota,
    setup,
    staff,
    synthetic,
    target,
    timeline,
)
metadata = Base.metadata
