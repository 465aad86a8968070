"""The language of a page: the one chosen in its address; else the best the browser asks for; else English.

Pages for the public are translated; those for staff are in English, whatever their browsers ask for. A choice
(`?lang=cy`) goes along in every address on the page, those of its forms too, so that no cookie keeps it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from babel import Locale
from flask import Flask, Response, current_app, has_request_context, request
from flask_babel import Babel, force_locale, get_locale
from werkzeug.datastructures import LanguageAccept

from enquiries.core.files import TRANSLATIONS
from enquiries.web.catalogues import Catalogues

ENGLISH = "en_GB"
_CHOICE = "lang"
# A request to no route at all is for the public, too.
_FOR_THE_PUBLIC = frozenset({None, "callback", "embed", "manage", "pages"})


@dataclass(frozen=True)
class LanguageLink:
    """A language to choose: its ISO 639 code, and its name in itself. `address` is of the page in it."""

    code: str
    name: str
    address: str
    is_current: bool


def configure(app: Flask, translations: Path = TRANSLATIONS) -> None:
    """Let pages for the public speak the languages that have a catalogue in that folder."""
    catalogues, babel = Catalogues(translations), Babel()
    babel.init_app(app, default_locale=ENGLISH, locale_selector=_locale)
    babel.domain_instance = catalogues
    app.extensions["languages"] = [ENGLISH, *catalogues.locales]
    app.jinja_env.globals.update(language=get_locale, language_links=language_links)
    # Line breaks in a template are no part of a sentence.
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.url_defaults(_keep_choice)
    app.after_request(_say_language)


def language_code() -> str:
    """The language of the page (ISO 639): en, cy, es."""
    return str(get_locale().language)


def in_every_language(sentences: Mapping[str, object]) -> dict[str, dict[str, str]]:
    """Lazy sentences by name, in every language by its ISO 639 code: for a script that chooses by itself."""
    said = {}
    for each in _languages():
        with force_locale(each):
            said[language_code()] = {name: str(sentence) for name, sentence in sentences.items()}
    return said


def language_links() -> list[LanguageLink]:
    """The languages to choose from; none on a page for staff.

    Nor on the answer to a form: a link would lose what was typed.
    """
    if not _is_for_the_public() or request.method == "POST":
        return []
    return [_link(Locale.parse(each)) for each in _languages()]


def _link(locale: Locale) -> LanguageLink:
    name = locale.get_language_name(locale.language) or locale.language
    asked = request.args.to_dict() | {_CHOICE: locale.language}
    # Without a path, so that it can lead nowhere but to this page.
    return LanguageLink(
        locale.language, name[:1].upper() + name[1:], f"?{urlencode(asked)}", locale == get_locale()
    )


def best_of(languages: Sequence[str], wanted: LanguageAccept) -> str:
    """The language to answer in; English where none of those wanted is there.

    Any English counts as ours: who prefers that of the United States is not to get their second language.
    """
    exact = {_tag(each).lower(): each for each in languages}
    alike = {each.partition("_")[0]: each for each in languages}
    tags = [tag.lower() for tag, quality in wanted if quality > 0]
    found = (exact.get(each) or alike.get(each.partition("-")[0]) for each in tags)
    return next(filter(None, found), ENGLISH)


def _locale() -> str:
    if not _is_for_the_public():
        return ENGLISH
    return _chosen() or best_of(_languages(), request.accept_languages)


def _chosen() -> str | None:
    """The language that the address names, if pages have it: `cy`, or `cy-GB` as other sites may write it."""
    wanted = request.args.get(_CHOICE, "").replace("_", "-").partition("-")[0].lower()
    return next((each for each in _languages() if each.partition("_")[0] == wanted), None)


def _languages() -> list[str]:
    languages: list[str] = current_app.extensions["languages"]
    return languages


def _is_for_the_public() -> bool:
    return request.blueprint in _FOR_THE_PUBLIC


def _keep_choice(endpoint: str, values: dict[str, Any]) -> None:
    if has_request_context() and _is_for_the_public() and endpoint.partition(".")[0] in _FOR_THE_PUBLIC:
        chosen = _chosen()
        if chosen is not None:
            values.setdefault(_CHOICE, chosen.partition("_")[0])


def _say_language(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.content_language.add(_tag(str(get_locale())))
        if _is_for_the_public() and _chosen() is None:
            response.vary.add("Accept-Language")
    return response


def _tag(locale: str) -> str:
    return locale.replace("_", "-")
