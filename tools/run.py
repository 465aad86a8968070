"""`make run`: the whole service on this machine, with a stand-in for Twilio and phones to type on.

Valkey first, then the database is brought up to date and the example centre loaded, then everything at once
until Ctrl-C. All data stays in `var/`; nothing outlives this process, however it ends.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
import tomllib
from typing import Any, Final

from config import PROJECT, Config, ConfigWrong
from enquiries.domain.password import FOR_DEMONSTRATION as PASSWORD
from tools import ports
from tools.runner import Runner, say
from tools.valkey import Valkey, ValkeyFailed
from workers import tether

SETUP: Final = PROJECT / "examples" / "willow.toml"
VISITOR: Final = "public:+447700900123:A visitor"
GUIDE: Final = """\
From the visitor's phone, text HELP to 83222: an answer comes, and Sam, who is on call, gets an alert.
From Sam's phone, answer with the code and Y, like 4821 Y. The reply has the link to ring from.
After the call, text the code and DONE BOOKED. What else there is: MENU."""
DEMO_STAFF: Final = "sam@example.org (responder), dana@example.org (manager) or tom@example.org (admin)"
_SECONDS_TO_START: Final = 30


def parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.run", description=__doc__)
    parser.add_argument("--web-port", type=int, default=5000)
    parser.add_argument("--sim-port", type=int, default=5001)
    parser.add_argument("--valkey-port", type=int, default=6399)
    return parser.parse_args(arguments)


def taken(chosen: argparse.Namespace) -> list[str]:
    """A line for each port that somebody listens on, saying how to choose another."""
    return [
        f"Port {port} is in use. Choose another: make run {name.upper()}={port + 50}"
        for name, port in vars(chosen).items()
        if not ports.is_free(port)
    ]


def environment(chosen: argparse.Namespace) -> dict[str, str]:
    """What the parts are told. Texts never leave the machine, whatever `.env` says."""
    told = os.environ | {
        "RINGBACK_ENV": "development",
        "REDIS_URL": f"redis://{ports.HOST}:{chosen.valkey_port}/0",
        "PUBLIC_BASE_URL": f"http://{ports.HOST}:{chosen.web_port}",
        "TWILIO_API_BASE_URL": f"http://{ports.HOST}:{chosen.sim_port}",
        "PYTHONUNBUFFERED": "1",
    }
    config = Config.from_env(told)
    return told | {
        "TWILIO_ACCOUNT_SID": config.twilio_account_sid,
        "TWILIO_AUTH_TOKEN": ",".join(config.twilio_auth_tokens),
        "TWILIO_KEYWORD_MODE": config.keyword_mode.value,
    }


def stand_in(chosen: argparse.Namespace, setup: dict[str, Any], keyword_mode: str = "app") -> list[str]:
    """The stand-in, with the setup file's numbers, a phone for each of its staff and one for a visitor.

    `keyword_mode` is that of numbers which do not say: the service takes it from TWILIO_KEYWORD_MODE.
    """
    numbers = [f"{each['number']}:{each.get('keyword_mode', keyword_mode)}" for each in setup["numbers"]]
    phones = [VISITOR, *(f"staff:{each['mobile']}:{each['name']}" for each in setup["staff"])]
    webhook = f"http://{ports.HOST}:{chosen.web_port}/webhooks/twilio/sms"
    return [
        *(sys.executable, "-m", "enquiries.simulator"),
        *("--port", str(chosen.sim_port), "--webhook", webhook, "--guide", GUIDE),
        *(word for number in numbers for word in ("--number", number)),
        *(word for phone in phones for word in ("--phone", phone)),
    ]


def web(chosen: argparse.Namespace) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "wsgi:app", "--preload", "--log-level", "warning"),
        *("--bind", f"{ports.HOST}:{chosen.web_port}", "--worker-class", "gthread"),
        *("--workers", "2", "--threads", "8"),
    ]


def prepare(env: dict[str, str]) -> None:
    """Bring the database up to date, and the example centre into it, whose staff can sign in."""
    for command in (("db", "upgrade"), ("load", str(SETUP.relative_to(PROJECT))), ("demo",)):
        argv = [sys.executable, "-m", "flask", "--app", "wsgi", *command]
        if subprocess.run(argv, cwd=PROJECT, env=env, check=False).returncode:  # noqa: S603 - our own commands
            sys.exit(f"Stopped: flask {' '.join(command)} failed, for the reason above.")


def run(chosen: argparse.Namespace, env: dict[str, str]) -> int:
    prepare(env)
    runner = Runner(PROJECT, env)
    try:
        runner.start("phones", stand_in(chosen, tomllib.loads(SETUP.read_text()), env["TWILIO_KEYWORD_MODE"]))
        runner.start("web", web(chosen))
        runner.start("workers", [sys.executable, "-m", "workers"])
        announce(chosen, runner)
        return runner.wait()
    finally:
        runner.stop()


def announce(chosen: argparse.Namespace, runner: Runner) -> None:
    """Say where everything is once it is there."""
    deadline = time.monotonic() + _SECONDS_TO_START
    while ports.is_free(chosen.web_port) or ports.is_free(chosen.sim_port):
        if runner.over or time.monotonic() > deadline:
            return
        time.sleep(0.1)
    say(
        f"\n  Ringback  http://{ports.HOST}:{chosen.web_port}"
        f"\n  phones    http://{ports.HOST}:{chosen.sim_port}"
        f"\n  sign in   http://{ports.HOST}:{chosen.web_port}/sign-in"
        f"\n            as {DEMO_STAFF}; password: {PASSWORD}"
        "\n\n  Ctrl-C stops everything; the data stays in var/.\n"
    )


def main() -> int:
    tether.die_with_parent(signal.SIGTERM)
    chosen = parsed(sys.argv[1:])
    if problems := taken(chosen):
        sys.exit("\n".join(problems))
    valkey = Valkey(PROJECT / "var" / "valkey", chosen.valkey_port, keep=True)
    try:
        env = environment(chosen)
        valkey.start()
        return run(chosen, env)
    except (ConfigWrong, ValkeyFailed) as failed:
        sys.exit(str(failed))
    except KeyboardInterrupt:
        return 130
    finally:
        valkey.stop()


if __name__ == "__main__":
    sys.exit(main())
