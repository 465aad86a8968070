"""The product keeps its rules of shape."""

import pytest

from tools.house import Figure, measure

# The most that is allowed of each: a figure joins when it has reached its goal.
LIMITS = {
    "Python files in the fullest folder": 20,
    "kinds of texts as literals outside texts.py": 0,
    "files that write next_check_at": 1,
    "import circles": 0,
    "class names defined more than once": 0,
    "lines of the longest function": 40,
    "lines with whoever, somebody, nobody, anew": 9,
}


@pytest.fixture(scope="module")
def figures() -> dict[str, Figure]:
    return measure()


@pytest.mark.parametrize("name", LIMITS)
def test_figure_is_within_its_limit(figures: dict[str, Figure], name: str) -> None:
    figure = figures[name]
    assert figure.found <= LIMITS[name], f"{figure.found} {name}: {figure.where}"
