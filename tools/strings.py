"""`make strings`: gives translators the sentences of pages, in the catalogue of each language.

A sentence that was changed is a new one, still to be translated: none is guessed. One that is no longer said
is left out. `python -m tools.strings template FILE` writes the template from which a new language begins.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from config import PROJECT
from enquiries.core.files import TRANSLATIONS

# Without line numbers, which every commit would change.
_EXTRACT = ["-F", "pyproject.toml", "-k", "shown", "-k", "lazy_ngettext:1,2", "--add-location=file"]
_UPDATE = ["--width=110", "--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date"]


def extract(template: Path) -> None:
    """Write every sentence of the source into a template, as translators get it."""
    named = ["--project", "Ringback", "--version", "pages"]
    _pybabel("extract", *_EXTRACT, *named, "-o", str(template), "enquiries", "templates")


def update(folder: Path) -> None:
    """Bring the catalogues in a folder up to date with the source."""
    with tempfile.TemporaryDirectory() as made:
        template = Path(made, "messages.pot")
        extract(template)
        _pybabel("update", *_UPDATE, "-i", str(template), "-d", str(folder))


def _pybabel(command: str, *arguments: str) -> None:
    pybabel = str(Path(sys.executable).with_name("pybabel"))
    subprocess.run([pybabel, "-q", command, *arguments], cwd=PROJECT, check=True)  # noqa: S603


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["template", file]:
            extract(Path(file).resolve())
        case _:
            update(TRANSLATIONS)
