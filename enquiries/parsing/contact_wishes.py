"""How a person may be reached, as a text says it: by ringing, text or voicemail; and that now is not safe.

A NO counts wherever it stands: "please dont ring me he will hear, text only". A YES counts only as a clear
answer to our question about voicemails and texts, which `contact.answers` reads.
"""

from dataclasses import dataclass
from typing import Final

from enquiries.parsing.contact.another_person import without_anothers_wishes
from enquiries.parsing.contact.cannot_talk import another_answers, cannot_talk, cannot_use_a_phone
from enquiries.parsing.contact.no_calls import forbids_calls
from enquiries.parsing.contact.no_texts import forbids_texts
from enquiries.parsing.contact.no_voicemails import forbids_voicemails
from enquiries.parsing.contact.not_safe import is_not_safe_now, our_text_was_found, someone_is_here
from enquiries.parsing.contact.others_calls import without_others_calls
from enquiries.parsing.contact.rather_text import would_rather_text


@dataclass(frozen=True)
class ContactWishes:
    """True is a clear yes, False a no, None that nothing was said of it."""

    ring: bool | None = None
    text: bool | None = None
    voicemail: bool | None = None
    not_safe_now: bool = False


NO_WISHES: Final = ContactWishes()


def wishes(said: str, *, answering: bool = False, names_a_time: bool = False) -> ContactWishes:
    """What a heard text forbids, wherever it stands.

    `answering`: it may answer our question about voicemails and texts, and then "text only" is about the
    missed call and no wish not to be rung. `names_a_time`: it says when to call, and then "cant talk" is
    about now.
    """
    said = without_anothers_wishes(said)
    calls = without_others_calls(said)
    was_found = our_text_was_found(said)
    cannot = cannot_talk(calls) or someone_is_here(said)
    no_call = (
        was_found
        or forbids_calls(said, calls)
        or cannot_use_a_phone(calls)
        or another_answers(said)
        or (cannot and not names_a_time)
        or (not answering and would_rather_text(calls))
    )
    return ContactWishes(
        ring=False if no_call else None,
        text=False if was_found or forbids_texts(said) else None,
        voicemail=False if forbids_voicemails(said) else None,
        not_safe_now=was_found or ((no_call or cannot) and is_not_safe_now(said, calls)),
    )
