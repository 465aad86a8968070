"""The forms for one text to the public: its words, and who signs it off."""

from typing import Final

from wtforms import TextAreaField

from enquiries.core.text import on_one_line
from enquiries.web.admin.form import OneLine, SettingsForm

LONGEST_NAME: Final = 120
"""The most characters of who signs a text off."""


class Words(TextAreaField):  # type: ignore[misc]
    """A text: it travels on one line."""

    def process_formdata(self, sent: list[str]) -> None:
        self.data = on_one_line("".join(sent[:1]))


class WordingForm(SettingsForm):
    """The words of one text."""

    table = "wordings"

    words = Words("Text", render_kw={"rows": 6, "maxlength": 480, "spellcheck": "true"})


class SignOffForm(SettingsForm):
    """Who answers for a text."""

    signed_by = OneLine(
        "Name and role of the clinician",
        description="They have read the text above, as it is, and it is right for the people you help.",
        render_kw={"maxlength": LONGEST_NAME, "autocomplete": "off"},
    )
