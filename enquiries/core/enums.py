"""The small closed sets of words that enquiries, texts and centres are described with."""

from enum import IntEnum, StrEnum


class About(StrEnum):
    """For whom help is asked."""

    SELF = "self"
    OTHER = "other"
    UNKNOWN = "unknown"


class Channel(StrEnum):
    SMS = "sms"
    WEB = "web"


class Wish(StrEnum):
    """What an enquirer said to a question of safe contact; `ask` as long as nothing was said."""

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
        """Whether they may take enquiries and go on call. An auditor sees no persons."""
        return self is not Role.AUDITOR

    @property
    def needs_second_step(self) -> bool:
        """Whether a password alone does not sign them in: what they can change concerns everybody."""
        return self in (Role.MANAGER, Role.ADMIN)


class CentreKind(StrEnum):
    RESIDENTIAL = "residential"
    OUTPATIENT = "outpatient"


class CallsFrom(StrEnum):
    """Whether calls are really placed from the centre's line: only then may a text say so."""

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
    """The last question we put to an enquirer: an answer counts only while it stands."""

    ABOUT = "about"
    CONTACT = "contact"
    TIME = "time"


class AlarmChannel(StrEnum):
    """How an alarm goes out beside texts."""

    WEBHOOK = "webhook"
    EMAIL = "email"
