"""The form on a centre's own site: a script that puts it there, and the page in the frame.

Browsers give a frame of another site no cookies, and this page wants none. What a session would keep is
signed into the page; what follows the form is the answer to it, so that no address says anything. Only the
sites that a centre names may show it (`embed_origins` of the setup file), and our own preview.
"""

from contextlib import suppress

from flask import Blueprint, Response, current_app, g, render_template, request, url_for
from flask_babel import lazy_gettext as _
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from config import Config
from enquiries.core.db import db, reading
from enquiries.intake.submission import source_of
from enquiries.organisation.models import Centre
from enquiries.web.languages import in_every_language
from enquiries.web.public import callback, page_tokens
from enquiries.web.public.callback_form import CallbackForm
from enquiries.web.security import csrf, keep_private, policy

blueprint = Blueprint("embed", __name__)
# Without a cookie there is nothing that another site could make a browser send along.
csrf.exempt(blueprint)

_SCRIPT_KEPT = 3600  # seconds: its address stays the same while it changes
_NO_SESSION = {"csrf": False}
# what the script says on the page around it, which is not ours
_WORDS = {
    "title": _("Ask for a call back"),
    "refused": _("The form can’t be shown here."),
    "link": _("Ask for a call back on our own page"),
}


@blueprint.get("/embed.js")
def script() -> Response:
    """What a site has in its pages. Any may load it: who may show the form is said by the form itself."""
    text = render_template("public/embed/embed.js", words=in_every_language(_WORDS))
    response = Response(text, mimetype="text/javascript")
    response.cache_control.public, response.cache_control.max_age = True, _SCRIPT_KEPT
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.add_etag()
    response.make_conditional(request)
    return response


@blueprint.get("/embed/<slug>")
def ask(slug: str) -> str:
    reading()
    form = _form(slug)
    form.source.data = source_of(request.args, otherwise="embed")
    form.began.data = page_tokens.begin()
    return _page(form)


@blueprint.post("/embed/<slug>")
def submit(slug: str) -> tuple[str, int]:
    form = _form(slug)
    if not page_tokens.is_fresh(form.began.data):
        form.began.data = page_tokens.begin()
        return _page(form, token_ended=True), 400
    if not form.validate():
        return _page(form), 422
    return callback.thanks_page(callback.take(form), "public/embed/thanks.html", "embed.change"), 200


@blueprint.post("/embed/<slug>/change")
def change(slug: str) -> str:
    """The form once more, to give the right number."""
    reading()
    form = _form(slug)
    action = url_for("embed.submit", slug=slug)
    return callback.change_page(form, slug, template="public/embed/form.html", action=action)


@blueprint.get("/embed/<slug>/preview")
def preview(slug: str) -> Response:
    """For those who run the centre's site: the lines to copy and what they do. Nothing in it is secret."""
    reading()
    centre = _centre(slug)
    config: Config = current_app.config["RINGBACK"]
    page = render_template("public/embed/preview.html", centre=centre, ours=config.public_base_url)
    response = current_app.make_response(page)
    response.headers["Content-Security-Policy"] = policy(frame_src="'self'")
    return keep_private(response)


@blueprint.after_request
def let_sites_frame_it(response: Response) -> Response:
    """Of any answer for a centre, also one that says what went wrong."""
    if "embedded" not in g and not _is_for_a_centre():
        return response
    sites = " ".join(["'self'", *g.embedded.embed_origins])
    response.headers.setdefault("Content-Security-Policy", policy(frame_ancestors=sites))
    return keep_private(response)


def _is_for_a_centre() -> bool:
    """Look up whose form a request was for that was refused before it came to the form."""
    slug = (request.view_args or {}).get("slug", "")
    if not slug or not slug.isprintable():  # no centre's, and nothing that a database takes
        return False
    reading()
    with suppress(NotFound):
        g.embedded = _centre(slug)
    return "embedded" in g


def _form(slug: str) -> CallbackForm:
    """Raises NotFound for a centre that is not set up."""
    g.embedded = _centre(slug)
    return callback.form_of(slug, meta=_NO_SESSION)


def _page(form: CallbackForm, *, token_ended: bool = False) -> str:
    slug = form.chosen_centre.slug
    action = url_for("embed.submit", slug=slug)
    return callback.page_of(
        form, slug, template="public/embed/form.html", action=action, token_ended=token_ended
    )


def _centre(slug: str) -> Centre:
    centre = db.session.scalar(select(Centre).where(Centre.slug == slug))
    if centre is None:
        raise NotFound
    return centre
