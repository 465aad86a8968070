"""`flask load FILE.toml`: the database becomes what a setup file says."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from enquiries.audit.models import Amendment
from enquiries.cli.command import Command, Refused
from enquiries.core.db import commit, db, reading, writing
from enquiries.setup.change import Change, ChangeKind
from enquiries.setup.changes import Newer, load_file, prepare_file, write_prepared
from enquiries.setup.faults import SetupFileWrong
from enquiries.setup.file import SetupFile, read_setup_file

# After so many others changed settings meanwhile, they wait for all of it.
_ATTEMPTS = 3


@click.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would change, without changing anything.")
@click.option("--force", is_flag=True, help="Overwrite changes made on the pages since the file was written.")
@with_appcontext
def load(file: Path, dry_run: bool, force: bool) -> None:
    """Add or update the centres, numbers, keywords, staff, rota and ladder of a setup file."""
    text = _read(file)
    try:
        changes = _load(read_setup_file(text), force=force, dry_run=dry_run)
    except SetupFileWrong as wrong:
        raise Refused("\n".join(f"{file}: {problem}" for problem in wrong.problems)) from None
    except Newer as newer:
        raise Refused("\n".join(_newer(file, each) for each in newer.amendments)) from None
    for change in changes:
        if change.fate is not ChangeKind.UNCHANGED:
            click.echo(change)
    click.echo(_summary(changes) + (" This was a dry run." if dry_run else ""))


def _load(setup: SetupFile, *, force: bool, dry_run: bool) -> Sequence[Change]:
    """Work out what changes while others write, so that they wait only for it to be written."""
    for _ in range(_ATTEMPTS):
        reading()
        differences = prepare_file(db.session(), setup, force=force)
        if dry_run or not differences.news:
            return differences.changes
        writing()
        if write_prepared(db.session(), datetime.now(UTC), differences):
            commit()
            return differences.changes
        db.session.rollback()
    changes = load_file(db.session(), datetime.now(UTC), setup, force=force)
    commit()
    return changes


def _newer(file: Path, amendment: Amendment) -> str:
    return (
        f"{file}: {amendment.what} was {amendment.deed} on the pages by {amendment.by}, "
        f"{amendment.at:%Y-%m-%d %H:%M} UTC: write the file with ./ringback dump, or load it with --force"
    )


def _read(file: Path) -> str:
    """Return the text of the file without a byte order mark."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{file}: is not UTF-8 text: save it as UTF-8") from None
    except OSError as wrong:
        raise Refused(f"{file}: {wrong.strerror}") from None


def _summary(changes: Sequence[Change]) -> str:
    counts = Counter(change.fate for change in changes)
    kept = f", {counts[ChangeKind.KEPT]} kept that are not in the file" if counts[ChangeKind.KEPT] else ""
    if not counts[ChangeKind.ADDED] and not counts[ChangeKind.CHANGED]:
        return f"Nothing changed: {counts[ChangeKind.UNCHANGED]} unchanged{kept}."
    return (
        f"{counts[ChangeKind.ADDED]} added, {counts[ChangeKind.CHANGED]} changed, "
        f"{counts[ChangeKind.UNCHANGED]} unchanged{kept}."
    )
