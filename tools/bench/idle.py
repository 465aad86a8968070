"""One text at a time while nothing else happens: how soon is the alert sent?

Both moments are read off the stand-in's clock: when the text came from the phone, and when the alert was
handed over. The provider's own 150 ms are in it.
"""

import time
from collections.abc import Iterator
from typing import Final

from tools.bench import texts
from tools.bench.crowd import CROWD
from tools.bench.figures import Figure, Waits, waits_within
from tools.bench.ground import PROVIDER_MILLISECONDS, Ground
from tools.bench.ledger import Ledger
from tools.service import Service

_TEXTS: Final = 60
_APART: Final = 0.4  # seconds
_TARGET: Final = 0.25  # seconds


def measure(ground: Ground) -> Iterator[Figure]:
    count = ground.some(_TEXTS)
    with CROWD.service(ground) as service:
        service.start_web()
        service.start_workers()
        asked = [_text(service, each) for each in range(count)]
        ledger = Ledger(service)
        ledger.wait_until_quiet(10)
        waits = _waits(ledger, asked)
    floor = f"{PROVIDER_MILLISECONDS} ms at the provider"
    yield waits_within(_TARGET, "text in → alert handed over, idle, the first included", waits, floor)


def _text(service: Service, number: int) -> str:
    """Text the nth centre; returns the SID of the text."""
    time.sleep(_APART)
    code, keyword = CROWD.address(number)
    return texts.text_in(service, texts.stranger(number), keyword, to=code)


def _waits(ledger: Ledger, asked: list[str]) -> Waits:
    came_in = {text.sid: text.at for text in ledger.texts("inbound")}
    handed_over = {text.to: text.at for text in reversed(ledger.texts("outbound"))}
    alerted = ((sid, handed_over.get(CROWD.on_call(number))) for number, sid in enumerate(asked))
    return Waits([at - came_in[sid] for sid, at in alerted if at is not None], of=len(asked))
