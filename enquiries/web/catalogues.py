"""The sentences of pages in other languages, read from what translators write.

A language is `enquiries/translations/<code>/LC_MESSAGES/messages.po`. It is compiled in memory when a page
first needs it, so that no compiled copy can be missing or out of date: docs/decisions/0043.
"""

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask_babel import Domain, get_locale

_FILE = Path("LC_MESSAGES", "messages.po")


class Catalogues(Domain):  # type: ignore[misc]
    """What is translated, in one folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._files = {each.name: each / _FILE for each in folder.iterdir() if (each / _FILE).is_file()}

    @property
    def locales(self) -> list[str]:
        """The names of the languages, as Babel has them: cy, pt_BR."""
        return sorted(self._files)

    def get_translations(self) -> NullTranslations:
        """Those of the language of the page; of English, the sentences as they are."""
        file = self._files.get(str(get_locale()))
        return NullTranslations() if file is None else compiled(file)


@cache
def compiled(file: Path) -> Translations:
    """A catalogue in the form that gettext looks up."""
    binary = BytesIO()
    with file.open("rb") as written:
        write_mo(binary, read_po(written, locale=file.parents[1].name))
    binary.seek(0)
    return Translations(binary)
