"""`make test-pythons`: install and start Ringback with every supported Python on this machine.

Each gets a virtual environment of its own in a temporary folder, the hashed requirements, and a database in
which the example centre is set up. Pythons are looked for on the PATH, in /usr/bin and among pyenv's;
`PYTHONS` names others, separated by spaces. This file uses the standard library alone.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

PROJECT: Final = Path(__file__).resolve().parent.parent
OLDEST: Final = (3, 11)
_MINUTES: Final = 10  # for one step; a slow mirror takes its time
_VERSION: Final = "import sys; print(*sys.version_info[:3], sep='.')"
_COMMANDS: Final = (("db", "upgrade"), ("load", "examples/willow.toml"), ("oncall",))


def found(environ: Mapping[str, str] = os.environ) -> dict[str, Path]:
    """The Pythons that are new enough, by their full version, the oldest first."""
    usable = {version: path for path in _candidates(environ) if (version := _version(path))}
    return dict(sorted(usable.items(), key=lambda each: _numbers(each[0])))


def try_out(python: Path, folder: Path) -> str | None:
    """Install and start with one Python. Returns what the first failing step printed, or None."""
    own = folder / "venv" / "bin" / "python"
    env = os.environ | {
        "RINGBACK_ENV": "development",
        "DATABASE_URL": f"sqlite:///{folder}/ringback.db",
    }
    install = ("-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", "requirements.txt")
    steps = [
        [str(python), "-m", "venv", str(folder / "venv")],
        [str(own), *install],
        *([str(own), "-m", "flask", "--app", "wsgi", *words] for words in _COMMANDS),
    ]
    return next((said for step in steps if (said := _failure(step, env)) is not None), None)


def main() -> int:
    pythons = found()
    if not pythons:
        sys.exit(
            f"No Python {OLDEST[0]}.{OLDEST[1]} or newer was found. Name some: make test-pythons PYTHONS=…"
        )
    failed = [version for version, path in pythons.items() if not _passes(version, path)]
    return 1 if failed else 0


def _passes(version: str, path: Path) -> bool:
    sys.stdout.write(f"Python {version:<8} {path} … ")
    sys.stdout.flush()
    with tempfile.TemporaryDirectory(prefix="ringback-python-") as folder:
        said = try_out(path, Path(folder))
    sys.stdout.write("starts\n" if said is None else f"FAILS\n{said}\n")
    return said is None


def _candidates(environ: Mapping[str, str]) -> Iterator[Path]:
    named = environ.get("PYTHONS", "").split()
    if named:
        yield from map(Path, named)
        return
    folders = [*map(Path, environ.get("PATH", "").split(os.pathsep)), Path("/usr/bin")]
    folders += sorted(Path(environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob("versions/*/bin"))
    for folder in folders:
        yield from _in(folder)


def _in(folder: Path) -> Iterable[Path]:
    """The Pythons of a folder; pyenv's shims only point at others."""
    if folder.name == "shims":
        return ()
    return sorted(path for path in folder.glob("python3.[0-9]*") if path.name.count("-") == 0)


def _version(python: Path) -> str | None:
    """Its version, or None where it is too old or does not run."""
    path = shutil.which(python)
    if path is None:
        return None
    asked = subprocess.run([path, "-c", _VERSION], capture_output=True, text=True, check=False)  # noqa: S603
    version = asked.stdout.strip()
    return version if asked.returncode == 0 and _numbers(version) >= OLDEST else None


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _failure(step: list[str], env: Mapping[str, str]) -> str | None:
    """The output of a step, if it failed."""
    try:
        done = subprocess.run(  # noqa: S603 - our own commands, with a Python of this machine
            step, cwd=PROJECT, env=env, capture_output=True, text=True, check=False, timeout=_MINUTES * 60
        )
    except subprocess.TimeoutExpired:
        return f"{' '.join(step)}: not done after {_MINUTES} minutes"
    return None if done.returncode == 0 else f"{' '.join(step)}\n{done.stdout}{done.stderr}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
