"""What is said of something written that means nothing: the same whether a file or a page says it."""


class Unreadable(ValueError):
    """`written` will not do, and `says` tells what to write instead: "is not a day: write mon, …"."""

    def __init__(self, written: object, says: str) -> None:
        super().__init__(f"{written!r} {says}")
        self.written, self.says = written, says
