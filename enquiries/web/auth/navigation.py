"""The menu of pages for staff, in its order. Who sees an entry follows from the rule of its door."""

from dataclasses import dataclass
from typing import Final

from flask import Flask, request, url_for


@dataclass(frozen=True)
class MenuEntry:
    words: str
    endpoint: str
    # the entry whose pages lead there for those who see it
    within: str = ""

    @property
    def address(self) -> str:
        return url_for(self.endpoint)

    @property
    def is_here(self) -> bool:
        """Return True where the page being shown is this one, or belongs to it."""
        return self.endpoint.rpartition(".")[0] in request.blueprints


_MENU: Final = (
    MenuEntry("Board", "board.show"),
    MenuEntry("Reports", "reports.show"),
    MenuEntry("Admin", "admin.show"),
    MenuEntry("Changes", "admin.changes", within="admin.show"),
    MenuEntry("Accounts", "invitations.show"),
    MenuEntry("You", "account.show"),
)


def there_is(app: Flask) -> list[MenuEntry]:
    return [entry for entry in _MENU if entry.endpoint in app.view_functions]
