"""An exported log, checked with nothing but Python, as an auditor does on a machine of their own."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import PROJECT
from enquiries import verify
from enquiries.verify import BEFORE_THE_FIRST, ChainCheck, LinkKind, check_lines, link_hash, write_time

START = datetime(2026, 1, 14, 2, 14, tzinfo=UTC)
Link = dict[str, Any]


class Log:
    """A log as it is exported: links are added `after` so many minutes, for something `at` so many."""

    def __init__(self) -> None:
        self.links: list[Link] = []
        self._before = BEFORE_THE_FIRST
        self.add(LinkKind.START, 0)

    def add(self, kind: LinkKind, after: float, at: float | None = None) -> None:
        link: Link = {
            "position": len(self.links) + 1,
            "kind": kind.value,
            "sealed_at": write_time(START + timedelta(minutes=after)),
            "entry": None if at is None else self._entry(at),
        }
        self._before = link["hash"] = link_hash(self._before, link)
        self.links.append(link)

    def _entry(self, at: float) -> Link:
        moment = write_time(START + timedelta(minutes=at))
        return {
            "id": len(self.links), "reference": "23456789ABCD", "at": moment, "what": "noted", "staff": None,
            "detail": {},
        }  # fmt: skip

    def found(self, *heads: str) -> list[str]:
        lines = [json.dumps(each) for each in self.links]
        return [str(each) for each in check_lines(lines, ChainCheck(heads))]


@pytest.fixture
def log() -> Log:
    """A quarter of an hour in which something happens each minute."""
    log = Log()
    for minute in range(15):
        log.add(LinkKind.ENTRY, minute, minute)
    return log


def test_one_as_it_was_written_is_in_order(log: Log) -> None:
    assert log.found(log.links[7]["hash"], f"3:{log.links[2]['hash']}") == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda links: links.pop(5), "position 6 was expected: links are missing or moved"),
        (lambda links: links.insert(3, links[3]), "position 5 was expected: links are missing or moved"),
        (lambda links: links[5]["entry"].update(at=links[4]["entry"]["at"]), "was changed: its hash is"),
        (lambda links: links[5]["entry"].update(note="more"), "line 6: cannot be read: it has other fields"),
        (lambda links: links[5].update(entry=None), "line 6: cannot be read: an entry is missing"),
        (lambda links: links[5].update(kind="mark"), "'mark' is not a valid LinkKind"),
        (lambda links: links[5].pop("hash"), "line 6: cannot be read: it has other fields"),
        (lambda links: links.clear(), "log: is empty"),
    ],
)  # fmt: skip
def test_what_was_changed_is_found(log: Log, change: Callable[[list[Link]], object], found: str) -> None:
    change(log.links)
    assert any(found in each for each in log.found())


@given(data=st.data())
def test_whatever_single_value_is_changed(data: st.DataObject) -> None:
    log = Log()
    for minute in range(4):
        log.add(LinkKind.ENTRY, minute, minute)
    link = data.draw(st.sampled_from(log.links))
    holder = data.draw(st.sampled_from([each for each in (link, link["entry"]) if each]))
    name = data.draw(st.sampled_from(sorted(holder)))
    was = holder[name]
    other = st.none() | st.integers() | st.text() | st.just({"x": 1})
    holder[name] = data.draw(other.filter(lambda to: to != was))
    assert log.found()


def test_one_written_again_is_found_by_a_head_that_was_kept(log: Log) -> None:
    kept = log.links[9]["hash"]
    again = Log()
    for minute in range(15):
        again.add(LinkKind.ENTRY, minute, minute if minute != 7 else 6.5)
    assert again.found() == []
    assert again.found(kept) == [f"head {kept}: does not occur: the log was written again since, or cut off"]
    assert log.found(f"11:{kept}") != []


def test_one_that_was_cut_off_is_found_by_a_head_that_was_kept(log: Log) -> None:
    kept = log.links[-1]["hash"]
    del log.links[12:]
    assert log.found() == []
    assert log.found(kept) != []


class TestTimes:
    def test_an_entry_for_before_what_was_sealed_already_is_back_dated(self, log: Log) -> None:
        log.add(LinkKind.QUIET, 25)
        log.add(LinkKind.ENTRY, 31, at=-2)
        (found,) = log.found()
        assert "is back-dated: it says 2026-01-14 02:12" in found

    def test_so_is_one_for_a_quiet_time_in_which_sealing_went_on(self, log: Log) -> None:
        for minute in (24, 34, 44):
            log.add(LinkKind.QUIET, minute)
        log.add(LinkKind.ENTRY, 45, at=20)
        (found,) = log.found()
        assert "is back-dated or sealed late: it says 2026-01-14 02:34" in found

    def test_an_entry_for_later_than_it_was_sealed(self, log: Log) -> None:
        log.add(LinkKind.ENTRY, 15, at=40)
        (found,) = log.found()
        assert "is dated 2026-01-14 02:54:00+00:00, after it was sealed" in found

    def test_after_an_outage_late_ones_are_a_note_until_it_has_caught_up(self, log: Log) -> None:
        for number, minute in enumerate((20, 40, 60, 80, 99)):
            log.add(LinkKind.ENTRY, 100 + number / 60, at=minute)
        (note,) = log.found()
        assert note.startswith("note: sealing: 4 entries were sealed late: nothing newer was sealed from")
        log.add(LinkKind.ENTRY, 101, at=50)
        assert any("back-dated" in each for each in log.found())

    def test_what_comes_while_older_entries_are_sealed_has_to_wait(self) -> None:
        log = Log()
        for minute in range(40):
            log.add(LinkKind.OLDER, minute, at=minute - 500)
        log.add(LinkKind.ENTRY, 40, at=3)
        log.add(LinkKind.ENTRY, 40, at=39)
        (note,) = log.found()
        assert note.startswith("note: sealing: 1 entry was sealed late")

    def test_none_is_older_once_newer_ones_are_sealed(self, log: Log) -> None:
        log.add(LinkKind.OLDER, 16, at=-400)
        assert any("newer links come before it" in each for each in log.found())

    def test_none_is_older_that_is_newer_than_the_chain(self) -> None:
        log = Log()
        log.add(LinkKind.OLDER, 2, at=1)
        assert any("is newer than the chain" in each for each in log.found())


@pytest.mark.parametrize("head", ["abc", "x:" + "0" * 64, "0" * 63 + "g"])
def test_a_head_is_written_as_it_was_kept(head: str) -> None:
    with pytest.raises(ValueError, match=r"head|invalid literal"):
        verify.read_head(head)


def test_the_program_needs_nothing_but_python(log: Log, tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    file.write_text("".join(f"{json.dumps(each)}\n" for each in log.links))
    good, bad = log.links[-1]["hash"], "1" * 64
    for head, code in ((good, 0), (bad, 1)):
        # -I and -S: no package that is installed can be imported
        program = f"import sys; sys.path.insert(0, {str(PROJECT)!r}); from enquiries.verify import main"
        done = subprocess.run(  # noqa: S603 - our own process
            [sys.executable, "-I", "-S", "-c", f"{program}; sys.exit(main())", str(file), "--head", head],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        assert f"15 entries in 16 links, head 16:{good}" in done.stdout
