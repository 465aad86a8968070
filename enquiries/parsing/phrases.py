"""A small language for phrases, so that a rule reads like what people write.

A phrase is words with spaces between: `a/b/c` is any of them, `_` joins words that are one choice
(`pick_up`), `{name}` is a list of words by name, `word?` may be left out, `..` is up to three words of the
same clause, `..6` up to six, `#` a number or a time of day. Phrases are matched against text as
`plain_words.heard` writes it, whole words only; no gap reaches over the end of a clause.
"""

import re
from collections.abc import Mapping

WORD = r"[^ |?]+"
_GAP = re.compile(r"\.\.(\d*)")
_CLOCK = r"\d{1,2}(?:[.:]?\d\d)?(?:am|pm)?"
_NEVER = re.compile(r"(?!)")


def one_of(words: str) -> str:
    """The pattern of any of the words, which `/` or white space parts."""
    choices = sorted(set(re.split(r"[/\s]+", words.strip())), key=lambda each: (-len(each), each))
    return f"(?:{'|'.join(_CLOCK if each == '#' else re.escape(each.replace('_', ' ')) for each in choices)})"


def compile_phrases(listed: str, words: Mapping[str, str] | None = None) -> re.Pattern[str]:
    """One pattern for a list of phrases, a line each; `words` are the lists that `{name}` stands for."""
    patterns = [_phrase(line, words or {}) for line in listed.splitlines() if line.strip()]
    return re.compile(rf"(?<!\S)(?:{'|'.join(patterns)})(?!\S)") if patterns else _NEVER


def _phrase(line: str, words: Mapping[str, str]) -> str:
    """A line as a regular expression. Each place but the first brings the space before it."""
    pattern, begun = "", False
    for place in line.split():
        optional = place.endswith("?") and len(place) > 1
        piece = _place(place.removesuffix("?") if optional else place, words)
        gap = _GAP.fullmatch(place)
        if gap:
            most = int(gap[1] or 3)
            pattern += rf"(?: {WORD}){{0,{most}}}?" if begun else rf"(?:{WORD} ){{0,{most}}}?"
        elif optional:
            pattern += f"(?: {piece})?" if begun else f"(?:{piece} )?"
        else:
            pattern += f" {piece}" if begun else piece
            begun = True
    return pattern


def _place(place: str, words: Mapping[str, str]) -> str:
    if place in {"|", "?"}:
        return re.escape(place)
    return one_of("/".join(words[each[1:-1]] if each.startswith("{") else each for each in place.split("/")))
