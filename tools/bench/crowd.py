"""A network of centres for the load, each with a person on call of its own.

After five alerts in a minute to one person the rest are bundled, which delays them on purpose. To see how
fast each alert is handed over, the load is spread over so many people that each gets at most five a
minute. A short code has few keywords in real life, so there are several codes, forty centres to each.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from tools.bench import texts
from tools.bench.ground import Ground
from tools.bench.load import Post
from tools.service import Service
from tools.setup_text import table

CENTRES_TO_A_CODE: Final = 40
CODES: Final = 16
CENTRES: Final = CENTRES_TO_A_CODE * CODES
CODE_NUMBERS: Final = tuple(f"{83000 + code}" for code in range(CODES))
_FIRST_NAMES: Final = ("Sam", "Priya", "Dana", "Leila", "Tom", "Grace", "Omar", "Ruth")


def address(centre: int) -> tuple[str, str]:
    """The short code and the keyword by which one texts the nth centre, counted round and round."""
    centre %= CENTRES
    return CODE_NUMBERS[centre // CENTRES_TO_A_CODE], f"CARE{centre % CENTRES_TO_A_CODE}"


def on_call(centre: int) -> str:
    """The mobile number of the person on call at the nth centre."""
    return f"+4477008{centre % CENTRES:05}"


@contextmanager
def service(ground: Ground) -> Iterator[Service]:
    """A service that has all these centres; web and workers are not started yet."""
    setup = ground.directory / "crowd.toml"
    setup.write_text(setup_file())
    with ground.service(CODE_NUMBERS, setup) as service:
        yield service


def posts(service: Service, count: int) -> list[Post]:
    """So many texts, each from a stranger and to the next centre."""
    return [post for number in range(count) for post in texts.posts(service, [number], *address(number))]


def setup_file() -> str:
    """All of it, as `flask load` reads it. No one answers, and the next step comes after the load."""
    first_of_code = (code * CENTRES_TO_A_CODE for code in range(CODES))
    numbers = (
        table("numbers", number=CODE_NUMBERS[code], centre=_slug(centre))
        for code, centre in enumerate(first_of_code)
    )
    manager = table(
        "staff",
        name="Mia Patel",
        mobile="+447700900999",
        email="mia@example.org",
        role="manager",
        centres=[_slug(centre) for centre in range(CENTRES)],
    )
    centres = (_centre(centre) for centre in range(CENTRES))
    return "\n".join(['timezone = "Europe/London"', *numbers, manager, *centres])


def _slug(centre: int) -> str:
    return f"centre-{centre}"


def _centre(centre: int) -> str:
    code, word = address(centre)
    slug, email = _slug(centre), f"on-call-{centre}@example.org"
    line = f"+4420794{centre:05}"
    name = f"{_FIRST_NAMES[centre % len(_FIRST_NAMES)]} Carter"
    return "\n".join(
        (
            table("centres", slug=slug, name=f"Centre {centre}", line=line, hours="24/7", promise="15m"),
            table("keywords", word=word, number=code, centre=slug),
            table("staff", name=name, mobile=on_call(centre), email=email, role="responder", centres=[slug]),
            table("shifts", staff=email, centre=slug, level=1, days="mon-sun", start="00:00", end="24:00"),
            table("escalation", centre=slug, after="0s", to="level:1"),
            table("escalation", centre=slug, after="1h", to="everyone"),
        )
    )
