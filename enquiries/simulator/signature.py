"""The signature on a webhook, so that its receiver knows who posted it.

HMAC-SHA1 keyed by the auth token, over the full URL followed by every parameter's name and value in the order
of the names; base64. What stands after a `#` in the URL is for the sender and is not signed.
Source: https://www.twilio.com/docs/usage/security#validating-requests
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping


def sign(auth_token: str, url: str, parameters: Mapping[str, str]) -> str:
    """The value of the `X-Twilio-Signature` header."""
    text = url.partition("#")[0] + "".join(name + parameters[name] for name in sorted(parameters))
    digest = hmac.new(auth_token.encode(), text.encode(), hashlib.sha1).digest()
    return base64.b64encode(digest).decode()
