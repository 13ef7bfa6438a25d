from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from callboard.calls.models import Call
from callboard.desk import find, offer
from callboard.desk.forms.invitation import SendForm
from callboard.desk.requests import StaffRequest
from callboard.desk.views import panels
from callboard.mail import compose
from callboard.people import invitations, sending
from callboard.people.access import Access
from callboard.people.refusals import LimitReached, Refused
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff

if TYPE_CHECKING:
    from callboard.people.access import ClientWithAccess

# How the mail can be looked at before it is sent.
VIEWS = {"desktop": _("Desktop"), "phone": _("Phone"), "text": _("Plain text")}

# Where the verb of another state is meant.
_ELSEWHERE = {
    Access.NO_EMAIL: "client_edit",
    Access.INVITE_SENT: "resend",
    Access.INVITE_EXPIRED: "resend",
    Access.INVITE_BOUNCED: "resend",
}


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.invite")
def invitation(request: StaffRequest, client_id: str) -> HttpResponse:
    """The dialog with the preview, and the send."""
    client = find.client(request, client_id)
    access = Access(client.access)
    if request.method != "POST":
        if access in _ELSEWHERE:
            return redirect(f"desk:{_ELSEWHERE[access]}", client.public_id)
        if access not in invitations.INVITABLE:
            return panels.refused(request, client, Refused("invite", access))
        note = request.GET.get("note", "").replace("\0", "")
        return _dialog(request, client, SendForm({"note": note} if note else None))
    form = SendForm(request.POST)
    if not form.is_valid() or "preview" in request.POST:
        return _dialog(request, client, form)
    return _send(request, client, form)


def _send(request: StaffRequest, client: "ClientWithAccess", form: SendForm) -> HttpResponse:
    try:
        sent, answers = sending.send(
            client,
            form.cleaned_data["others"],
            by=actor_of(request),
            user_id=request.person.user.pk,
            note=form.cleaned_data["note"],
        )
    except Refused as refusal:
        return panels.refused(request, client, refusal)
    except LimitReached as limit:
        return panels.limited(request, client, limit)
    return panels.on_its_way(request, client, sent, undo=True, others=answers)


def _dialog(request: StaffRequest, client: "ClientWithAccess", form: SendForm) -> HttpResponse:
    now = timezone.now()
    note = str(form["note"].value() or "")[:300]
    mail = offer.mail(request, client, note, now)
    page = reverse("desk:invitation", args=[client.public_id])
    preview = reverse("desk:invitation_preview", args=[client.public_id])
    asked = request.POST.get("view") or request.GET.get("view", "")
    view = asked if asked in VIEWS else "desktop"
    context = {
        "client": client,
        "form": form,
        "days": request.agency.invitation_days,
        "until": offer.until(request, now),
        "subject": mail.subject,
        "preheader": mail.preheader,
        "page": page,
        "preview": f"{preview}?{urlencode({'note': note})}" if note else preview,
        "view": view,
        "views": [
            {
                "label": label,
                "href": f"{page}?{urlencode({'view': key, 'note': note})}",
                "current": key == view,
            }
            for key, label in VIEWS.items()
        ],
        "text": compose.text_of(mail) if view == "text" else "",
        "can_mail": offer.can_mail(),
        "leads_nowhere": offer.leads_nowhere(),
        "has_calls": Call.objects.shown_to_client().real().filter(client=client).exists(),
    }
    return panels.panel(
        request, "desk/invitation/dialog.html", context, status=422 if form.errors else 200
    )
