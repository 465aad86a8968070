"""One chart as SVG inside a page: without script and without style of its own, which our pages do not allow.

Its looks are in admin.css, so that it follows light and dark. A table beside it says the same in numbers; for
people who cannot see it the chart is an image with a sentence.
"""

import sys
from collections.abc import Mapping, Sequence
from math import inf, isinf
from typing import Any, Final

import pygal
from markupsafe import Markup
from pygal.style import Style

# Its finder of plugins, of which we have none, has a way that Python 3.11 warns of at every failed import.
sys.meta_path[:] = [each for each in sys.meta_path if not isinstance(each, pygal.PluginImportFixer)]

# Forbidden, or shown by a script alone.
_LEFT_OUT: Final = ("style", "script", "desc", "title")
_WIDTH, _HEIGHT = 760, 300
NOT_YET: Final = inf
"""A value that is still growing: its bar fills the whole height."""


def bars(labels: Sequence[str], series: Mapping[str, Sequence[float | None]], says: str) -> Markup:
    """Groups of bars over labels; None leaves a gap. `says` is the sentence that stands for it."""
    top = _top(series)
    chart = pygal.Bar(
        width=_WIDTH,
        height=_HEIGHT,
        explicit_size=False,
        disable_xml_declaration=True,
        no_prefix=True,
        js=[],
        show_legend=False,
        margin=8,
        include_x_axis=True,
        print_values=False,
        # only so that there is room for what admin.css writes on a phone
        style=Style(label_font_size=22, major_label_font_size=22),
        x_labels_major_every=3,
        show_minor_x_labels=False,
        truncate_label=-1,
        min_scale=3,
        max_scale=6,
        range=(0, top),
    )
    chart.x_labels = list(labels)
    for name, values in series.items():
        chart.add(name, [_bar(each, top) for each in values])
    chart.add_xml_filter(lambda root: _plain(root, says))
    return Markup(chart.render(is_unicode=True))  # noqa: S704 - made of numbers and of our own words


def _top(series: Mapping[str, Sequence[float | None]]) -> float:
    """The largest value that is known."""
    known = [each for values in series.values() for each in values if each is not None and not isinf(each)]
    return max([1.0, *known])


def _bar(value: float | None, top: float) -> Any:
    if value is None or not isinf(value):
        return value
    return {"value": top, "node": {"class": "rect reactive not-yet"}}


def _plain(root: Any, says: str) -> Any:
    """Without what our pages forbid; with a name for those who do not see it."""
    for parent in list(root.iter()):
        for child in list(parent):
            # a comment's tag is no text
            if not isinstance(child.tag, str) or child.tag.rpartition("}")[2] in _LEFT_OUT:
                parent.remove(child)
        parent.attrib.pop("style", None)
    for name in ("id", "width", "height"):
        root.attrib.pop(name, None)
    root.attrib.update({"role": "img", "aria-label": says, "class": "chart"})
    return root
