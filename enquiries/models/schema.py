"""All tables together: importing this makes `metadata` complete."""

from enquiries.accounts.models import Account
from enquiries.alarms.models import Alarm
from enquiries.audit.models import Amendment
from enquiries.core.base import Base
from enquiries.core.counters import Tally
from enquiries.core.leases import Beat
from enquiries.intake.models import Walk
from enquiries.lifecycle.models import Enquiry, TimelineEntry
from enquiries.messaging.models import Outgoing, Restriction
from enquiries.organisation.models import Centre, Shift, Staff
from enquiries.organisation.snapshot import SetupEdition
from enquiries.reporting.targets import ResponseTarget

# One table of each module that has any.
_ONE_OF_EACH = (
    Account,
    Alarm,
    Amendment,
    Beat,
    Centre,
    SetupEdition,
    Enquiry,
    Outgoing,
    ResponseTarget,
    Restriction,
    Shift,
    Staff,
    Tally,
    TimelineEntry,
    Walk,
)
metadata = Base.metadata
