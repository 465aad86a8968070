"""The form that asks for a call: its fields, and what is said where one does not fit.

Only the number and the consent must be given. What is missing elsewhere is asked on the call.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext, lazy_ngettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, Length, Optional, ValidationError

from enquiries.core.enums import About, Wish
from enquiries.core.phone import GivenNumber, NumberRefused, as_dialled, read_number
from enquiries.core.text import on_one_line, strip_controls
from enquiries.dates.chosen_time import TimeRefused, read_chosen
from enquiries.dates.week import parse_time
from enquiries.intake.consent import Consent
from enquiries.intake.submission import Submission
from enquiries.lifecycle.retries import Window
from enquiries.organisation.models import Centre

LONGEST_MESSAGE = 300
# What is chosen, not written: how and when to reach them, and for whom it is.
_CHOICES = ("about", "ring", "when", "time", "not_before", "not_after", "voicemail", "text_ok")
_YES_OR_NO = [SelectChoice("yes", _("Yes")), SelectChoice("no", _("No"))]


def _line(longest: int) -> Any:
    return StringField(
        filters=[on_one_line],
        validators=[
            Length(
                max=longest,
                message=lazy_ngettext(
                    "Use %(num)d character or fewer.", "Use %(num)d characters or fewer.", longest
                ),
            )
        ],
    )


def _check_clock(field: StringField) -> None:
    if field.data:
        try:
            parse_time(field.data)
        except ValueError:
            raise ValidationError(gettext("Write a time of day, like 18:00.")) from None


class CallbackForm(FlaskForm):  # type: ignore[misc]
    """One centre, or several of which one is chosen. `ours` are numbers that we may not be asked to call.

    `can_text`: whether a number of that centre can text a number (E.164); `is_staffed`: whether its staff are
    ever there in those hours.
    """

    about = RadioField(
        choices=[SelectChoice("self", _("Me")), SelectChoice("other", _("Someone I’m worried about"))],
        validators=[Optional()],
    )
    centre = RadioField()
    phone = StringField(filters=[on_one_line])
    # the uncertain number that was shown once: given again, it is taken
    phone_checked = HiddenField()
    name = _line(80)
    # None is chosen beforehand: next to a chosen time, it would have us call them now.
    when = RadioField(
        choices=[
            SelectChoice("now", _("As soon as possible")),
            SelectChoice("later", _("At a time I choose")),
        ],
        validators=[Optional()],
    )
    time = StringField(filters=[on_one_line])
    ring = RadioField(
        choices=[SelectChoice("yes", _("Yes, call me")), SelectChoice("no", _("No, I can’t talk: text me"))],
        validators=[Optional()],
    )
    not_before = StringField(filters=[on_one_line])
    not_after = StringField(filters=[on_one_line])
    voicemail = RadioField(choices=_YES_OR_NO, validators=[Optional()])
    text_ok = RadioField(choices=_YES_OR_NO, validators=[Optional()])
    ask_for = _line(80)
    message = TextAreaField(
        filters=[strip_controls],
        validators=[
            Length(
                max=LONGEST_MESSAGE,
                message=lazy_ngettext(
                    "Use %(num)d character or fewer. You can tell us the rest later.",
                    "Use %(num)d characters or fewer. You can tell us the rest later.",
                    LONGEST_MESSAGE,
                ),
            )
        ],
    )
    funding = _line(80)
    source = HiddenField(filters=[on_one_line])
    # when the page was made, signed; it stays the same while mistakes are put right
    began = HiddenField()
    # the form whose number was wrong, sealed (`web.sent_form`), where this one gives the right number
    instead = HiddenField()
    consent = StringField(
        validators=[AnyOf(["yes"], message=_("Please tick the box. Without it, we can’t keep your number."))]
    )
    # People leave it empty, since they do not see it; their browsers may not, and never mean more by a space.
    website = StringField(filters=[on_one_line])

    def __init__(
        self,
        centres: Sequence[Centre],
        ours: Collection[str],
        now: datetime,
        *,
        can_text: Callable[[Centre, str], bool],
        is_staffed: Callable[[Centre, Window], bool],
        **given: Any,
    ) -> None:
        super().__init__(**given)
        self.centres, self._ours, self._now = centres, ours, now
        self._can_text, self._is_staffed = can_text, is_staffed
        self.number: GivenNumber | None = None
        # the number as one dials it, while we ask whether it is right
        self.uncertain_number = ""
        self.call_at: datetime | None = None
        self.centre.choices = [
            SelectChoice(each.slug, f"{each.name}, {each.town}".rstrip(", ")) for each in centres
        ]
        self.centre.invalid_choice_message = _("Please choose which centre should call you.")
        if len(centres) == 1:
            del self.centre

    @property
    def chosen_centre(self) -> Centre:
        """The centre that was chosen; as long as none is, the first, by whose customs the rest is read."""
        slug = self.centre.data if "centre" in self else None
        return next((each for each in self.centres if each.slug == slug), self.centres[0])

    @property
    def choices(self) -> dict[str, str]:
        """What was chosen, by field; of a form that was found valid."""
        chosen = {name: self[name].data for name in _CHOICES if self[name].data}
        if self.call_at is None:
            chosen.pop("time", None)  # whatever stands there was not read
        return chosen

    def choose(self, choices: Mapping[str, str]) -> None:
        """Fill in what was chosen before."""
        for name in _CHOICES:
            self[name].data = choices.get(name)

    @property
    def wants_later(self) -> bool:
        """A time without a choice is a choice: a call at another time may harm them."""
        return self.when.data == "later" or (not self.when.raw_data and bool(self.time.data))

    @property
    def typed_time(self) -> datetime | None:
        """The time (UTC) that stands in the form, if it is one, wanted or not: to be shown again."""
        try:
            return read_chosen(self.time.data or "", self._now, self.chosen_centre.zone)
        except TimeRefused:
            return None

    def validate_phone(self, field: StringField) -> None:
        centre = self.chosen_centre
        if not field.data:
            raise ValidationError(gettext("Please give us the number to call you on."))
        try:
            number = read_number(field.data, centre.country, refuse={*self._ours, centre.line})
        except NumberRefused as refused:
            raise ValidationError(gettext(str(refused))) from None
        if not number.certain and self.phone_checked.data != number.e164:
            self.phone_checked.data = number.e164
            self.uncertain_number = as_dialled(number.e164, centre.country)
            raise ValidationError(
                gettext(
                    "Is %(number)s right? If it is, just send the form again.",
                    number=self.uncertain_number,
                )
            )
        self.number = number

    def validate_time(self, field: StringField) -> None:
        if self.wants_later:
            try:
                self.call_at = read_chosen(field.data, self._now, self.chosen_centre.zone)
            except TimeRefused as refused:
                raise ValidationError(gettext(str(refused))) from None

    def validate_ring(self, field: RadioField) -> None:
        if field.data != "no" or self.number is None:
            return
        if not self.number.textable:
            raise ValidationError(
                gettext(
                    "This number is a landline, and can’t get texts. Please give a mobile, or let us call."
                )
            )
        if not self._can_text(self.chosen_centre, self.number.e164):
            raise ValidationError(
                gettext(
                    "Our texts don’t reach numbers in other countries. Please give another number, or let us "
                    "call."
                )
            )

    def validate_text_ok(self, field: RadioField) -> None:
        if field.data == "no" and self.ring.data == "no":
            raise ValidationError(
                gettext("You’ve said no to calls and to texts. Please allow one, so that we can reach you.")
            )

    def validate_not_before(self, field: StringField) -> None:
        _check_clock(field)

    def validate_not_after(self, field: StringField) -> None:
        _check_clock(field)
        if self.not_before.errors:
            return
        try:
            window = self.window
        except ValueError:
            raise ValidationError(
                gettext("Please choose a time that is later than the one before.")
            ) from None
        if window is not None:
            self._check_window(window)

    def _check_window(self, window: Window) -> None:
        centre = self.chosen_centre
        if self.call_at is not None and not window.holds(self.call_at, centre.zone):
            raise ValidationError(
                gettext("The time you chose for the call is outside these hours. Please change one of them.")
            )
        if not self._is_staffed(centre, window):
            raise ValidationError(gettext("No one is here in these hours. Please choose others."))

    @property
    def window(self) -> Window | None:
        """The time of day in which they may be called, if they said one."""
        if not (self.not_before.data or self.not_after.data):
            return None
        return Window.parse(self.not_before.data or "00:00", self.not_after.data or "24:00")

    @property
    def everything_said(self) -> str:
        """All that was written freely so far, to be looked through for signs of danger."""
        written = (self.message, self.name, self.ask_for, self.funding)
        return "\n".join(each.data for each in written if each.data)

    @property
    def says_how(self) -> bool:
        """Return True where a field is filled in, or wrong, that says how and when to reach them."""
        fields = (
            self.ring,
            self.when,
            self.time,
            self.not_before,
            self.not_after,
            self.voicemail,
            self.text_ok,
        )
        return any(each.data or each.errors for each in (*fields, self.ask_for))

    @property
    def says_more(self) -> bool:
        """Return True where a field is filled in, or wrong, that tells more than we need."""
        return any(each.data or each.errors for each in (self.about, self.name, self.message, self.funding))

    @property
    def only_asks(self) -> bool:
        """Return True where all is well, if only the number is right."""
        return bool(self.uncertain_number) and set(self.errors) == {"phone"}

    @property
    def _may_be_texted(self) -> Wish:
        """Who asks to be texted instead of called allows it, unless they say otherwise."""
        if self.text_ok.data:
            return Wish(self.text_ok.data)
        return Wish.YES if self.ring.data == "no" else Wish.ASK

    def submission(self, consent: Consent, language: str) -> Submission:
        """What was sent, and in which language (ISO 639); only of a form that was found valid."""
        assert self.number is not None
        return Submission(
            centre=self.chosen_centre,
            number=self.number,
            consent=consent,
            language=language,
            about=About(self.about.data or About.UNKNOWN),
            name=self.name.data or None,
            message=self.message.data or None,
            ask_for=self.ask_for.data or None,
            funding=self.funding.data or None,
            source=self.source.data[:40],
            ring=Wish(self.ring.data or Wish.ASK),
            voicemail=Wish(self.voicemail.data or Wish.ASK),
            text_ok=self._may_be_texted,
            window=self.window,
            call_at=self.call_at,
            trapped=bool(self.website.data),
        )
