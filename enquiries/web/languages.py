"""The language of a page: the best that the browser asks for and that is translated; else English.

A language is a folder, `enquiries/translations/<code>/LC_MESSAGES`, with what CONTRIBUTING tells how to make.
"""

from pathlib import Path

from flask import Flask, Response, request
from flask_babel import Babel, get_locale
from werkzeug.datastructures import LanguageAccept

from enquiries.core.files import TRANSLATIONS

ENGLISH = "en_GB"


def configure(app: Flask, translations: Path = TRANSLATIONS) -> None:
    """Let pages speak the languages that have a folder there."""
    languages: list[str] = []
    babel = Babel()
    babel.init_app(
        app,
        default_locale=ENGLISH,
        default_translation_directories=str(translations),
        locale_selector=lambda: best_of(languages, request.accept_languages),
    )
    with app.app_context():
        languages += [str(each) for each in babel.list_translations()]
    app.jinja_env.globals["language"] = get_locale
    # Line breaks in a template are no part of a sentence.
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    if len(languages) > 1:
        app.after_request(_say_that_it_depends)


def best_of(languages: list[str], wanted: LanguageAccept) -> str:
    """The language to answer in; English where none of those wanted is there."""
    tags = {each.replace("_", "-"): each for each in sorted(languages, key=lambda each: each != ENGLISH)}
    return tags[wanted.best_match(tags, default=ENGLISH.replace("_", "-"))]


def _say_that_it_depends(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.vary.add("Accept-Language")
    return response
