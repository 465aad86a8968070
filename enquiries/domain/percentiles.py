"""Percentiles that cannot be flattered: by nearest rank, and with what never happened counted as for ever.

The p-th percentile of n values is the smallest that at least p in a hundred of them do not exceed: a value
that really occurred, never one between two. Where so many have not happened yet that it falls among them,
there is none: of two people of whom one was called, nobody can say how long nine in ten waited.
"""

from bisect import bisect_left
from collections.abc import Sequence


def nearest_rank(happened: Sequence[int], of: int, percent: int) -> int | None:
    """The percentile of `of` values, of which only those that `happened` are known, in ascending order.

    `percent` is from 1 to 100. None where the percentile is not known yet.
    """
    rank = rank_of(percent, of)
    return happened[rank - 1] if 0 < rank <= len(happened) else None


def nearest_rank_of_counts(values: Sequence[int], up_to: Sequence[int], of: int, percent: int) -> int | None:
    """The same, of values that are each there once, with how many there are up to and with each of them."""
    rank = rank_of(percent, of)
    place = bisect_left(up_to, rank)
    return values[place] if rank > 0 and place < len(values) else None


def rank_of(percent: int, of: int) -> int:
    """Which value, counted from 1 in ascending order, is the percentile of so many."""
    return -(-of * percent // 100)
