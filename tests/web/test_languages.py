"""The pages for the public in each language: which one is answered in, and that the choice goes along."""

import html
import re

import pytest
from werkzeug.datastructures import LanguageAccept
from werkzeug.test import TestResponse

from enquiries.lifecycle.events import EventKind
from enquiries.web import languages
from tests.support.phone import Phone
from tests.support.ringback import Ringback
from tests.web.embedded import Framed, hidden_in
from tests.web.member import Member
from tests.web.records import timeline
from tests.web.visitor import Visitor, token_on

FORM = "/callback/willow-house"
_ASKS = {
    "en": "Where can we call you?",
    "cy": "Ar ba rif gallwn ni eich ffonio?",
    "es": "¿A qué número te llamamos?",
}
_THANKS = {"cy": "Rydych chi wedi gwneud y peth iawn drwy ofyn", "es": "Has hecho bien en pedir ayuda"}
_AGREED = {"cy": "Rwy’n cytuno bod Willow House yn cadw", "es": "Acepto que Willow House guarde"}
_ASKED_TO_CALL = {"cy": "Gofynnwyd i ni eich ffonio", "es": "Nos han pedido llamarte"}
_LINK = re.compile(r'<a href="(\?[^"]+)" lang="(\w+)" hreflang="(\w+)"( aria-current="true")?>(\w+)</a>')
translated = pytest.mark.parametrize("lang", sorted(_THANKS))


def opens(visitor: Visitor, address: str, accepts: str) -> TestResponse:
    return visitor.client.get(address, headers={"Accept-Language": accepts}, buffered=True)


def spoken(page: TestResponse) -> str:
    """The language that a page says it is in, in HTML and in its headers."""
    found = re.search(r'<html lang="([^"]+)" dir="ltr">', page.text)
    assert found is not None
    assert page.headers["Content-Language"] == found[1]
    return found[1]


def offered(page: TestResponse) -> list[str]:
    return [name for *_, name in _LINK.findall(page.text)]


class TestTheBrowser:
    @pytest.mark.parametrize(
        ("accepts", "lang"),
        [("cy, en;q=0.5", "cy"), ("es-MX", "es"), ("fr", "en"), ("", "en"), ("en-US, cy", "en"), ("*", "en")],
    )
    def test_is_answered_in_the_best_that_it_asks_for(
        self, visitor: Visitor, accepts: str, lang: str
    ) -> None:
        page = opens(visitor, FORM, accepts)
        assert spoken(page).partition("-")[0] == lang
        assert _ASKS[lang] in page.text
        assert "Accept-Language" in page.headers["Vary"]
        assert "?lang=" not in "".join(re.findall(r'action="[^"]*"', page.text))

    def test_of_staff_gets_english(self, ringback: Ringback, visitor: Visitor) -> None:
        sam = Member(ringback, "sam@example.org")
        for client, address in ((sam.client, "/board"), (visitor.client, "/sign-in?lang=cy")):
            page = client.get(address, headers={"Accept-Language": "cy"}, buffered=True)
            assert page.status_code == 200
            assert '<html lang="en' in page.text
            assert "Accept-Language" not in page.headers.get("Vary", "")
            assert "Cymraeg" not in page.text

    def test_gets_the_best_of_what_there_is(self) -> None:
        there = ["en_GB", "cy", "pt_BR"]
        assert languages.best_of(there, LanguageAccept([("pt-BR", 1), ("cy", 0.9)])) == "pt_BR"
        assert languages.best_of(there, LanguageAccept([("de", 1), ("cy", 0.9)])) == "cy"


class TestTheChoice:
    def test_is_there_in_each_language_on_every_page(self, visitor: Visitor) -> None:
        for address in ("/", FORM, "/callback", "/callback/thanks", "/privacy", "/m/none", "/nowhere"):
            page = visitor.opens(address)
            assert _LINK.findall(page.text) == [
                ("?lang=en", "en", "en", ' aria-current="true"', "English"),
                ("?lang=cy", "cy", "cy", "", "Cymraeg"),
                ("?lang=es", "es", "es", "", "Español"),
            ]

    @pytest.mark.parametrize(
        ("chosen", "lang"), [("cy", "cy"), ("en", "en"), ("CY-gb", "cy"), ("es_419", "es")]
    )
    def test_wins_over_the_browser(self, visitor: Visitor, chosen: str, lang: str) -> None:
        page = opens(visitor, f"{FORM}?lang={chosen}", "es, cy;q=0.9" if lang != "es" else "cy")
        assert _ASKS[lang] in page.text
        assert "Accept-Language" not in page.headers.get("Vary", "")

    @pytest.mark.parametrize("unknown", ["fr", "", "x" * 5000, "../cy", "💚"])
    def test_of_another_language_is_ignored(self, visitor: Visitor, unknown: str) -> None:
        assert spoken(opens(visitor, f"{FORM}?lang={unknown}", "cy")) == "cy"
        assert spoken(visitor.opens(f"{FORM}?lang={unknown}")) == "en-GB"

    def test_keeps_what_else_the_address_says(self, visitor: Visitor) -> None:
        page = visitor.opens(f"{FORM}?about=other&source=poster&lang=es")
        assert 'href="?about=other&amp;source=poster&amp;lang=cy"' in page.text

    def test_leads_nowhere_else(self, visitor: Visitor) -> None:
        page = visitor.opens("//elsewhere.example/?lang=cy")
        assert [address for address, *_ in _LINK.findall(page.text)] == ["?lang=en", "?lang=cy", "?lang=es"]

    def test_goes_along_with_every_link(self, visitor: Visitor) -> None:
        page = visitor.opens("/?lang=cy")
        links = re.findall(r'<a [^>]*href="(/[^"]*)"', page.text)
        assert len(links) >= 6
        assert all("lang=cy" in each for each in links)


@translated
class TestAForm:
    def test_keeps_its_language_from_mistakes_to_thanks(
        self, visitor: Visitor, sam: Phone, lang: str
    ) -> None:
        page = visitor.asks(f"{FORM}?lang={lang}", phone="12", about="nonsense")
        assert (page.status_code, spoken(page)) == (422, lang)
        assert f'action="{FORM}?lang={lang}"' in page.text
        assert "Not a valid choice" not in page.text
        assert offered(page) == [], "a link would lose what was typed"
        sent = visitor.posts(
            f"{FORM}?lang={lang}", csrf_token=token_on(page), phone="07700 900123", consent="yes"
        )
        assert sent.location == f"/callback/thanks?lang={lang}"
        thanks = visitor.opens(sent.location)
        assert _THANKS[lang] in thanks.text
        assert f'action="{FORM}/change?lang={lang}"' in thanks.text
        sam.expects("new call-back")

    def test_keeps_the_words_that_were_agreed_to_as_they_were_shown(
        self, visitor: Visitor, ringback: Ringback, sam: Phone, lang: str
    ) -> None:
        shown = html.unescape(visitor.opens(f"{FORM}?lang={lang}").text)
        visitor.asks(f"{FORM}?lang={lang}")
        ((_, consent),) = timeline(ringback, EventKind.CONSENTED)
        assert consent["wording"].startswith(_AGREED[lang])
        assert f"<span>{consent['wording']}</span>" in shown
        sam.expects("new call-back")

    def test_is_answered_with_a_link_in_its_language(
        self, visitor: Visitor, sam: Phone, the_enquirer: Phone, lang: str
    ) -> None:
        visitor.asks(f"{FORM}?lang={lang}", text_ok="yes")
        link = the_enquirer.expects(_ASKED_TO_CALL[lang]).link
        assert link.endswith(f"?lang={lang}")
        page = visitor.opens("/m/" + link.rpartition("/")[2])
        assert spoken(page) == lang
        assert page.status_code == 200
        sam.expects("new call-back")

    def test_in_a_frame_is_in_that_language_too(self, ringback: Ringback, sam: Phone, lang: str) -> None:
        framed = Framed(ringback)
        page = framed.opens(f"/embed/willow-house?lang={lang}-GB")
        assert (spoken(page), offered(page)) == (lang, []), "the site around it chooses"
        action = f"/embed/willow-house?lang={lang}"
        assert f'action="{action}"' in page.text
        ringback.wait(seconds=10)
        thanks = framed.posts(action, **{**hidden_in(page.text), "phone": "07700 900123", "consent": "yes"})
        assert _THANKS[lang] in thanks.text
        assert "Set-Cookie" not in thanks.headers
        sam.expects("new call-back")

    def test_says_that_the_call_may_be_in_english(self, visitor: Visitor, lang: str) -> None:
        said = {"cy": "yn Saesneg", "es": "en inglés"}[lang]
        assert said in visitor.opens(f"{FORM}?lang={lang}").text
        assert "We may call you in English" not in visitor.opens(FORM).text


def test_a_line_says_in_which_languages_it_answers(visitor: Visitor) -> None:
    """As `organisation/crisis_lines.toml` has them: all those of Great Britain answer in English."""
    spanish, welsh = visitor.opens("/?lang=es").text, visitor.opens("/?lang=cy").text
    assert "Para hablar de lo que sea, de día o de noche (inglés)" in spanish
    assert "I siarad am unrhyw beth, ddydd neu nos (Saesneg)" in welsh
    assert "SHOUT al 85258" in spanish
    assert "day or night<" in visitor.opens("/").text


class TestTimes:
    def test_are_said_as_the_language_says_them(self, visitor: Visitor) -> None:
        spanish, welsh = (html.unescape(visitor.opens(f"/?lang={each}").text) for each in ("es", "cy"))
        assert "Abrimos hoy a las 8:00 y te llamaremos entonces." in spanish
        assert "Horario: de lunes a viernes de 8:00 a 20:00, sábado de 9:00 a 17:00." in spanish
        assert "Byddwn ni’n agor heddiw am 08:00" in welsh
        assert "Ar agor: Dydd Llun \N{EN DASH} Dydd Gwener 08:00\N{EN DASH}20:00, Dydd Sadwrn 09:00" in welsh

    def test_of_the_form_have_their_days(self, visitor: Visitor) -> None:
        spanish, welsh = (visitor.opens(f"{FORM}?lang={each}").text for each in ("es", "cy"))
        assert 'label="viernes 16 de enero"' in spanish
        assert ">El viernes a las 14:00<" in spanish
        assert 'label="Dydd Gwener 16 Ionawr"' in welsh
        assert ">Ddydd Gwener am 14:00<" in welsh

    def test_one_o_clock_is_one(self, visitor: Visitor, ringback: Ringback) -> None:
        ringback.wait(hours=18)
        assert ">Mañana a la 1:00<" in visitor.opens(f"{FORM}?lang=es").text
        assert ">Mañana a las 0:00<" in visitor.opens(f"{FORM}?lang=es").text
