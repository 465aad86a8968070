"""A network of centres for the load, each with a person on call of its own.

After five alerts in a minute to one person the rest are bundled, which delays them on purpose. To see how
fast each alert is handed over, the load is spread over so many people that each gets at most five a
minute. A short code has few keywords in real life, so there are several codes, forty centres to each.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from tools.bench import texts
from tools.bench.ground import Ground
from tools.bench.load import Post
from tools.service import Service
from tools.setup_text import table

CENTRES_TO_A_CODE: Final = 40
_FIRST_CODE: Final = 83000
_FIRST_NAMES: Final = ("Sam", "Priya", "Dana", "Leila", "Tom", "Grace", "Omar", "Ruth")


@dataclass(frozen=True)
class Crowd:
    """As many centres as so many short codes have. Centres are counted round and round."""

    codes: int

    @property
    def centres(self) -> int:
        return CENTRES_TO_A_CODE * self.codes

    @property
    def code_numbers(self) -> list[str]:
        return [str(_FIRST_CODE + code) for code in range(self.codes)]

    def address(self, centre: int) -> tuple[str, str]:
        """The short code and the keyword by which one texts the nth centre."""
        code, keyword = divmod(centre % self.centres, CENTRES_TO_A_CODE)
        return str(_FIRST_CODE + code), f"CARE{keyword}"

    def on_call(self, centre: int) -> str:
        """The mobile number of the person on call at the nth centre."""
        return f"+4477008{centre % self.centres:05}"

    @contextmanager
    def service(self, ground: Ground) -> Iterator[Service]:
        """A service that has all these centres; web and workers are not started yet."""
        setup = ground.directory / "crowd.toml"
        setup.write_text(self.setup_file())
        with ground.service(self.code_numbers, setup) as service:
            yield service

    def posts(self, service: Service, count: int) -> list[Post]:
        """So many texts, each from a stranger and to the next centre."""
        return [post for each in range(count) for post in texts.posts(service, [each], *self.address(each))]

    def setup_file(self) -> str:
        """All of it, as `flask load` reads it. No one answers, and the next step comes after the load."""
        numbers = (
            table("numbers", number=number, centre=_slug(code * CENTRES_TO_A_CODE))
            for code, number in enumerate(self.code_numbers)
        )
        manager = table(
            "staff",
            name="Mia Patel",
            mobile="+447700900999",
            email="mia@example.org",
            role="manager",
            centres=[_slug(centre) for centre in range(self.centres)],
        )
        centres = (self._centre(centre) for centre in range(self.centres))
        return "\n".join(['timezone = "Europe/London"', *numbers, manager, *centres])

    def _centre(self, centre: int) -> str:
        code, word = self.address(centre)
        slug, email = _slug(centre), f"on-call-{centre}@example.org"
        line = f"+4420794{centre:05}"
        name = f"{_FIRST_NAMES[centre % len(_FIRST_NAMES)]} Carter"
        person = table(
            "staff", name=name, mobile=self.on_call(centre), email=email, role="responder", centres=[slug]
        )
        return "\n".join(
            (
                table("centres", slug=slug, name=f"Centre {centre}", line=line, hours="24/7", promise="15m"),
                table("keywords", word=word, number=code, centre=slug),
                person,
                table(
                    "shifts", staff=email, centre=slug, level=1, days="mon-sun", start="00:00", end="24:00"
                ),
                table("escalation", centre=slug, after="0s", to="level:1"),
                table("escalation", centre=slug, after="1h", to="everyone"),
            )
        )


def _slug(centre: int) -> str:
    return f"centre-{centre}"


CROWD: Final = Crowd(codes=16)
"""640 people on call: enough for fifty enquiries a second."""
LARGER_CROWD: Final = Crowd(codes=32)
"""For ninety a second."""
