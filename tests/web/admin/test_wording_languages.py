"""A centre's own wording in each language that texts are in: who gets it, and who signed it off."""

import re

import pytest
from sqlalchemy import select

from enquiries.organisation.wordings import CentreWording, SignOff
from enquiries.wording import wording
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.desk import words as words_of
from tests.web.member import Member
from tests.web.page_form import change

TEXTS = "/admin/centres/willow-house/wordings"
COST = f"{TEXTS}/answers.cost"
IN_SPANISH, IN_WELSH, IN_POLISH = f"{COST}?language=es", f"{COST}?language=cy", f"{COST}?language=pl"
GRATIS = "La llamada es gratis. Una persona va a {reach}{from_line}. STOP para parar."


@pytest.fixture
def manager(ringback: Ringback) -> Member:
    """Dana, of Willow House."""
    return Member(ringback, "dana@example.org")


def own(ringback: Ringback) -> list[tuple[str, str]]:
    with ringback.session() as session:
        session.expire_all()
        return [(each.language, each.words) for each in session.scalars(select(CentreWording))]


class TestAnOwnWording:
    def test_reaches_those_who_write_its_language(
        self, ringback: Ringback, manager: Member, the_enquirer: Phone, sam: Phone
    ) -> None:
        change(manager, COST, words="The call is free. We will {reach} you. STOP to end.")
        saved = change(manager, IN_SPANISH, words=GRATIS)
        assert (saved.status_code, saved.location) == (303, IN_SPANISH)
        the_enquirer.texts("hola, necesito ayuda por favor").expects("Has hecho bien")
        sam.ignores_the_rest()
        the_enquirer.texts("cuánto cuesta?").expects("La llamada es gratis. Una persona va a llamarte.")
        other = ringback.phone("+447700900124")
        other.texts("HELP").expects("You did the right thing")
        other.texts("is it free?").expects("The call is free. We will call you.")
        sam.ignores_the_rest()

    def test_in_english_is_not_sent_to_those_who_write_another(
        self, manager: Member, the_enquirer: Phone, sam: Phone
    ) -> None:
        change(manager, COST, words="The call is free. We will {reach} you. STOP to end.")
        the_enquirer.texts("hola, necesito ayuda por favor").expects("Has hecho bien")
        sam.ignores_the_rest()
        the_enquirer.texts("cuánto cuesta?").expects("Una persona te va a explicar lo que cuesta")

    def test_is_what_stop_is_confirmed_with(self, manager: Member, the_enquirer: Phone, sam: Phone) -> None:
        change(manager, f"{TEXTS}/enquirer.stopped?language=es", words="No escribimos. ¿Peligro? {emergency}")
        the_enquirer.texts("hola, necesito ayuda por favor").expects("Has hecho bien")
        the_enquirer.texts("STOP").expects("No escribimos. ¿Peligro? 999")
        sam.ignores_the_rest()

    def test_is_kept_in_the_letters_of_its_language(self, ringback: Ringback, manager: Member) -> None:
        change(manager, IN_SPANISH, words="Está gratis, mañana. STOP para parar.")
        change(manager, IN_POLISH, words="To bezpłatne i zależy nam na Tobie. STOP kończy.")
        assert own(ringback) == [
            ("es", "Esta gratis, mañana. STOP para parar."),
            ("pl", "To bezpłatne i zależy nam na Tobie. STOP kończy."),
        ]

    def test_in_polish_may_be_three_texts_long(self, ringback: Ringback, manager: Member) -> None:
        long = "Żółć. STOP kończy. "
        assert change(manager, IN_POLISH, words=long + "ą" * (202 - len(long))).status_code == 422
        assert own(ringback) == []
        page = change(manager, IN_POLISH, words=long + "ą" * (201 - len(long)), do="preview")
        assert "201 of 201 characters" in page.text
        assert change(manager, IN_POLISH, words=long + "ą" * (201 - len(long))).status_code == 303

    def test_goes_without_the_one_in_english(self, ringback: Ringback, manager: Member) -> None:
        change(manager, COST, words="Free. STOP to end.")
        change(manager, IN_SPANISH, words=GRATIS)
        assert change(manager, IN_SPANISH, do="standard").location == IN_SPANISH
        assert own(ringback) == [("en", "Free. STOP to end.")]
        assert "The standard wording is in use again." in manager.opens(IN_SPANISH).text


class TestThePages:
    def test_offer_each_language_and_keep_it(self, manager: Member) -> None:
        page = manager.opens(TEXTS).text
        for code, name in (("cy", "Welsh"), ("es", "Spanish"), ("pl", "Polish")):
            assert f'<a href="{TEXTS}?language={code}">{name}</a>' in page
        assert f'<a href="{TEXTS}" aria-current="page">English</a>' in page
        spanish = manager.opens(f"{TEXTS}?language=es").text
        assert f'href="{IN_SPANISH}"' in spanish
        assert f'<a href="{TEXTS}?language=es" aria-current="page">Spanish</a>' in spanish
        assert 'lang="es">Una persona te va a explicar lo que cuesta' in spanish
        text = manager.opens(IN_SPANISH).text
        assert f'href="{TEXTS}?language=es"' in text
        assert f'action="{COST}/sign-off?language=es"' in text

    @pytest.mark.parametrize("address", [IN_SPANISH, IN_WELSH, IN_POLISH])
    def test_show_the_english_beside_a_translation(self, manager: Member, address: str) -> None:
        english = wording.to_the_public("en")["answers.cost"]
        assert f"In English, the standard wording says {english}" in words_of(manager.opens(address).text)
        assert "In English" not in manager.opens(COST).text

    def test_show_times_as_the_language_says_them(self, manager: Member) -> None:
        booked = f"{TEXTS}/enquirer.booked"
        assert "vamos a llamarte hoy a las 18:00" in words_of(manager.opens(f"{booked}?language=es").text)
        polish = words_of(manager.opens(f"{booked}?language=pl").text)
        assert "ktoś do Ciebie zadzwoni dziś o 18:00" in polish
        assert "ktoś do Ciebie zadzwoni z numeru 020 7946 0123 niedz. 18.10, 10:30" in polish

    @pytest.mark.parametrize("language", ["ro", "english", ""])
    def test_a_language_without_texts_is_not_there(self, manager: Member, language: str) -> None:
        for address in (TEXTS, COST):
            assert manager.opens(f"{address}?language={language}").status_code == 404


class TestASignOff:
    def test_is_of_one_language(self, ringback: Ringback, manager: Member) -> None:
        read = re.search(r'name="read" value="(\w+)"', manager.opens(IN_SPANISH).text)
        assert read is not None
        before = _unsigned(manager, "Spanish", "es")
        token = manager.token(IN_SPANISH)
        sent = {"csrf_token": token, "read": read[1], "signed_by": "Leila Khan, nurse"}
        assert manager.posts(f"{COST}/sign-off?language=es", **sent).location == IN_SPANISH
        with ringback.session() as session:
            assert [(each.kind, each.language) for each in session.scalars(select(SignOff))] == [
                ("answers.cost", "es")
            ]
        assert "Signed off by Leila Khan" in manager.opens(f"{TEXTS}?language=es").text
        assert _unsigned(manager, "Spanish", "es") == before - 1
        assert _unsigned(manager, "English", "en") == before

    def test_in_another_language_than_was_read_is_refused(self, ringback: Ringback, manager: Member) -> None:
        read = re.search(r'name="read" value="(\w+)"', manager.opens(COST).text)
        assert read is not None
        sent = {"csrf_token": manager.token(COST), "read": read[1], "signed_by": "Leila Khan, nurse"}
        assert manager.posts(f"{COST}/sign-off?language=es", **sent).status_code == 422
        with ringback.session() as session:
            assert session.scalars(select(SignOff)).all() == []


def _unsigned(manager: Member, language: str, code: str) -> int:
    said = re.search(
        rf"(\d+) not signed off yet in {language}", manager.opens(f"{TEXTS}?language={code}").text
    )
    assert said is not None
    return int(said[1])
