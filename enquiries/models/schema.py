"""All tables together: importing this makes `metadata` complete."""

from enquiries.models import (
    alarm,
    beat,
    centre,
    enquiry,
    mark,
    message,
    rota,
    setup,
    staff,
    synthetic,
    timeline,
)
from enquiries.models.base import Base

TABLES = (alarm, beat, centre, enquiry, mark, message, rota, setup, staff, synthetic, timeline)
metadata = Base.metadata
