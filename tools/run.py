"""`make run`: the whole service on this machine, with a stand-in for Twilio and phones to type on.

Valkey first, then the database is brought up to date and, while it is empty, set up with the example or with
`--setup FILE`, then everything at once until Ctrl-C. All data stays in `var/`; nothing outlives this process,
however it ends.
"""

import argparse
import http.client
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from config import PROJECT, Config, ConfigWrong
from enquiries.accounts.passwords import FOR_DEMONSTRATION as PASSWORD
from tools import ports
from tools.first_setup import EXAMPLE, Settings, prepare
from tools.one_run import AlreadyRunning, note_for_commands, only_one
from tools.runner import Runner, say
from tools.valkey import Valkey, ValkeyFailed
from workers import parent_death

SETUP: Final = EXAMPLE
VAR: Final = PROJECT / "var"
VISITOR: Final = "public:+447700900123:A visitor"
GUIDE: Final = """\
From the visitor's phone, text {word} to {number}. They get a reply, and the person on call gets an alert.
From that phone, reply with the code and Y, like 4821 Y. The reply has the link to call from.
After the call, text the code and DONE BOOKED. Text MENU to see what else there is.
To try again as someone else, press Next visitor."""
_ROLES: Final = ("responder", "manager", "admin")
_SECONDS_BETWEEN_WORDS: Final = 5
_SECONDS_FOR_WORKERS: Final = 90


def parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tools.run", description=__doc__)
    parser.add_argument("--web-port", type=int, default=5000)
    parser.add_argument("--sim-port", type=int, default=5001)
    parser.add_argument("--valkey-port", type=int, default=6399)
    parser.add_argument("--setup", type=Path, metavar="FILE", help="for a database that has no centre yet")
    return parser.parse_args(arguments)


def taken(chosen: argparse.Namespace) -> list[str]:
    """A line for each port that somebody listens on, saying how to choose another."""
    return [
        f"Port {port} is in use. Choose another: make run {name.upper()}={port + 50}"
        for name, port in vars(chosen).items()
        if name.endswith("_port") and not ports.is_free(port)
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


def stand_in(
    chosen: argparse.Namespace, setup: Settings, keyword_mode: str = "app", record: Path | None = None
) -> list[str]:
    """The stand-in, with the centres' numbers, a phone for each of their staff and one for a visitor.

    `keyword_mode` is that of numbers which do not say: the service takes it from TWILIO_KEYWORD_MODE.
    `record` is the file that texts are kept in over a restart.
    """
    numbers = [
        f"{each['number']}:{each.get('keyword_mode', keyword_mode)}" for each in setup.get("numbers", ())
    ]
    phones = [VISITOR, *(f"staff:{each['mobile']}:{each['name']}" for each in setup.get("staff", ()))]
    webhook = f"http://{ports.HOST}:{chosen.web_port}/webhooks/twilio/sms"
    return [
        *(sys.executable, "-m", "enquiries.simulator"),
        *("--port", str(chosen.sim_port), "--webhook", webhook, "--guide", guide(setup)),
        *(("--record", str(record)) if record else ()),
        *(word for number in numbers for word in ("--number", number)),
        *(word for phone in phones for word in ("--phone", phone)),
    ]


def guide(setup: Settings) -> str:
    """What to try first, with a word and a number of these centres."""
    offered = [*setup.get("keywords", ()), *setup.get("numbers", ()), {}]
    return GUIDE.format(word=offered[0].get("word", "HELP"), number=offered[0].get("number", "the number"))


def web(chosen: argparse.Namespace) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "wsgi:app"),
        *("--bind", f"{ports.HOST}:{chosen.web_port}"),
    ]


def run(chosen: argparse.Namespace, env: dict[str, str]) -> int:
    setup = prepare(env, chosen.setup and chosen.setup.resolve())
    runner = Runner(PROJECT, env)
    try:
        say("Starting the phones, the pages and the workers …")
        phones = stand_in(chosen, setup, env["TWILIO_KEYWORD_MODE"], VAR / "phones.db")
        runner.start("phones", phones)
        runner.start("web", web(chosen))
        runner.start("workers", [sys.executable, "-m", "workers"])
        announce(chosen, runner, setup)
        return runner.wait()
    finally:
        runner.stop()


def announce(chosen: argparse.Namespace, runner: Runner, setup: Settings) -> None:
    """Say where everything is once it answers, and until then what is awaited."""
    await_answer("the phones", (chosen.sim_port, "/"), runner)
    await_answer("the pages", (chosen.web_port, "/health/live"), runner)
    ready = await_answer(
        "the workers", (chosen.web_port, "/health/working"), runner, most=_SECONDS_FOR_WORKERS
    )
    if not runner.over:
        say(addresses(chosen, setup) if ready else f"{addresses(chosen, setup)}\n{_LATE_WORKERS}")


_LATE_WORKERS: Final = "  The workers are not ready yet: ./ringback doctor says what is wrong.\n"


def await_answer(what: str, where: tuple[int, str], runner: Runner, most: float = float("inf")) -> bool:
    """Wait until a page answers with 200; False when a program ended meanwhile, or after `most` seconds."""
    started = said = time.monotonic()
    while not _answers(*where):
        now = time.monotonic()
        if runner.over or now - started > most:
            return False
        if now - said > _SECONDS_BETWEEN_WORDS:
            said = now
            say(f"Waiting for {what}, {now - started:.0f} s so far; a busy machine takes longer …")
        time.sleep(0.1)
    return True


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection(ports.HOST, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def addresses(chosen: argparse.Namespace, setup: Settings) -> str:
    return (
        f"\n  Ringback  http://{ports.HOST}:{chosen.web_port}"
        f"\n  phones    http://{ports.HOST}:{chosen.sim_port}"
        f"\n  sign in   http://{ports.HOST}:{chosen.web_port}/sign-in"
        f"\n            as {accounts(setup.get('staff', ()))}"
        f"\n            password, unless they chose another: {PASSWORD}"
        "\n\n  Ctrl-C stops everything; the data stays in var/. make fresh starts over.\n"
    )


def accounts(staff: Sequence[dict[str, str]]) -> str:
    """One person of each role, to sign in as."""
    first = {role: next((each for each in staff if each["role"] == role), None) for role in _ROLES}
    return ", ".join(f"{each['email']} ({role})" for role, each in first.items() if each) or "no one yet"


def main() -> int:
    parent_death.die_with_parent(signal.SIGTERM)
    chosen = parsed(sys.argv[1:])
    if problems := taken(chosen):
        sys.exit("\n".join(problems))
    try:
        with only_one(VAR):
            return start(chosen)
    except (AlreadyRunning, ConfigWrong, ValkeyFailed) as failed:
        sys.exit(str(failed))
    except KeyboardInterrupt:
        return 130


def start(chosen: argparse.Namespace) -> int:
    say("Starting Ringback …")
    valkey = Valkey(VAR / "valkey", chosen.valkey_port, keep=True)
    try:
        env = environment(chosen)
        note_for_commands(VAR, env)
        valkey.start()
        return run(chosen, env)
    finally:
        valkey.stop()


if __name__ == "__main__":
    sys.exit(main())
