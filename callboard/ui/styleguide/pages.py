"""Which sample screens there are and what they show. Times are relative to now."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.http import Http404
from django.utils import timezone

from callboard.ui.styleguide import forms
from callboard.ui.styleguide.samples import (
    CALLS,
    CLIENTS,
    INVOICES,
    MAILS,
    TURNS,
    desk,
    portal,
    wave,
)

ZONE = "America/New_York"


def context(name: str) -> dict[str, Any]:
    """For `styleguide/<name>.html`. Raises Http404 for a page that does not exist."""
    if name not in PAGES:
        raise Http404(name)
    now = timezone.now()
    return {"zone": ZONE, "now": now, "pages": list(PAGES), "csrf_input": "", **PAGES[name](now)}


def _ago(now: Any, **distance: float) -> Any:
    return now - timedelta(**distance)


def _index(now: Any) -> dict[str, Any]:
    shown = {"invoices": INVOICES, "tokens": TOKENS}
    return {**desk(""), "fresh": forms.empty(), "bad": forms.wrong(), **shown}


def _clients(now: Any) -> dict[str, Any]:
    return {**desk("clients"), "clients": CLIENTS, "seen": _ago(now, hours=2)}


def _client(now: Any) -> dict[str, Any]:
    return {
        **desk("clients"),
        "calls": CALLS[:3],
        "sent": _ago(now, days=2),
        "opened": _ago(now, hours=3),
    }


def _invite(now: Any) -> dict[str, Any]:
    return {
        **desk("clients"),
        "note_form": forms.NoteForm(auto_id="invite_%s"),
        "until": now + timedelta(days=7),
    }


def _calls(now: Any) -> dict[str, Any]:
    return {
        **portal("calls"),
        "calls": [(now - timedelta(minutes=70 * at * at + 9), one) for at, one in enumerate(CALLS)],
    }


def _call(now: Any) -> dict[str, Any]:
    return {**portal("calls"), "turns": TURNS, "at": _ago(now, minutes=47), "wave": wave()}


def _sign_in(now: Any) -> dict[str, Any]:
    form = forms.SignInForm({"email": "maya@brightsmile.example", "password": "wrong"})
    form.add_error(None, "The email or password isn’t right.")
    return {"form": form}


TOKENS = (
    *("canvas", "surface", "sunken", "hover", "line", "ink", "muted", "field-line"),
    *(
        "brand-solid",
        "brand-solid-hover",
        "brand-solid-edge",
        "on-brand",
        "brand-text",
        "brand-line",
    ),
    *("brand-subtle", "brand-area"),
)

PAGES: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    "index": _index,
    "clients": _clients,
    "clients-empty": lambda now: desk("clients"),
    "clients-filtered": lambda now: desk("clients"),
    "client": _client,
    "client-form": lambda now: {**desk("clients"), "form": forms.wrong()},
    "invite": _invite,
    "invite-sent": _invite,
    "revoke": lambda now: desk("clients"),
    "calls": _calls,
    "calls-empty": lambda now: portal("calls"),
    "call": _call,
    "call-silent": _call,
    "sign-in": _sign_in,
    "accept": lambda now: {"form": forms.AcceptForm()},
    "expired": lambda now: {},
    "failure": lambda now: {},
    "mailbox": lambda now: {**desk("mailbox"), "mails": MAILS, "at": _ago(now, minutes=3)},
}
