"""A member of staff at a browser: `Member(ringback, "sam@example.org").opens("/board")`."""

from sqlalchemy import select

from enquiries.models.staff import Staff
from enquiries.services import accounts
from tests.support.ringback import Ringback
from tests.web.visitor import Visitor


class Member(Visitor):
    """They signed in a moment ago. How one does that is tested in test_sign_in."""

    def __init__(self, ringback: Ringback, email: str) -> None:
        super().__init__(ringback)
        with ringback.session() as session:
            staff = session.scalars(select(Staff).where(Staff.email == email)).one()
            session_id = accounts.of_staff(session, staff).fs_uniquifier
            session.commit()
        now = ringback.now.timestamp()
        with self.client.session_transaction() as browser:
            browser.update({"_user_id": session_id, "seen": now, "fs_paa": now})
