"""Where each item of the catalogue is to be had: what somebody asks for to see it, and what they
send to change it. A test tries every one of them as everybody; an item without a door fails it.
"""

from dataclasses import dataclass

ASSISTANT = "/assistant/{agent}/"
FAQS, FAQ = "/faqs/{agent}/", "/faqs/{agent}/{nothing}/"
CALL, BOOKING = "/calls/{call}/", "/bookings/{booking}/"


@dataclass(frozen=True, slots=True)
class Doors:
    """Addresses with the ids to be filled in.

    `pages` are not found once the item is hidden; `posts` neither, and they are refused to who only
    sees it. `canaries` are what of the item no answer may say: `shown_on` says where it is seen.
    """

    pages: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    canaries: tuple[str, ...] = ()
    shown_on: tuple[str, ...] = ()


# What the caller of the test says, is called, and calls from; nothing else says any of it.
NAME, NUMBER, DIGITS = "Quillon Vashti", "+14155550177", "5550177"
SUMMARY, SAID, NOTHING = "zephyrine gist", "marmalade astrolabe", "unheard-of"
TYPED_NUMBER = "(415) 555-0177"

# No address, but looked through like one: what Maya is mailed of the call.
MAIL = "mail"

# Of these everything is looked through; of the others the pages where they are shown.
FIELDS = ("calls.transcript", "calls.summary", "calls.number", "calls.name", "calls.result")
_ON_A_CALL = (CALL, "/calls/", "/home/")
# What callers asked in vain.
_ASKED_ON = (FAQS, "/analytics/")
_PARTS = ("greeting", "hours", "transfer", "booking_rules", "voice")


def _part(name: str) -> Doors:
    address = f"{ASSISTANT}{name}/"
    return Doors(pages=(address, f"{address}request/"), posts=(address,))


_BILLING = ("/billing/",)
DOORS: dict[str, Doors] = {
    "calls": Doors(
        pages=(
            "/calls/",
            CALL,
            CALL + "recording",
            "/calls/new/?since=0",
            "/calls/views/?days=7",
            "/calls/exports/",
        ),
        posts=(
            "/calls/marks/",
            "/calls/marks/all/",
            "/calls/exports/",
            "/calls/views/?days=7",
            "/settings/notifications/summary/sample/",
            CALL + "unread/",
            CALL + "flag/",
            CALL + "call-back/",
            CALL + "feedback/",
        ),
        canaries=(SUMMARY, SAID),
        shown_on=("/calls/", CALL, *_ASKED_ON),
    ),
    "calls.recording": Doors(pages=(CALL + "recording",)),
    "calls.transcript": Doors(
        canaries=("astrolabe",), shown_on=(CALL, "/calls/?q=marmalade", *_ASKED_ON)
    ),
    "calls.summary": Doors(canaries=(SUMMARY,), shown_on=(*_ON_A_CALL, BOOKING)),
    "calls.number": Doors(
        canaries=(TYPED_NUMBER, NUMBER), shown_on=(*_ON_A_CALL, BOOKING, BOOKING + "booking.ics")
    ),
    "calls.name": Doors(
        canaries=(NAME,), shown_on=(*_ON_A_CALL, BOOKING, "/bookings/", BOOKING + "booking.ics")
    ),
    "calls.result": Doors(canaries=("Message taken",), shown_on=("/calls/", "/home/")),
    "calls.length": Doors(canaries=("by-length", "Average length"), shown_on=("/calls/", "/home/")),
    "calls.flag": Doors(
        posts=(CALL + "flag/", CALL + "flag/removal/"),
        canaries=("Flagged", "Flag for"),
        shown_on=(CALL, "/calls/"),
    ),
    "calls.call_back": Doors(
        posts=(CALL + "call-back/", CALL + "call-back/undoing/"),
        canaries=("Waiting for a call back", "To Call Back"),
        shown_on=(CALL, "/calls/", "/home/"),
    ),
    "calls.feedback": Doors(
        posts=(CALL + "feedback/", CALL + "feedback/removal/"),
        canaries=("Was this handled well?",),
        shown_on=(CALL,),
    ),
    "calls.export": Doors(
        pages=("/calls/exports/",),
        posts=("/calls/exports/",),
        canaries=("/calls/exports/",),
        shown_on=("/calls/",),
    ),
    "bookings": Doors(
        pages=("/bookings/", BOOKING, BOOKING + "booking.ics", "/bookings/day/", "/bookings/new/"),
        posts=("/bookings/export/", "/bookings/new/", BOOKING + "no-show/"),
        canaries=("/bookings/", "appointment", "<dt>Booked</dt>", "in your calendar"),
        shown_on=("/home/", CALL, MAIL),
    ),
    "bookings.by_hand": Doors(
        pages=("/bookings/new/", BOOKING + "edit/"),
        posts=("/bookings/new/", BOOKING + "edit/"),
        canaries=("/bookings/new/", "/edit/"),
        shown_on=("/bookings/", BOOKING),
    ),
    "bookings.marks": Doors(
        posts=tuple(
            BOOKING + mark
            for mark in (
                "cancellation/",
                "cancellation/end/",
                "no-show/",
                "no-show/end/",
                "calendar/",
                "calendar/end/",
            )
        ),
        canaries=("/cancellation/", "/calendar/end/"),
        shown_on=(BOOKING,),
    ),
    "bookings.export": Doors(
        pages=(BOOKING + "booking.ics",),
        posts=("/bookings/export/",),
        canaries=("/bookings/export/", "booking.ics"),
        shown_on=("/bookings/", BOOKING),
    ),
    "analytics": Doors(
        pages=("/analytics/",),
        posts=("/analytics/export/",),
        canaries=("/analytics/",),
        shown_on=("/home/",),
    ),
    "analytics.value": Doors(
        pages=("/analytics/value/",), posts=("/analytics/value/", "/analytics/value/removal/")
    ),
    "analytics.export": Doors(posts=("/analytics/export/",)),
    "billing": Doors(pages=("/billing/",), canaries=("/billing/",), shown_on=("/home/",)),
    "billing.price": Doors(canaries=("487.65",), shown_on=_BILLING),
    "billing.usage": Doors(canaries=("777 min", "813 min"), shown_on=_BILLING),
    # The price of a minute, how many there were and what they come to; and what tells it when the
    # plan's price or the included minutes are taken off.
    "billing.extra": Doors(
        canaries=("Extra", "7.31", "36 min", "263.16", "813 min", "750.81"), shown_on=_BILLING
    ),
    "billing.next_invoice": Doors(canaries=("Next invoice",), shown_on=_BILLING),
    "billing.invoices": Doors(
        pages=("/billing/invoices/{nothing}/invoice.pdf",),
        canaries=("INV-ZANZIBAR",),
        shown_on=(*_BILLING, "/home/"),
    ),
    "billing.payment_method": Doors(
        posts=("/billing/payment-method/",),
        canaries=("Zanzicard", "/billing/payment-method/"),
        shown_on=_BILLING,
    ),
    "assistant": Doors(
        pages=(
            "/assistant/",
            ASSISTANT,
            ASSISTANT + "news/",
            ASSISTANT + "versions/",
            ASSISTANT + "voices/{nothing}.wav",
        ),
        posts=(
            ASSISTANT + "publication/",
            ASSISTANT + "publication/withdrawal/",
            ASSISTANT + "draft/discarding/",
            ASSISTANT + "versions/{nothing}/restoration/",
            ASSISTANT + "{nothing}/",
            ASSISTANT + "{nothing}/request/",
        ),
        canaries=("/assistant/",),
        shown_on=("/home/",),
    ),
    **{f"assistant.{part}": _part(part) for part in _PARTS},
    "faqs": Doors(
        pages=(
            "/faqs/",
            FAQS,
            FAQS + "state/",
            FAQS + "new/",
            FAQS + "import/",
            FAQS + "faqs.csv",
            FAQ,
            FAQ + "history/",
        ),
        posts=(
            FAQS + "new/",
            FAQS + "starter/",
            FAQS + "import/",
            FAQS + "publication/",
            FAQS + "questions/{nothing}/dismissal/",
            FAQS + "questions/{nothing}/restoration/",
            FAQ,
            FAQ + "move/",
            FAQ + "removal/",
            FAQ + "restoration/",
            FAQ + "history/restoration/",
        ),
        canaries=("/faqs/",),
        shown_on=("/home/",),
    ),
    "team": Doors(
        pages=("/settings/team/", "/settings/team/departure/"),
        posts=("/settings/team/departure/", "/settings/team/invitations/"),
        canaries=("/settings/team/",),
        shown_on=("/home/",),
    ),
    "team.invite": Doors(
        posts=(
            "/settings/team/invitations/",
            "/settings/team/invitations/{nothing}/resend/",
            "/settings/team/invitations/{nothing}/link/",
            "/settings/team/invitations/{nothing}/cancellation/",
            "/settings/team/suggestion/dismissal/",
        ),
        canaries=("/settings/team/invitations/",),
        shown_on=("/settings/team/",),
    ),
}
# Every page that a client's people open, and every file they get: what is hidden is on none.
EVERYWHERE = (
    "/home/",
    "/home/?days=30",
    "/calls/",
    "/calls/?q=marmalade",
    "/calls/?q=Quillon",
    f"/calls/?q={DIGITS}",
    "/calls/?flagged=1",
    "/calls/?call_back=1",
    "/calls/?outcome=call_back",
    f"/calls/new/?since=0&q={DIGITS}",
    CALL,
    CALL + "?q=marmalade",
    "/calls/exports/",
    "/bookings/",
    BOOKING,
    BOOKING + "edit/",
    BOOKING + "booking.ics",
    "/bookings/day/",
    "/analytics/",
    "/billing/",
    "/faqs/",
    FAQS,
    "/assistant/",
    ASSISTANT,
    "/settings/team/",
    "/settings/notifications/",
    "/settings/access-log/",
    "/settings/profile/",
    MAIL,
)
# Forms whose answer is a file, or leaves something to be said in a cookie.
SENT: tuple[tuple[str, dict[str, str]], ...] = (
    ("/calls/exports/", {}),
    ("/calls/exports/?q=marmalade", {}),
    ("/bookings/export/", {"list": "upcoming"}),
    ("/analytics/export/", {}),
    (FAQS + "faqs.csv", {}),
    (BOOKING + "calendar/", {}),
    (BOOKING + "calendar/end/", {}),
    (CALL + "call-back/", {}),
    (CALL + "call-back/undoing/", {}),
)
