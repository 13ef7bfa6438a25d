from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from callboard.desk import find, offer
from callboard.desk.requests import StaffRequest
from callboard.mail import compose
from callboard.tenancy.audience import staff

# A mail brings its own styles and nothing else; it may be framed by our dialog alone.
POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
)


@require_safe
@staff("clients.invite")
def preview(request: StaffRequest, client_id: str) -> HttpResponse:
    """The very mail, with a link that opens nothing."""
    client = find.client(request, client_id)
    note = request.GET.get("note", "").replace("\0", "")[:300]
    mail = offer.mail(request, client, note, timezone.now())
    answer = HttpResponse(compose.html_of(mail))
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer
