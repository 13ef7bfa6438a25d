from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from callboard.desk import find, offer
from callboard.desk.requests import StaffRequest
from callboard.desk.views.branding_preview import MAIL_POLICY
from callboard.mail import compose
from callboard.tenancy.audience import staff


@require_safe
@staff("clients.invite")
def preview(request: StaffRequest, client_id: str) -> HttpResponse:
    """The very mail, with a link that opens nothing."""
    client = find.client(request, client_id)
    note = request.GET.get("note", "").replace("\0", "")[:300]
    mail = offer.mail(request, client, note, timezone.now())
    answer = HttpResponse(compose.html_of(mail))
    answer.headers["Content-Security-Policy"] = MAIL_POLICY
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer
