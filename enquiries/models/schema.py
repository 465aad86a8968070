"""All tables together: importing this makes `metadata` complete."""

from enquiries.models import (
    account,
    alarm,
    beat,
    centre,
    enquiry,
    mark,
    message,
    rota,
    staff,
    synthetic,
    timeline,
)
from enquiries.models.base import Base

TABLES = (account, alarm, beat, centre, enquiry, mark, message, rota, staff, synthetic, timeline)
metadata = Base.metadata
