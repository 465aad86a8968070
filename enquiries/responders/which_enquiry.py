"""Which enquiry a text from staff is about: the one whose code it names, or else the only one it can be."""

from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from enquiries.lifecycle import codes
from enquiries.lifecycle.models import Enquiry
from enquiries.lifecycle.states import EnquiryState
from enquiries.messaging.models import Alert
from enquiries.messaging.texts import TextKind
from enquiries.messaging.to_staff import tell
from enquiries.organisation.models import Staff
from enquiries.parsing.staff_commands import StaffCommand, Word
from enquiries.responders import text_limits


def find_enquiry(session: Session, now: datetime, staff: Staff, command: StaffCommand) -> Enquiry | None:
    """The enquiry that a command is about; None where they were told what is missing."""
    if command.code is not None:
        enquiry = codes.find(session, now, command.code)
        if enquiry is not None and staff.works_at(enquiry.centre_id):
            return enquiry
        if text_limits.may_answer_unknown_code(session, now, staff):
            _say_unknown(session, now, staff, command.code)
        return None
    concerned = _concerned(session, now, staff, command.word)
    if len(concerned) == 1 and not command.needs_code:
        return concerned[0]
    if not text_limits.may_answer_question(session, now, staff):
        return None
    if concerned:
        _ask_which(session, now, staff, concerned, command.word)
    elif command.word is Word.REOPEN:
        tell(session, now, staff, TextKind.NOT_UNDERSTOOD)
    else:
        tell(session, now, staff, TextKind.NOTHING_OPEN)
    return None


def say_not_understood(session: Session, now: datetime, staff: Staff) -> None:
    """Answer a text that is no command, with the one enquiry that it may be about, if there is just one."""
    only = _only_one(session, now, staff)
    if only is None:
        tell(session, now, staff, TextKind.NOT_UNDERSTOOD)
    else:
        is_held = only.state is EnquiryState.CLAIMED
        kind = TextKind.NOT_UNDERSTOOD_HELD if is_held else TextKind.NOT_UNDERSTOOD_OPEN
        tell(session, now, staff, kind, enquiry=only)


def _say_unknown(session: Session, now: datetime, staff: Staff, code: str) -> None:
    only = _only_one(session, now, staff)
    if only is None:
        tell(session, now, staff, TextKind.UNKNOWN_CODE, code=code)
    else:
        tell(session, now, staff, TextKind.UNKNOWN_CODE_ONE, code=code, codes=only.code)


def _only_one(session: Session, now: datetime, staff: Staff) -> Enquiry | None:
    """The one enquiry that they hold or were asked to take; None where there is none, or several."""
    concerned = _concerned(session, now, staff, Word.TAKE)
    theirs = [each for each in concerned if each.state is EnquiryState.OPEN or each.holder_id == staff.id]
    return theirs[0] if len(theirs) == 1 else None


def _ask_which(session: Session, now: datetime, staff: Staff, concerned: list[Enquiry], word: Word) -> None:
    tell(
        session,
        now,
        staff,
        TextKind.WHICH if word is not Word.REOPEN else TextKind.WHICH_CLOSED,
        count=len(concerned),
        codes=codes.in_a_text(concerned),
        code=concerned[0].code,
    )


def _concerned(session: Session, now: datetime, staff: Staff, word: Word) -> list[Enquiry]:
    """What they hold or were asked to take; only then what a colleague was faster to take.

    REOPEN, and a NOTE while nothing is open for them, are about what they held and closed recently.
    """
    recently = Enquiry.closed_at > now - codes.KEPT_AFTER_CLOSING
    was_theirs = (Enquiry.last_holder_id == staff.id, recently)
    if word is Word.REOPEN:
        return _those(session, *was_theirs)
    asked = Enquiry.id.in_(
        select(Alert.enquiry_id)
        .join(Enquiry, Enquiry.id == Alert.enquiry_id)
        .where(Alert.staff_id == staff.id, Alert.ladder_run == Enquiry.ladder_run)
    )
    theirs = _those(session, (Enquiry.holder_id == staff.id) | (asked & (Enquiry.state == EnquiryState.OPEN)))
    if not theirs and word is Word.NOTE:
        return _those(session, *was_theirs)
    return theirs or _those(session, asked, Enquiry.state == EnquiryState.CLAIMED)


def _those(session: Session, *conditions: ColumnElement[bool]) -> list[Enquiry]:
    return list(session.scalars(select(Enquiry).where(*conditions).order_by(Enquiry.id)))
