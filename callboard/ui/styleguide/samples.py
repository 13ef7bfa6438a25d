"""Sample people and calls of the styleguide."""

from typing import Any, NamedTuple

LONG_NAME = "The Very Long Named Partnership of Whitfield, Okonkwo & Daughters"
LONG_EMAIL = "reception.and.new.matters@whitfield-okonkwo-rasmussen.example"


class Client(NamedTuple):
    name: str
    email: str
    badge: str
    tone: str
    fact: str
    calls: int


class Call(NamedTuple):
    caller: str
    number: str
    outcome: str
    tone: str
    summary: str
    length: int | None


class Invoice(NamedTuple):
    """As `invoice_badge` takes it."""

    state: str
    late: int = 0
    refunded: int = 0
    is_refunded: bool = False

    def days_overdue(self, _today: Any) -> int:
        return self.late

    def get_state_display(self) -> str:
        return self.state.capitalize()


CLIENTS = [
    Client("Bright Smile Dental", "maya@brightsmile.example", "Active", "green", "2 people", 38),
    Client("Harbor Law", "in@harborlaw.example", "Invite Sent", "blue", "Expires in 5 days", 12),
    Client("Northside Physio", "", "No Email", "gray", "", 0),
    Client("Oak & Ivy Vets", "a@oakivy.example", "Invite Expired", "amber", "2 days ago", 24),
    Client("Summit HVAC", "ops@summit.example", "Email Set", "violet", "Not invited yet", 51),
    Client("Pine Dental", "lee@pine.example", "Bounced", "red", "Address not found", 7),
    Client(LONG_NAME, LONG_EMAIL, "Revoked", "outlined", "Since 3 Nov", 1204),
]

TOOTH = "Chipped a tooth, no swelling. Booked an emergency visit with Dr. Lee at 2:40 PM."
INSURANCE = "Asked whether the practice takes Delta Dental and how long a first visit takes."
XRAY = "Wants the X-ray from March sent to his new dentist in Boston."
CROWN = "Asked to be called after 4 about a crown that came loose."

CALLS = [
    Call("Dana Whitfield", "+14155550134", "Booked", "green", TOOTH, 184_000),
    Call("", "+12075550177", "Question answered", "gray", INSURANCE, 71_000),
    Call("Marcus Bell", "+12075550148", "Message taken", "blue", XRAY, 96_000),
    Call("Priya Raman", "+12075550161", "Put through to you", "violet", "Billing.", 48_000),
    Call("", "+12075550119", "Call back", "amber", CROWN, 62_000),
    Call("", "+12075550102", "Robin couldn’t answer", "red", "", None),
]

TURNS: list[tuple[int, str, str]] = [
    (0, "agent", "Thanks for calling Bright Smile Dental, this is Robin. How can I help?"),
    (
        6_000,
        "caller",
        "Hi, I chipped a tooth this morning and I’d like to come in today if you can.",
    ),
    (
        14_000,
        "agent",
        "I’m sorry to hear that. We keep two emergency slots a day. Any swelling or bleeding?",
    ),
    (22_000, "caller", "No swelling, just sharp when I drink something cold."),
    (28_000, "agent", "Good. I can offer 2:40 this afternoon with Dr. Lee, or 8:20 tomorrow."),
    (35_000, "caller", "2:40 works. It’s Dana Whitfield."),
]

INVOICES = [
    *(Invoice(state) for state in ("draft", "open", "paid", "void", "uncollectible")),
    Invoice("open", late=3),
    Invoice("paid", refunded=1000),
    Invoice("paid", refunded=4900, is_refunded=True),
]

MAILS = [
    (
        "Northwind Voice",
        "maya@brightsmile.example",
        "Hear the calls Robin answers for Bright Smile",
    ),
    ("Northwind Voice", "intake@harborlaw.example", "Northwind Voice set up your portal"),
    ("Northwind Voice", "ana@northwind.example", "Reset your password for Northwind Voice"),
]

SIGN_OUT = {"label": "Sign out", "icon": "log-out", "action": "#"}


def desk(current: str) -> dict[str, Any]:
    """What `layouts/desk.html` asks for."""
    nav = (
        ("clients", "Clients", "building-2", "c"),
        ("calls", "Calls", "phone", "l"),
        ("agents", "Agents", "bot", "a"),
        ("branding", "Branding", "palette", "b"),
    )
    return {
        "home": "#",
        "nav": [
            {"label": label, "href": "#", "icon": icon, "key": key, "current": one == current}
            for one, label, icon, key in nav
        ],
        "account": {
            "name": "Ana Ruiz",
            "detail": "Owner",
            "groups": [[{"label": "Profile", "icon": "user-round", "href": "#"}], [SIGN_OUT]],
        },
    }


def portal(current: str) -> dict[str, Any]:
    """What `layouts/portal.html` asks for; the reader belongs to two clients."""
    nav = (("calls", "Calls", "phone"), ("settings", "Settings", "settings-2"))
    chosen = [
        {"label": "Bright Smile Dental", "href": "#", "current": True},
        {"label": "Pine Street Dental", "href": "#"},
    ]
    return {
        "home": "#",
        "client_name": "Bright Smile Dental",
        "switcher": [chosen],
        "nav": [
            {"label": label, "href": "#", "icon": icon, "thumb": True, "current": one == current}
            for one, label, icon in nav
        ],
        "account": {
            "name": "Maya Chen",
            "detail": "maya@brightsmile.example",
            "groups": [[SIGN_OUT]],
        },
    }


def wave() -> dict[str, Any]:
    """A drawing as `waveform` takes it: the two take turns."""
    heights = [4 + (at * 7919 % 23) for at in range(200)]
    of_agent = [at // 25 % 2 == 0 for at in range(200)]
    return {
        "agent": "".join(
            f"M{4 * at + 2} {30 - (height if speaks else 1)}V30"
            for at, (height, speaks) in enumerate(zip(heights, of_agent, strict=True))
        ),
        "caller": "".join(
            f"M{4 * at + 2} 30V{30 + (1 if speaks else height)}"
            for at, (height, speaks) in enumerate(zip(heights, of_agent, strict=True))
        ),
        "is_told_apart": True,
    }
