"""Willow House in a database of its own, in memory, for tests of services without the service around them."""

from datetime import UTC, datetime

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from enquiries.core import crypto
from enquiries.core.enums import CallsFrom, CentreKind, Channel, NumberUse, OperatorRole, Role
from enquiries.core.settings import Settings
from enquiries.core.transactions.added_rows import AddingSession
from enquiries.lifecycle import receive
from enquiries.lifecycle.models import Enquiry
from enquiries.organisation.models import Centre, EscalationStep, Number, Shift, Staff
from enquiries.schema import metadata

KEYRING = crypto.Keyring([("test", bytes(32))], bytes(range(32)))
A_NIGHT = datetime(2026, 1, 14, 2, 14, tzinfo=UTC)
SAM, PRIYA, DANA = "+447700900001", "+447700900002", "+447700900003"
_LADDER = ((0, "level:1"), (90, "level:2"), (180, "everyone"))


def open_willow_house() -> Session:
    """Sam is on call, Priya is the back-up, Dana is the manager, and nobody has asked yet."""
    crypto.use(KEYRING)
    engine = create_engine("sqlite://", poolclass=StaticPool)
    event.listen(engine, "connect", _leave_transactions_to_us)
    event.listen(engine, "begin", _begin)
    metadata.create_all(engine)
    settings = Settings(public_base_url="http://127.0.0.1:5000")
    session = AddingSession(engine, expire_on_commit=False, info=settings.for_session())
    _people_and_ladder(session)
    session.commit()
    return session


def house(session: Session) -> Centre:
    return session.query(Centre).one()


def somebody_asks(session: Session, now: datetime = A_NIGHT, phone: str = "+447700900123") -> Enquiry:
    return receive.receive(
        session,
        now,
        receive.Request(house(session), Channel.SMS, phone, textable=True, country="GB"),
    )


def _people_and_ladder(session: Session) -> None:
    centre = Centre(
        slug="willow-house",
        name="Willow House",
        text_name="Willow House",
        town="Chelmsford",
        kind=CentreKind.RESIDENTIAL,
        line="+442079460123",
        calls_from=CallsFrom.ANY,
        hours="24/7",
        promise_seconds=900,
        timezone="Europe/London",
        operator="Willow Recovery Ltd",
        role=OperatorRole.PROVIDER,
        regulator="CQC 1-123456789",
        country="GB",
    )
    session.add_all([centre, Number(number="83222", centre=centre, use=NumberUse.BOTH)])
    sam = _hire(session, centre, "Sam Carter", SAM, Role.RESPONDER)
    priya = _hire(session, centre, "Priya Shah", PRIYA, Role.RESPONDER)
    _hire(session, centre, "Dana Brooks", DANA, Role.MANAGER)
    session.flush()
    for level, member in enumerate((sam, priya), start=1):
        session.add(
            Shift(centre_id=centre.id, staff=member, level=level, days="mon-sun", start="00:00", end="24:00")
        )
    for position, (after, to) in enumerate(_LADDER, start=1):
        session.add(EscalationStep(centre_id=centre.id, position=position, after_seconds=after, to=to))


def _hire(session: Session, centre: Centre, name: str, mobile: str, role: Role) -> Staff:
    email = f"{name.split()[0].lower()}@example.org"
    member = Staff(name=name, mobile=mobile, email=email, role=role, active=True, centres=[centre])
    session.add(member)
    return member


def _leave_transactions_to_us(connection: object, _: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # type: ignore[attr-defined]  # sqlite3's own, which breaks savepoints


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
