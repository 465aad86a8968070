"""The refusals of the REST API: an HTTP status, Twilio's own code, and a body that its clients read.

Codes and meanings: https://www.twilio.com/docs/api/errors
"""

from enum import Enum


class ApiError(Enum):
    """One refusal: its code, HTTP status and message. `{value}` in the message is the offending value."""

    AUTHENTICATE = (20003, 401, "Authenticate")
    NOT_COMPLETE = (20009, 409, "Cannot delete this resource before it is complete")
    NOT_FOUND = (20404, 404, "The requested resource {value} was not found")
    BAD_PARAMETER = (20001, 400, "Invalid parameter: {value}")
    TOO_MANY_REQUESTS = (20429, 429, "Too Many Requests")
    SERVER_ERROR = (20500, 500, "An internal server error has occurred")
    INVALID_TO = (21211, 400, "The 'To' number {value} is not a valid phone number.")
    INVALID_FROM = (
        21212,
        400,
        "The 'From' number {value} is not a valid phone number, shortcode, or sender ID.",
    )
    SAME_NUMBER = (21266, 400, "'To' and 'From' number cannot be the same: {value}")
    NO_BODY = (21602, 400, "Message body is required.")
    NO_FROM = (21603, 400, "A 'From' phone number is required.")
    NO_TO = (21604, 400, "A 'To' phone number is required.")
    SENDER_NOT_CAPABLE = (
        21606,
        400,
        "The 'From' phone number provided ({value}) is not a valid message-capable Twilio phone number "
        "for this destination",
    )
    INVALID_CALLBACK = (21609, 400, "The 'StatusCallback' URL {value} is not a valid URL.")
    OPTED_OUT = (21610, 400, "Attempt to send to unsubscribed recipient")
    TOO_LONG = (21617, 400, "The concatenated message body exceeds the 1600 character limit.")
    INVALID_VALIDITY = (21624, 400, "Invalid validity period value {value}")
    LANDLINE = (21635, 400, "'To' number cannot be a landline: {value}")
    NO_SENDER_IN_SERVICE = (
        21703,
        400,
        "The Messaging Service does not have a phone number available to send a message",
    )

    def __init__(self, code: int, status: int, message: str) -> None:
        self.code = code
        self.status = status
        self.message = message


class Refused(Exception):
    """Raised where a request is refused; the REST blueprint turns it into Twilio's error body."""

    def __init__(self, error: ApiError, value: str = "") -> None:
        super().__init__(error.message.format(value=value))
        self.error = error

    @property
    def body(self) -> dict[str, object]:
        return {
            "code": self.error.code,
            "message": str(self),
            "more_info": f"https://www.twilio.com/docs/errors/{self.error.code}",
            "status": self.error.status,
        }


class DeliveryError(Enum):
    """Why an accepted text did not arrive: the `ErrorCode` of its callback and the words for it."""

    SUSPENDED = (30002, "Account suspended")
    HANDSET_OFF = (30003, "Unreachable destination handset")
    UNREACHABLE = (30006, "Landline or unreachable carrier")
    FILTERED = (30007, "Message filtered")
    EXPIRED = (30036, "Validity Period Expired")

    def __init__(self, code: int, message: str) -> None:
        self.code = code
        self.message = message
