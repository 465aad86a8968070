"""The Valkey server: it keeps what it is told to keep, and does not outlive its parent."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import redis

from config import PROJECT
from tests.support.processes import soon
from tools import ports
from tools.valkey import NO_RETRY, Valkey, ValkeyFailed


def a_client(valkey: Valkey) -> redis.Redis:
    return redis.Redis(port=valkey.port, socket_timeout=1, retry=NO_RETRY, decode_responses=True)


def test_keeps_its_data_over_a_crash(tmp_path: Path) -> None:
    valkey = Valkey(tmp_path, ports.any_free(), keep=True)
    valkey.start()
    with a_client(valkey) as client:
        client.set("code", "4821")
        client.execute_command("WAITAOF", 1, 0, 1000)
    valkey.stop(signal.SIGKILL)
    valkey.start()
    with a_client(valkey) as client:
        assert client.get("code") == "4821"
    valkey.stop()


def test_forgets_where_nothing_is_to_be_kept(own_valkey: Valkey) -> None:
    with a_client(own_valkey) as client:
        client.set("code", "4821")
    own_valkey.stop()
    own_valkey.start()
    with a_client(own_valkey) as client:
        assert client.dbsize() == 0


def test_paused_it_holds_connections_and_answers_nothing(own_valkey: Valkey) -> None:
    with a_client(own_valkey) as client:
        own_valkey.pause()
        with pytest.raises(redis.TimeoutError):
            client.ping()
        own_valkey.resume()
        assert client.ping()


def test_port_in_use_is_said(own_valkey: Valkey, tmp_path: Path) -> None:
    with pytest.raises(ValkeyFailed, match=f"port {own_valkey.port} is in use"):
        Valkey(tmp_path / "second", own_valkey.port, keep=False).start()


def test_dies_with_a_killed_parent(tmp_path: Path) -> None:
    port = ports.any_free()
    start = (
        "import pathlib, sys, time; from tools.valkey import Valkey; "
        "Valkey(pathlib.Path(sys.argv[1]), int(sys.argv[2]), keep=True).start(); "
        "print('up', flush=True); time.sleep(60)"
    )
    argv = [sys.executable, "-c", start, str(tmp_path), str(port)]
    with subprocess.Popen(argv, cwd=PROJECT, stdout=subprocess.PIPE) as parent:  # noqa: S603
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"up\n"
        os.kill(parent.pid, signal.SIGKILL)
    with a_client(Valkey(tmp_path, port, keep=True)) as client:
        soon(lambda: not answers(client))


def answers(client: redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False
