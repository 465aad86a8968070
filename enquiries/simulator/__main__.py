"""`python -m enquiries.simulator --port 5001 --webhook URL`: the stand-in alone, until Ctrl-C."""

import argparse
import os
import signal
import sys
import threading
from pathlib import Path

from .exchange import Settings
from .numbers import parse_number
from .phones import parse_phone
from .record import RecordUnreadable
from .server import SimulatorServer


def main() -> None:
    options = _parser().parse_args()
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    try:
        server = SimulatorServer(_settings(options), options.host, options.port)
    except RecordUnreadable as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(f"Cannot listen on {options.host}:{options.port}: {error.strerror}")
    with server:
        sys.stdout.write(f"The stand-in and its phones: {server.url}\n")
        sys.stdout.flush()
        ended.wait()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m enquiries.simulator", description="A local Twilio for texts."
    )
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    add("--port", type=int, default=5001)
    add("--webhook", default="", metavar="URL", help="where texts that come in are posted")
    add(
        "--fallback",
        default="",
        metavar="URL",
        help="where else when that fails (default: the webhook + /fallback)",
    )
    add("--account-sid", default=os.environ.get("TWILIO_ACCOUNT_SID"), help="default: TWILIO_ACCOUNT_SID")
    add("--auth-token", default=os.environ.get("TWILIO_AUTH_TOKEN"), help="default: TWILIO_AUTH_TOKEN")
    add(
        "--number",
        type=parse_number,
        action="append",
        metavar="NUMBER[:MODE]",
        help="app, advanced_opt_out, default",
    )
    add("--phone", type=parse_phone, action="append", metavar="SIDE:NUMBER:NAME", help="a phone on the page")
    add("--record", type=Path, metavar="FILE", help="where texts are kept over a restart (default: nowhere)")
    add("--guide", default="", metavar="TEXT|FILE", help="lines of guidance for the top of the page")
    add(
        "--delay",
        type=float,
        nargs=2,
        default=(0.2, 1.2),
        metavar=("MIN", "MAX"),
        help="seconds before each step",
    )
    add("--no-rates", action="store_true", help="numbers send as fast as they can")
    return parser


def _settings(options: argparse.Namespace) -> Settings:
    """The settings the options ask for; of two auth tokens (while one is rotated) the first is used."""
    usual = Settings()
    return Settings(
        account_sid=options.account_sid or usual.account_sid,
        auth_token=(options.auth_token or usual.auth_token).split(",")[0],
        webhook=options.webhook,
        fallback=options.fallback,
        delays=tuple(options.delay),
        limit_rates=not options.no_rates,
        numbers=tuple(options.number or ()),
        phones=tuple(options.phone or ()),
        guide=_guide(options.guide),
        record=options.record,
    )


def _guide(text: str) -> str:
    """The text itself, or what is in the file of that name."""
    path = Path(text)
    return path.read_text() if text and len(text) < 256 and path.is_file() else text


if __name__ == "__main__":
    main()
