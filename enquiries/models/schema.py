"""All tables together: importing this makes `metadata` complete."""

from enquiries.models import (
    account,
    alarm,
    amendment,
    beat,
    centre,
    enquiry,
    mark,
    message,
    restriction,
    rota,
    setup,
    staff,
    synthetic,
    target,
    timeline,
)
from enquiries.models.base import Base

TABLES = (
    account,
    alarm,
    amendment,
    beat,
    centre,
    enquiry,
    mark,
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
