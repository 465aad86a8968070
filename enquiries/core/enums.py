"""The small closed sets of words that enquiries, texts and centres are described with."""

from enum import IntEnum, StrEnum


class About(StrEnum):
    """Who the enquiry is for."""

    SELF = "self"
    OTHER = "other"
    UNKNOWN = "unknown"


class Channel(StrEnum):
    SMS = "sms"
    WEB = "web"


class Wish(StrEnum):
    """An enquirer's answer to a question about safe contact; `ask` until they have answered."""

    YES = "yes"
    NO = "no"
    ASK = "ask"

    @classmethod
    def said(cls, answer: bool) -> "Wish":
        return cls.YES if answer else cls.NO


class Role(StrEnum):
    RESPONDER = "responder"
    MANAGER = "manager"
    ADMIN = "admin"
    AUDITOR = "auditor"

    @property
    def may_take(self) -> bool:
        """Return True where the role may take enquiries and go on call. An auditor sees no personal data."""
        return self is not Role.AUDITOR

    @property
    def is_manager(self) -> bool:
        """Return True where the role answers for the figures of a centre: a manager, or an admin."""
        return self in (Role.MANAGER, Role.ADMIN)

    @property
    def reads_reports(self) -> bool:
        """Return True where the role may read reports, and be sent the weekly summary of them."""
        return self is not Role.RESPONDER

    @property
    def needs_second_step(self) -> bool:
        """Return True where a password alone is not enough: the role can change settings or accounts."""
        return self.is_manager


class CentreKind(StrEnum):
    RESIDENTIAL = "residential"
    OUTPATIENT = "outpatient"


class CallsFrom(StrEnum):
    """The line that calls are placed from. A text may name the centre's line only for LINE."""

    ANY = "any"
    LINE = "line"


class Assurance(StrEnum):
    """What a centre may say of asking and of the call, if it is true there. Its hours say when it is open."""

    FREE = "free"
    CONFIDENTIAL = "confidential"


class OperatorRole(StrEnum):
    PROVIDER = "provider"
    REFERRER = "referrer"


class NumberUse(StrEnum):
    PUBLIC = "public"
    STAFF = "staff"
    BOTH = "both"


class KeywordMode(StrEnum):
    """Who answers HELP and STOP on a number: we (`app`), or Twilio (the other two)."""

    APP = "app"
    ADVANCED_OPT_OUT = "advanced_opt_out"
    DEFAULT = "default"


class Priority(IntEnum):
    """The order in which texts leave, lowest first."""

    URGENT = 0
    ALERT = 1
    REPLY = 2


class Asked(StrEnum):
    """The last question put to an enquirer. An answer counts only while the question is open."""

    ABOUT = "about"
    CONTACT = "contact"
    TIME = "time"


class AlarmChannel(StrEnum):
    """How an alarm is sent, besides texts."""

    WEBHOOK = "webhook"
    EMAIL = "email"
