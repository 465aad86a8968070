"""Every address has a rule that says who may open it; and those that anybody may are written down here."""

import pytest
from flask import Flask

from enquiries.web.auth import access
from tests.support.fresh import unmigrated_app

OPEN_TO_ALL = {
    "/",
    "/c/<token>",
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
def whole_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return unmigrated_app(tmp_path_factory.mktemp("routes"))


def test_every_route_has_a_rule(whole_app: Flask) -> None:
    routes = {rule.rule: access.rule_of(whole_app, rule.endpoint) for rule in whole_app.url_map.iter_rules()}
    assert [route for route, rule in routes.items() if rule is None] == []
    assert {route for route, rule in routes.items() if rule is not None and rule.is_public} == OPEN_TO_ALL


def test_a_route_without_a_rule_opens_to_nobody(whole_app: Flask) -> None:
    whole_app.add_url_rule("/forgotten", "forgotten", lambda: "secrets")
    assert whole_app.test_client().get("/forgotten").status_code == 403
