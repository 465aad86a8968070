"""Every page in docs/decisions has a date and a status, and is in the index with both."""

import re
from pathlib import Path

import pytest

from config import PROJECT

DECISIONS = PROJECT / "docs" / "decisions"
PAGES = sorted(DECISIONS.glob("[0-9]*.md"))
HEAD = re.compile(
    r"# (?P<title>.+)\n\nDate: (?P<date>\d{4}-\d\d-\d\d)  \nStatus: (?P<status>Accepted|Superseded)"
)


def test_numbers_are_used_once_and_without_gaps() -> None:
    assert [int(page.name[:4]) for page in PAGES] == list(range(1, len(PAGES) + 1))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_decision_is_in_the_index_with_its_date_and_status(page: Path) -> None:
    head = HEAD.match(page.read_text())
    assert head, "title, Date and Status come first"
    row = f"| [{page.name[:4]}]({page.name}) | {head['title']} | {head['status']} | {head['date']} | "
    assert row in (DECISIONS / "README.md").read_text()


def test_the_index_lists_nothing_else() -> None:
    listed = re.findall(r"\]\((.+?\.md)\)", (DECISIONS / "README.md").read_text())
    assert listed == [page.name for page in PAGES]
