"""Check that Redis answers, is recent enough, and holds only jobs of the service."""

from collections.abc import Iterator

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from rq.exceptions import DeserializationError, NoSuchJobError
from rq.job import Job
from rq.serializers import JSONSerializer

from enquiries.core import queue
from enquiries.monitoring.doctor import findings
from enquiries.monitoring.doctor.findings import Finding, fail, ok, warn

# Blocking moves between lists with a time-out came with it, which RQ's workers wait by.
_OLDEST = (6, 2)
_LOOKED_AT = 50  # jobs of each queue
_OURS = queue.DELIVER.rpartition(".")[0] + "."


def check(url: str) -> Iterator[Finding]:
    try:
        with queue.connect(url) as redis:
            yield from _check(redis)
    except (RedisError, OSError) as failure:
        says = f"Redis does not answer ({type(failure).__name__})"
        yield fail("queue", says, "Start it, or correct REDIS_URL; until then only the tick sends texts")


def _check(redis: Redis) -> Iterator[Finding]:
    told = redis.info()
    assert isinstance(told, dict)
    name = "Valkey, as Redis" if "valkey_version" in told else "Redis"
    yield findings.version("queue", f"{name} {told['redis_version']}", _OLDEST)
    if int(told.get("maxmemory", 0)) and told.get("maxmemory_policy") != "noeviction":
        advice = "Set maxmemory-policy noeviction, or give it more memory"
        yield warn("queue", "drops jobs when its memory is full", advice)
    strangers = sum(_strangers(redis, each) for each in queue.QUEUES)
    if strangers:
        says = f"holds {strangers} jobs that are not Ringback's, or not JSON"
        yield warn("queue", says, "Give Ringback a Redis database of its own, such as redis://…/1")
    else:
        yield ok("queue", "holds only Ringback's jobs, as JSON")


def _strangers(redis: Redis, name: str) -> int:
    ids = Queue(name, connection=redis, serializer=JSONSerializer).get_job_ids(0, _LOOKED_AT)
    return sum(not _is_ours(redis, each) for each in ids)


def _is_ours(redis: Redis, job_id: str) -> bool:
    try:
        job = Job.fetch(job_id, connection=redis, serializer=JSONSerializer)
        return str(job.func_name).startswith(_OURS)
    except NoSuchJobError:  # a worker took it meanwhile
        return True
    except DeserializationError:
        return False
