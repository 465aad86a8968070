"""A worker runs what it knows and waits for Redis, however Redis comes and goes."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis
from rq import Queue
from rq.job import Job
from rq.serializers import JSONSerializer

from tests.support.processes import python, soon
from tools.valkey import NO_RETRY, Valkey

JOBS = "tests.workers.jobs"


@contextmanager
def worker(redis_url: str, directory: Path, *how: str) -> Iterator[subprocess.Popen[str]]:
    """A running worker process; the file `pulse` appears once it beats."""
    process = python("tests.workers.a_worker", redis_url, str(directory / "pulse"), *how)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def enqueue(redis_url: str, job: str, *arguments: str, queue: str = "default") -> None:
    with a_client(redis_url) as client:
        Queue(queue, connection=client, serializer=JSONSerializer).enqueue(job, *arguments, result_ttl=0)


def a_client(redis_url: str) -> redis.Redis:
    return redis.Redis.from_url(redis_url, retry=NO_RETRY)


def stopped(process: subprocess.Popen[str]) -> int:
    process.send_signal(signal.SIGTERM)
    return process.wait(5)


class TestJobs:
    def test_run_and_leave_nothing_behind(self, redis_url: str, tmp_path: Path) -> None:
        done = tmp_path / "done"
        with worker(redis_url, tmp_path) as process:
            enqueue(redis_url, f"{JOBS}.leave", str(done))
            soon(done.exists)
            assert stopped(process) == 0
        assert (tmp_path / "pulse").read_text() == str(process.pid)
        with a_client(redis_url) as client:
            assert not list(client.scan_iter("rq:job:*"))

    def test_of_somebody_else_are_refused(self, redis_url: str, tmp_path: Path) -> None:
        made, done = tmp_path / "made", tmp_path / "done"
        enqueue(redis_url, "os.mkdir", str(made), queue="alerts")
        enqueue(redis_url, f"{JOBS}.mkdir", str(made), queue="alerts")
        enqueue(redis_url, f"{JOBS}.leave", str(done))
        with worker(redis_url, tmp_path):
            soon(done.exists)
        assert not made.exists()

    def test_that_fail_tell_redis_nothing(self, redis_url: str, tmp_path: Path) -> None:
        done = tmp_path / "done"
        enqueue(redis_url, f"{JOBS}.fail", "sam")
        enqueue(redis_url, f"{JOBS}.leave", str(done))
        with worker(redis_url, tmp_path), a_client(redis_url) as client:
            soon(done.exists)
            queue = Queue("default", connection=client, serializer=JSONSerializer)
            (failed,) = queue.failed_job_registry.get_job_ids()
            result = Job.fetch(failed, client, JSONSerializer).latest_result()
        assert result is not None
        assert result.exc_string == ""


class TestRedisAway:
    def test_at_the_start_it_waits(self, own_valkey: Valkey, tmp_path: Path) -> None:
        own_valkey.stop()
        with worker(own_valkey.url(), tmp_path) as process:
            soon((tmp_path / "pulse").exists)
            own_valkey.start()
            enqueue(own_valkey.url(), f"{JOBS}.leave", str(tmp_path / "done"))
            soon((tmp_path / "done").exists, within=3)
            assert stopped(process) == 0
            assert process.stderr is not None
            (said,) = process.stderr.read().splitlines()
        assert said.startswith("waiting for Redis")

    def test_later_and_come_back_empty_it_works_on(self, own_valkey: Valkey, tmp_path: Path) -> None:
        url, before, after = own_valkey.url(), tmp_path / "before", tmp_path / "after"
        with worker(url, tmp_path) as process:
            enqueue(url, f"{JOBS}.leave", str(before))
            soon(before.exists)
            own_valkey.stop(signal.SIGKILL)
            own_valkey.start()
            enqueue(url, f"{JOBS}.leave", str(after))
            soon(after.exists, within=3)
            with a_client(url) as client:
                soon(lambda: client.scard("rq:workers:default") == 1)
            assert process.poll() is None


class TestStopping:
    def test_finishes_the_job_in_hand(self, redis_url: str, tmp_path: Path) -> None:
        started, done = tmp_path / "started", tmp_path / "done"
        with worker(redis_url, tmp_path) as process:
            enqueue(redis_url, f"{JOBS}.leave_slowly", str(started), str(done))
            soon(started.exists)
            assert stopped(process) == 0
        assert done.exists()

    def test_tells_the_job_in_hand(self, redis_url: str, tmp_path: Path) -> None:
        started, done = tmp_path / "started", tmp_path / "done"
        with worker(redis_url, tmp_path) as process:
            enqueue(redis_url, f"{JOBS}.leave_when_told_to_stop", str(started), str(done))
            soon(started.exists)
            assert stopped(process) == 0
        assert done.exists()

    def test_does_not_need_redis(self, own_valkey: Valkey, tmp_path: Path) -> None:
        done = tmp_path / "done"
        with worker(own_valkey.url(), tmp_path) as process:
            enqueue(own_valkey.url(), f"{JOBS}.leave", str(done))
            soon(done.exists)
            own_valkey.stop()
            assert stopped(process) == 0

    def test_is_not_forgotten_where_it_comes_while_a_line_is_logged(
        self, own_valkey: Valkey, tmp_path: Path
    ) -> None:
        done = tmp_path / "done"
        with worker(own_valkey.url(), tmp_path, "stopped") as process:
            enqueue(own_valkey.url(), f"{JOBS}.leave", str(done))
            soon(done.exists)
            own_valkey.stop()
            assert process.wait(5) == 0
