"""What containers and units run is there, and what an image may hold is named."""

import configparser
import re
import shlex
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from config import PROJECT

PROGRAMS = {"flask", "gunicorn", "python"}
DOCKERFILE = (PROJECT / "Dockerfile").read_text()
COMPOSE = (PROJECT / "compose.yaml").read_text()
UNITS = sorted((PROJECT / "deploy" / "systemd").iterdir())
NAMED = [
    line.removeprefix("!")
    for line in (PROJECT / ".dockerignore").read_text().splitlines()
    if line.startswith("!")
]


def commands() -> Iterator[list[str]]:
    for line in re.findall(r"command: \[(.+)\]", COMPOSE):
        words = [word.strip().strip('"') for word in line.split(",")]
        if words[0] != "valkey-server":
            yield words
    yield ["gunicorn", "wsgi:app"]
    for unit in UNITS:
        for line in re.findall(r"ExecStart=(.+)", unit.read_text()):
            program, *rest = shlex.split(line)
            yield [Path(program).name, *rest]


@pytest.mark.parametrize("command", list(commands()), ids=" ".join)
def test_a_command_is_one_that_is_installed(command: list[str]) -> None:
    program, *rest = command
    assert program in PROGRAMS
    modules = [word.partition(":")[0] for word in rest if word in ("wsgi", "wsgi:app", "workers")]
    assert modules
    assert all(find_spec(module) for module in modules)


def test_every_part_of_the_service_has_a_container() -> None:
    ran = {" ".join(command) for command in commands()}
    assert {"python -m workers --only worker", "python -m workers --only tick", "gunicorn wsgi:app"} <= ran
    assert "flask --app wsgi db upgrade" in ran


def test_only_what_is_named_goes_into_an_image() -> None:
    copied = {
        name
        for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.MULTILINE)
        for name in line.split()[:-1]
    }
    assert copied <= set(NAMED)
    assert all((PROJECT / name).exists() for name in NAMED)
    assert {"var", ".env", ".git", "tools", "tests"}.isdisjoint(NAMED)


def test_the_wheel_is_built_from_what_is_copied() -> None:
    build = tomllib.loads((PROJECT / "pyproject.toml").read_text())["build-system"]
    assert all(each.partition(">")[0] in DOCKERFILE for each in build["requires"])


def test_no_secret_is_written_into_them() -> None:
    for text in (DOCKERFILE, COMPOSE, *(unit.read_text() for unit in UNITS)):
        assert not re.search(r"(SECRET_KEY|DATA_KEYS|LOOKUP_KEY|AUTH_TOKEN)=", text)


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_can_be_read(unit: Path) -> None:
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.read(unit)
    assert read["Unit"]["Description"]
    assert read["Install"]["WantedBy"]
