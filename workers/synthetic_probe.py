"""Posts the texts of the synthetic enquiry to the service's own webhook, signed as the provider signs."""

import logging
from datetime import datetime

import requests
from flask import Flask

from config import Config
from enquiries.core.db import commit, db
from enquiries.intake import synthetic
from enquiries.intake.synthetic import TextIn
from enquiries.messaging.twilio import signature_of

log = logging.getLogger(__name__)

# As long as Twilio waits for a webhook.
_TIMEOUT = 15.0
_OK = 200


class SyntheticProbe:
    def __init__(self, app: Flask) -> None:
        self._app = app
        self._config: Config = app.config["RINGBACK"]

    def step(self, now: datetime) -> None:
        """Post the next text of the probe, if there is one. A text that is not accepted is posted again."""
        with self._app.app_context():
            text = synthetic.next_text(db.session(), now, self._config.synthetic_every)
            commit()
        problem = self._post(text) if text is not None else None
        if text is not None and problem is not None:
            log.warning("walk_held_up", extra={"probe_id": text.probe_id, "why": problem})

    def _post(self, text: TextIn) -> str | None:
        """Post a text. Returns what went wrong; None where the webhook accepted it."""
        url = f"{self._config.public_base_url}/webhooks/twilio/sms"
        form = {
            "AccountSid": self._config.twilio_account_sid,
            "MessageSid": text.sid,
            "From": text.sender,
            "To": text.to,
            "Body": text.body,
        }
        signature = signature_of(self._config.twilio_auth_tokens[0], url, form)
        try:
            answer = requests.post(
                url,
                data=form,
                headers={"X-Twilio-Signature": signature},
                timeout=_TIMEOUT,
                allow_redirects=False,
            )
        except requests.RequestException as failure:
            return f"the webhook did not answer ({type(failure).__name__})"
        return None if answer.status_code == _OK else f"the webhook answered {answer.status_code}"
