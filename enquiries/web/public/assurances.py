"""What centres say of themselves, for people who wonder whether to ask: free, confidential, 24 hours a day.

A centre says the first two in its setup, since only it can know; the third follows from its hours.
"""

from collections.abc import Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from enquiries.core.enums import Assurance
from enquiries.organisation.hours import ALWAYS
from enquiries.organisation.models import Centre

_SENTENCES: Mapping[frozenset[Assurance], object] = {
    frozenset(Assurance): _("It’s free and confidential."),
    frozenset({Assurance.FREE}): _("It’s free."),
    frozenset({Assurance.CONFIDENTIAL}): _("It’s confidential."),
}


def say_assurances(*centres: Centre) -> str:
    """What is true of every one of these centres, in a sentence or two; empty where nothing is."""
    said = frozenset(each for each in Assurance if all(each in centre.says for centre in centres))
    sentences = [str(_SENTENCES[said])] if said else []
    if all(centre.opening_hours == ALWAYS for centre in centres):
        sentences.append(gettext("We’re open 24 hours a day."))
    return " ".join(sentences)
