"""The supervisor: what dies is started again, and nothing outlives it."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.support.processes import alive, python, soon
from workers.supervisor import FIRST_WAIT, LONGEST_WAIT, cause, wait_before

SLEEPS = 'echo $$ > "{}"; exec sleep 60'
DEAF = "trap '' TERM; echo $$ > \"{}\"; while :; do sleep 0.1; done"


@contextmanager
def supervisor(*children: str, grace: float = 5) -> Iterator[subprocess.Popen[str]]:
    process = python("tests.workers.a_supervisor", str(grace), *children)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def pid_in(file: Path) -> int:
    soon(lambda: file.exists() and file.read_text().strip())
    return int(file.read_text())


def ended(process: subprocess.Popen[str], number: signal.Signals) -> str:
    """Send the signal; the end must be a good one. What it said."""
    process.send_signal(number)
    _, said = process.communicate(timeout=10)
    assert process.returncode == 0
    return said


class TestAChildThatDies:
    def test_is_started_again_and_said_loudly(self, tmp_path: Path) -> None:
        pulse = tmp_path / "pid"
        with supervisor("worker-1=" + SLEEPS.format(pulse)) as process:
            first = pid_in(pulse)
            pulse.unlink()
            os.kill(first, signal.SIGKILL)
            assert alive(pid_in(pulse))
            said = ended(process, signal.SIGTERM)
        assert said == "worker-1 DIED (killed by SIGKILL), starting it again in 0.5 s\n"

    def test_leaves_the_others_alone(self, tmp_path: Path) -> None:
        well, ill = tmp_path / "well", tmp_path / "ill"
        with supervisor("well=" + SLEEPS.format(well), f'ill=echo >> "{ill}"; exit 3') as process:
            before = pid_in(well)
            soon(lambda: ill.exists() and len(ill.read_text()) == 3)
            assert pid_in(well) == before
            assert alive(before)
            said = ended(process, signal.SIGTERM)
        assert said.splitlines()[:2] == [
            "ill DIED (exit 3), starting it again in 0.5 s",
            "ill DIED (exit 3), starting it again in 1.0 s",
        ]

    @given(st.integers(1, 1000))
    def test_waits_longer_each_time_up_to_a_limit(self, restart: int) -> None:
        assert FIRST_WAIT <= wait_before(restart) <= wait_before(restart + 1) <= LONGEST_WAIT

    def test_waits_half_a_second_then_doubles(self) -> None:
        assert [wait_before(restart) for restart in range(1, 8)] == [0.5, 1, 2, 4, 8, 10, 10]

    def test_cause_is_told_in_words(self) -> None:
        assert (cause(-9), cause(-15), cause(1)) == ("killed by SIGKILL", "killed by SIGTERM", "exit 1")


class TestTheEnd:
    def test_sigterm_and_ctrl_c_end_children_quietly(self, tmp_path: Path) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            pulse = tmp_path / number.name
            with supervisor("worker-1=" + SLEEPS.format(pulse)) as process:
                child = pid_in(pulse)
                assert ended(process, number) == ""
            assert not alive(child)

    def test_a_deaf_child_is_killed_after_its_grace(self, tmp_path: Path) -> None:
        with supervisor("worker-1=" + DEAF.format(tmp_path / "pid"), grace=0.3) as process:
            child = pid_in(tmp_path / "pid")
            assert ended(process, signal.SIGTERM) == "worker-1 did not end within 0.3 s, KILLED\n"
        assert not alive(child)

    def test_even_a_killed_supervisor_leaves_no_child(self, tmp_path: Path) -> None:
        pulses = [tmp_path / "one", tmp_path / "two"]
        with supervisor(*(f"{pulse.name}=" + DEAF.format(pulse) for pulse in pulses)) as process:
            children = [pid_in(pulse) for pulse in pulses]
            process.kill()
            soon(lambda: not any(map(alive, children)))
