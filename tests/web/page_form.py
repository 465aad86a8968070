"""The form of a page, as a browser would send it: `change(dana, "/admin/…", promise="10m")`."""

from html.parser import HTMLParser

from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.web.visitor import Visitor

Value = str | list[str]


class _Form(HTMLParser):
    """The fields of the first form inside the main part of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: MultiDict[str, str] = MultiDict()
        self._select = ""
        self._textarea = ""
        self.feed(
            html.partition('<main id="main"')[2].partition('<form method="post"')[2].partition("</form>")[0]
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and (self._select not in self.fields or "selected" in given):
            self.fields[self._select] = given["value"]
        elif tag == "textarea":
            self._textarea = name
        elif tag == "input" and (given.get("type") not in ("radio", "checkbox") or "checked" in given):
            self.fields.add(name, given.get("value", "on"))

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.fields[self._textarea], self._textarea = data.strip(), ""


def form_of(visitor: Visitor, address: str) -> MultiDict[str, str]:
    """What the page would send as it stands."""
    page = visitor.opens(address)
    assert page.status_code == 200, page.status
    return form_in(page.text)


def form_in(html: str) -> MultiDict[str, str]:
    """The same, of a page that is open."""
    return _Form(html).fields


def send(visitor: Visitor, address: str, form: MultiDict[str, str], **new: Value) -> TestResponse:
    """The form with these fields instead; `start_2` is `start-2`."""
    for name, value in new.items():
        key = name.replace("_", "-") if name[-1].isdigit() else name
        form.setlist(key, value if isinstance(value, list) else [value])
    return visitor.client.post(address, data=form)


def change(visitor: Visitor, address: str, **new: Value) -> TestResponse:
    """Open the page, write these fields anew, and press its button."""
    return send(visitor, address, form_of(visitor, address), **new)
