"""Figures that tests measure, and assert nothing close to: shown at the end of a run."""

from collections.abc import Callable

import pytest

_FIGURE = "figure"


@pytest.fixture
def show_figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Show a line at the end of the run."""
    return lambda line: record_property(_FIGURE, line)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [each for state in ("passed", "failed") for each in terminalreporter.stats.get(state, [])]
    lines = [line for each in reports for name, line in each.user_properties if name == _FIGURE]
    if lines:
        terminalreporter.section("figures")
        terminalreporter.write_line("\n".join(sorted(lines)))
