"""Where the service's own files lie: in a checkout of the project, or installed from its wheel."""

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parents[1]


def templates(package: Path = _PACKAGE) -> Path:
    """The folder of pages and texts. A wheel holds it in `enquiries`; a checkout has it at the top."""
    within = package / "templates"
    return within if within.is_dir() else package.parent / "templates"


def project(package: Path = _PACKAGE) -> Path:
    """Where `var/` and `.env` belong: the checkout, or where it is installed, the folder it is started in."""
    return package.parent if (package.parent / "pyproject.toml").is_file() else Path.cwd()


TEMPLATES: Final = templates()
TRANSLATIONS: Final = _PACKAGE / "translations"
