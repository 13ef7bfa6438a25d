"""Sample people and calls of the styleguide: the demo's cast in plain dictionaries."""

from typing import Any

CLIENTS: list[dict[str, Any]] = [
    {"name": "Bright Smile Dental", "email": "maya@brightsmile.example", "badge": "Active", "tone": "green", "fact": "2 people", "calls": 38, "seen": True},
    {"name": "Harbor Law Group", "email": "intake@harborlaw.example", "badge": "Invite Sent", "tone": "blue", "fact": "Link expires in 5 days", "calls": 12},
    {"name": "Northside Physio", "email": "", "badge": "No Email", "tone": "gray", "fact": "", "calls": 0},
    {"name": "Oak & Ivy Veterinary", "email": "front@oakivy.example", "badge": "Invite Expired", "tone": "amber", "fact": "Expired 2 days ago", "calls": 24},
    {"name": "Summit HVAC", "email": "ops@summithvac.example", "badge": "Email Set", "tone": "violet", "fact": "Not invited yet", "calls": 51},
    {"name": "Pine Street Dental", "email": "dr.lee@pinestreet.example", "badge": "Bounced", "tone": "red", "fact": "Address not found", "calls": 7},
    {"name": "The Very Long Named Partnership of Whitfield, Okonkwo, Rasmussen & Daughters", "email": "reception.and.new.matters@whitfield-okonkwo-rasmussen.example", "badge": "Revoked", "tone": "gray", "outlined": True, "fact": "Since 3 Nov", "calls": 1204},
]  # fmt: skip

CALLS: list[dict[str, Any]] = [
    {"caller": "Dana Whitfield", "number": "+14155550134", "outcome": "Booked", "tone": "green", "summary": "Chipped a tooth, no swelling. Booked an emergency visit with Dr. Lee at 2:40 PM.", "length": 184_000, "unread": True},
    {"caller": "", "number": "+12075550177", "outcome": "Question answered", "tone": "gray", "summary": "Asked whether the practice takes Delta Dental and how long a first visit takes.", "length": 71_000, "unread": True},
    {"caller": "Marcus Bell", "number": "+12075550148", "outcome": "Message taken", "tone": "blue", "summary": "Wants the X-ray from March sent to his new dentist in Boston.", "length": 96_000},
    {"caller": "Priya Raman", "number": "+12075550161", "outcome": "Put through to you", "tone": "violet", "summary": "Billing question about an insurance statement.", "length": 48_000},
    {"caller": "", "number": "+12075550119", "outcome": "Call back", "tone": "amber", "summary": "Asked to be called after 4 about a crown that came loose.", "length": 62_000},
    {"caller": "", "number": "+12075550102", "outcome": "Robin couldn’t answer", "tone": "red", "summary": "", "length": None},
]  # fmt: skip

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
        "I’m sorry to hear that. We keep two emergency slots a day. Is there any swelling or bleeding?",
    ),
    (22_000, "caller", "No swelling, just sharp when I drink something cold."),
    (28_000, "agent", "Good. I can offer 2:40 this afternoon with Dr. Lee, or 8:20 tomorrow."),
    (35_000, "caller", "2:40 works. It’s Dana Whitfield."),
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
            {"label": label, "href": "#", "icon": icon, "current": one == current}
            for one, label, icon in nav
        ],
        "account": {
            "name": "Maya Chen",
            "detail": "maya@brightsmile.example",
            "groups": [[SIGN_OUT]],
        },
    }
