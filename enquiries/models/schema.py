"""All tables together: importing this makes `metadata` complete."""

from enquiries.models import beat, centre, enquiry, message, rota, staff, timeline
from enquiries.models.base import Base

TABLES = (beat, centre, enquiry, message, rota, staff, timeline)
metadata = Base.metadata
