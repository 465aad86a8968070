"""The metadata of all tables, and a check that the database is migrated to it.

Importing this module imports every module that defines tables, which makes `metadata` complete.
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
from enquiries.chain.models import ChainLink
from enquiries.core.base import Base
from enquiries.core.counters import Tally
from enquiries.core.leases import Beat
from enquiries.intake.models import ProbeRun
from enquiries.lifecycle.models import Enquiry, TimelineEntry
from enquiries.messaging.models import Outgoing, Restriction
from enquiries.organisation.models import Centre, Shift, Staff
from enquiries.organisation.setup_edition import SetupEdition
from enquiries.organisation.wordings import CentreWording
from enquiries.reporting.models import ResponseTarget
from enquiries.reporting.tally.models import TallyDay
from enquiries.weekly.models import WeeklyNews

# One table from each module that defines any: the imports would otherwise look unused.
_ONE_OF_EACH = (
    Account,
    Alarm,
    Amendment,
    Beat,
    Centre,
    CentreWording,
    ChainLink,
    SetupEdition,
    Enquiry,
    Outgoing,
    ResponseTarget,
    Restriction,
    Shift,
    Staff,
    Tally,
    TallyDay,
    TimelineEntry,
    ProbeRun,
    WeeklyNews,
)
metadata = Base.metadata
_MIGRATIONS = Path(__file__).parent / "migrations"


def find_problem(session: Session) -> str | None:
    """Return what is wrong with the database's revision; None where it is up to date.

    A database ahead of this code is accepted: an upgrade is under way.
    """
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
