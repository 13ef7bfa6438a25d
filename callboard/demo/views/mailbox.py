"""The mails that the demo sent, for whoever is on this machine."""

from pathlib import Path
from typing import Any

from csp.decorators import csp
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from callboard.demo import mailbox
from callboard.demo.mailbox import Mail
from callboard.tenancy.audience import public

MOST = 200
SHOWN_AS = ("html", "text", "headers")

# A mail can do nothing but be looked at, and lead on.
LOOKED_AT = csp(
    {
        "default-src": ["'none'"],
        # Its pictures come from the agency's own host, which another agency's host is not.
        "img-src": ["data:", "http:", "https:"],
        "style-src": ["'unsafe-inline'"],
        "frame-ancestors": ["'self'"],
        "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
    }
)


@require_safe
@public
def mails(request: HttpRequest) -> HttpResponse:
    """The newest mail is open."""
    found = mailbox.newest(_folder(), MOST)
    return _page(request, found, found[0] if found else None)


@require_safe
@public
def mail(request: HttpRequest, name: str) -> HttpResponse:
    return _page(request, mailbox.newest(_folder(), MOST), _found(name))


@require_safe
@LOOKED_AT  # type: ignore[arg-type]  # its type knows no view with arguments
@public
def html(request: HttpRequest, name: str) -> HttpResponse:
    """The mail's HTML as it is, where it can do nothing but be looked at and lead on."""
    return HttpResponse(_found(name).html)


def _page(request: HttpRequest, found: list[Mail], shown: Mail | None) -> HttpResponse:
    agency = getattr(request, "agency", None)
    as_what = request.GET.get("as", "")
    if as_what not in SHOWN_AS:
        as_what = "html" if shown is None or shown.html else "text"
    context: dict[str, Any] = {
        "mails": found,
        "shown": shown,
        "shown_as": as_what,
        "tabs_of_mail": _tabs(shown, as_what) if shown else [],
        "zone": agency.time_zone if agency else "UTC",
    }
    return render(request, "demo/mailbox.html", context)


def _tabs(shown: Mail, as_what: str) -> list[dict[str, Any]]:
    here = reverse("demo:mail", args=[shown.name])
    labels = {"html": _("HTML"), "text": _("Text"), "headers": _("Headers")}
    return [
        {"label": label, "href": f"{here}?as={key}", "current": key == as_what}
        for key, label in labels.items()
    ]


def _found(name: str) -> Mail:
    found = mailbox.find(_folder(), name)
    if found is None:
        raise Http404
    return found


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "mail"
