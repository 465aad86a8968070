"""What the pages of signing in ask for. Each shows those fields that it needs."""

from wtforms import EmailField, PasswordField, StringField

from enquiries.core.text import on_one_line
from enquiries.web.page_form import PageForm


def _as_typed(text: str | None) -> str:
    return text or ""


class SignInForm(PageForm):
    """An address without what none has and a database does not take; a password or a code as it was typed."""

    email = EmailField(
        "Email address",
        filters=[on_one_line],
        render_kw={"autocomplete": "username", "autocapitalize": "none"},
    )
    password = PasswordField(filters=[_as_typed], render_kw={"autocapitalize": "none", "spellcheck": "false"})
    code = StringField(
        "Code",
        filters=[_as_typed],
        render_kw={
            "autocomplete": "one-time-code",
            "autocapitalize": "none",
            "spellcheck": "false",
            "maxlength": 40,
        },
    )
