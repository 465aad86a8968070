"""What a run comes to, as a table with a column for each database, ready for a document."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import quantiles

from enquiries.lifecycle.states import EnquiryState
from tools.chaos.breakage import Breakage
from tools.chaos.evidence import Evidence
from tools.chaos.plan import Plan
from tools.chaos.verdict import LATE_AFTER, Verdict


@dataclass(frozen=True)
class Result:
    """One run on one database."""

    plan: Plan
    evidence: Evidence
    verdict: Verdict


def rows(result: Result) -> dict[str, str]:
    evidence, verdict = result.evidence, result.verdict
    taken = sum(each.asked.taken_at is not None for each in evidence.requests)
    cases = evidence.cases.values()
    return {
        "faults injected": _count(len(result.plan.strikes)),
        "requests for a call": _count(len(evidence.requests)),
        "… answered 2xx or 3xx": _count(taken),
        "enquiries": _count(len(cases)),
        "… taken by somebody": _count(sum(bool(case.claims) for case in cases)),
        "… closed": _count(sum(case.state is EnquiryState.CLOSED for case in cases)),
        "further texts in, staff's among them": _count(len(evidence.further)),
        "texts accepted by the provider": _count(sum(len(text.copies) for text in evidence.texts.values())),
        "**lost**": _count(len(verdict.lost)),
        "**never alerted**": _count(len(verdict.never_alerted)),
        "**two winners**": _count(len(verdict.two_winners)),
        "**timelines wrong**": _count(len(verdict.wrong_timelines)),
        "**texts beyond their bound**": _count(len(verdict.beyond_bound)),
        "**stuck**": _count(len(verdict.stuck)),
        "doubled texts, within the bound": _count(verdict.doubled),
        f"late (alert after {LATE_AFTER.total_seconds():.0f} s)": _count(verdict.late),
        "asking to alert, median": _seconds(_percentile(verdict, 50)),
        "asking to alert, p99": _seconds(_percentile(verdict, 99)),
        "asking to alert, worst": _seconds(max(verdict.delays, default=0.0)),
    }


def table(results: Mapping[str, Result]) -> str:
    columns = {database: rows(result) for database, result in results.items()}
    names = list(next(iter(columns.values())))
    return _written(
        ["what", *columns], [[name, *(column[name] for column in columns.values())] for name in names]
    )


def faults_table(results: Mapping[str, Result]) -> str:
    counts = [Counter(strike.what for strike in result.plan.strikes) for result in results.values()]
    dealt = [what for what in Breakage if any(count[what] for count in counts)]
    return _written(
        ["fault", *results], [[what.value, *(_count(count[what]) for count in counts)] for what in dealt]
    )


def _written(head: list[str], body: list[list[str]]) -> str:
    width = max(len(line[0]) for line in (head, *body))
    rule = ["-" * width, *("-" * 11 + ":" for _ in head[1:])]
    return "\n".join(
        f"| {first:<{width}} | " + " | ".join(f"{each:>12}" for each in rest) + " |"
        for first, *rest in (head, rule, *body)
    )


def _percentile(verdict: Verdict, percent: int) -> float:
    if len(verdict.delays) < 2:
        return max(verdict.delays, default=0.0)
    return quantiles(verdict.delays, n=100, method="inclusive")[percent - 1]


def _count(number: int) -> str:
    return f"{number:,}"


def _seconds(number: float) -> str:
    return f"{number:.2f} s"
