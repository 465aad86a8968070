"""The base of every form but the one that asks for a call."""

from flask_wtf import FlaskForm


class PageForm(FlaskForm):  # type: ignore[misc]
    """A form without a token of its own: that of every POST is checked before its view."""

    class Meta:
        csrf = False
