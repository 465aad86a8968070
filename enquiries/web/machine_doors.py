"""Doors for machines, which need nothing of what is there for pages.

A signed webhook has no session, form token, role, language or browser. It gets the bound on what it sends and
the checks of its own blueprint. Every other request, also one to no route at all, gets all the app's rules.
"""

from flask import Blueprint, Flask, Response, request
from flask.typing import ResponseReturnValue

from enquiries.web import request_limits


class RingbackFlask(Flask):
    """Flask with doors for machines as well as pages."""

    _for_machines: frozenset[str | None] = frozenset()

    def register_for_machines(self, blueprint: Blueprint) -> None:
        """Register a blueprint that checks by itself who comes, in a `before_request` of its own."""
        assert blueprint.before_request_funcs.get(None), "say how this door knows who comes"
        self._for_machines |= {blueprint.name}
        self.register_blueprint(blueprint)

    def preprocess_request(self) -> ResponseReturnValue | None:
        if request.blueprint not in self._for_machines:
            return super().preprocess_request()
        request_limits.read_whole()
        checks = self.before_request_funcs[request.blueprint]
        answers = (self.ensure_sync(check)() for check in checks)
        return next((answer for answer in answers if answer is not None), None)

    def process_response(self, response: Response) -> Response:
        """Leave the answer to a machine as it is: no session is saved, and no browser reads it."""
        return response if request.blueprint in self._for_machines else super().process_response(response)
