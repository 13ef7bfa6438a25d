"""The words a call is told in, by whichever provider: closed sets, without Django.

Adapters map every provider's open vocabulary to these, and the columns of a call hold their values.
"""

from enum import IntEnum, StrEnum


class Rank(IntEnum):
    """How far the telling of a call has come. It never goes down; of two events the higher one
    knows better.
    """

    REGISTERED = 0
    RINGING = 1
    IN_PROGRESS = 2
    ENDED = 3
    ANALYSED = 4


class Channel(StrEnum):
    PHONE = "phone"
    WEB = "web"
    OTHER = "other"


class Direction(StrEnum):
    INBOUND = "inbound"
    OUTBOUND = "outbound"


class Outcome(StrEnum):
    """How a call ended, as far as the provider's reason says."""

    COMPLETED = "completed"
    TRANSFERRED = "transferred"
    VOICEMAIL = "voicemail"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    CANCELLED = "cancelled"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Aside(StrEnum):
    """Why a call is the agency's alone."""

    DRAFT = "draft"  # of a draft agent
    BEFORE_LIVE = "before_live"  # from before its agent went live
    TEST_NUMBER = "test_number"  # with one of the agency's own numbers
    BY_HAND = "by_hand"  # somebody of the agency said so


class Result(StrEnum):
    """What came of a call, as its client reads it: from the provider's reason, a booking that was
    made in it, or what the agency says a field of its analysis means. None is invented: a call of
    which nothing is told has none.
    """

    BOOKED = "booked"
    QUESTION = "question"
    MESSAGE = "message"
    PUT_THROUGH = "put_through"
    CALL_BACK = "call_back"
    ANSWERED = "answered"
    HUNG_UP = "hung_up"
    UNANSWERED = "unanswered"  # the assistant could not answer
    SPAM = "spam"
    REACHED = "reached"
    VOICEMAIL = "voicemail"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    CANCELLED = "cancelled"


# A summary of such a call is made up by the provider's model: nobody spoke to the agent.
WITHOUT_CONVERSATION = frozenset(
    {Outcome.VOICEMAIL, Outcome.NO_ANSWER, Outcome.BUSY, Outcome.CANCELLED}
)


class Role(StrEnum):
    """Who a turn belongs to. Prompts ("system") and tools are never turned into turns."""

    AGENT = "agent"
    USER = "user"
