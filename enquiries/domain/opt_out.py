"""How we came to know that a number wants no more texts."""

from enum import StrEnum


class OptOutSource(StrEnum):
    TEXTED = "texted"
    TOLD_STAFF = "told_staff"  # on the phone
    NOT_THEM = "not_them"  # by the link in a text that a form caused
    LISTED_BY_STAFF = "listed_by_staff"
    PROVIDER = "provider"  # who refused a text because of it

    def sentence(self, word: str) -> str:
        """What staff read; `word` is what was texted, where it was."""
        return _SENTENCES[self].format(word=word)


_SENTENCES = {
    OptOutSource.TEXTED: "This phone texted {word}.",
    OptOutSource.TOLD_STAFF: "They told a colleague they want no more texts or calls.",
    OptOutSource.NOT_THEM: "The person with this phone said it wasn’t them who asked.",
    OptOutSource.LISTED_BY_STAFF: "They asked a colleague for no more texts.",
    OptOutSource.PROVIDER: "The network refused our text: this phone has stopped them.",
}
