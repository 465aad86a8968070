"""Every address has a rule that says who may open it; and those that anybody may are written down here."""

import pytest
from flask import Blueprint

from enquiries.web.auth import access
from enquiries.web.machine_doors import RingbackFlask
from tests.support.fresh import unmigrated_app

OPEN_TO_ALL = {
    "/",
    "/c/<token>",
    "/c/<token>/media/<int:text_id>/<int:number>",
    "/callback",
    "/callback/<slug>",
    "/callback/<slug>/change",
    "/callback/thanks",
    "/embed.js",
    "/embed/<slug>",
    "/embed/<slug>/change",
    "/embed/<slug>/preview",
    "/leave",
    "/privacy",
    "/privacy/<slug>",
    "/health/live",
    "/health/ready",
    "/health/working",
    "/m/<token>",
    "/join/<token>",
    "/metrics",
    "/sign-in",
    "/sign-in/code",
    "/sign-in/text",
    "/sign-in/text/code",
    "/static/<path:filename>",
    "/webhooks/twilio/sms",
    "/webhooks/twilio/sms/fallback",
    "/webhooks/twilio/status/<reference>",
}


@pytest.fixture(scope="module")
def whole_app(tmp_path_factory: pytest.TempPathFactory) -> RingbackFlask:
    return unmigrated_app(tmp_path_factory.mktemp("routes"))


def test_every_route_has_a_rule(whole_app: RingbackFlask) -> None:
    routes = {rule.rule: access.rule_of(whole_app, rule.endpoint) for rule in whole_app.url_map.iter_rules()}
    assert [route for route, rule in routes.items() if rule is None] == []
    assert {route for route, rule in routes.items() if rule is not None and rule.is_public} == OPEN_TO_ALL


def test_a_route_without_a_rule_opens_to_nobody(whole_app: RingbackFlask) -> None:
    whole_app.add_url_rule("/forgotten", "forgotten", lambda: "secrets")
    assert whole_app.test_client().get("/forgotten").status_code == 403


def test_a_door_for_machines_checks_who_comes(whole_app: RingbackFlask) -> None:
    with pytest.raises(AssertionError, match="who comes"):
        whole_app.register_for_machines(Blueprint("unchecked", __name__))


def test_an_address_without_a_route_gets_the_rules_for_pages(whole_app: RingbackFlask) -> None:
    answer = whole_app.test_client().get("/webhooks/elsewhere")
    assert answer.status_code == 404
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
