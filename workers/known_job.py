"""Restrict workers to the functions of `workers.jobs`, whatever a job in Redis asks for.

A job in Redis names a function by its dotted path, and RQ would import and call any: an attacker who can
write to Redis could have `os.system` called. A job can also name callbacks and webhooks; Ringback uses none,
so those are dropped.
"""

from collections.abc import Callable
from importlib import import_module
from types import FunctionType
from typing import Any, ClassVar

from rq.job import Job


class UnknownJob(Exception):
    """A job names something other than a function of `workers.jobs`."""


class KnownJob(Job):
    module: ClassVar[str] = "workers.jobs"

    @property
    def func(self) -> Callable[..., Any]:
        """Raises UnknownJob for a function that is not defined in `module`, imported ones included."""
        module, _, name = str(self.func_name).rpartition(".")
        found = getattr(import_module(self.module), name, None) if module == self.module else None
        if not isinstance(found, FunctionType) or found.__module__ != self.module:
            raise UnknownJob(f"{self.func_name} is not a job")
        return found

    def restore(self, raw_data: dict[Any, Any]) -> None:
        super().restore(raw_data)
        self._success_callback_name = self._failure_callback_name = self._stopped_callback_name = None
        self.webhooks = []
