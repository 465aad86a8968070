"""All tables together: importing this makes `metadata` complete.

Whether the database has the tables that this code needs.
"""

from functools import cache
from pathlib import Path

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.orm import Session

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
from enquiries.reporting.models import ResponseTarget

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


_MIGRATIONS = Path(__file__).parent / "migrations"


def complaint(session: Session) -> str | None:
    """What is wrong; None when nothing is. A database ahead of this code is being upgraded around it."""
    found = set(MigrationContext.configure(session.connection()).get_current_heads())
    known = {script.revision for script in _scripts().walk_revisions()}
    if not found:
        return "not migrated: run flask db upgrade"
    if found <= known and found != set(_scripts().get_heads()):
        return "behind this code: run flask db upgrade"
    return None


@cache
def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    return ScriptDirectory.from_config(config)
