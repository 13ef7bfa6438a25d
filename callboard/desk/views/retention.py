"""Settings → Data & retention: how long recordings are kept, and the room they take."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from callboard.agencies import retention as kept
from callboard.calls import disk_use, retention
from callboard.calls.models import DiskUse
from callboard.desk.forms.erasure import ErasureForm
from callboard.desk.forms.retention import RetentionForm
from callboard.desk.requests import StaffRequest, zone_of
from callboard.people.requests import actor_of
from callboard.providers.models import Erasure
from callboard.tenancy.audience import staff

# The rest takes little room.
LARGEST = 25
ERASURES = 10


@require_http_methods(["GET", "HEAD", "POST"])
@staff("settings.edit")
def edit(request: StaffRequest) -> HttpResponse:
    present = {"recordings_kept_days": request.agency.recordings_kept_days}
    form = RetentionForm(request.POST if request.method == "POST" else None, initial=present)
    if request.method != "POST" or not form.is_valid() or _asks_first(request, form):
        return page(request, form, status=422 if form.is_bound else 200)
    kept.change(request.agency, form.days, by=actor_of(request))
    messages.success(request, _("Saved."))
    return redirect("desk:retention")


def _asks_first(request: StaffRequest, form: RetentionForm) -> bool:
    """Before anything is lost that is kept now."""
    shorter = kept.is_shorter(form.days, request.agency.recordings_kept_days)
    if not shorter or form.cleaned_data["sure"]:
        return False
    count = retention.due(request.agency, form.days, timezone.now(), own=False).count()
    if count:
        words = ngettext(
            "This removes %(n)s recording within an hour. It can’t be brought back.",
            "This removes %(n)s recordings within an hour. They can’t be brought back.",
            count,
        )
        form.ask(words % {"n": count})
    return bool(count)


def page(
    request: StaffRequest,
    form: RetentionForm,
    *,
    erasure: ErasureForm | None = None,
    status: int = 200,
) -> HttpResponse:
    uses = DiskUse.objects.select_related("client").filter(recordings__gt=0)
    total = disk_use.total()
    largest = list(uses.order_by("-size", "-id")[:LARGEST])
    context = {
        "form": form,
        "erasure_form": erasure or ErasureForm(),
        "erasures": list(Erasure.objects.order_by("-created_at")[:ERASURES]),
        "failed": status != 200,
        "total": total,
        "uses": [(use, _kept(request, use)) for use in largest],
        "more": total.clients - sum(use.client_id is not None for use in largest),
        "zone": zone_of(request),
    }
    return render(request, "desk/retention/page.html", context, status=status)


def _kept(request: StaffRequest, use: DiskUse) -> str:
    if use.client is None:
        return str(kept.CHOICES[request.agency.recordings_kept_days])
    return kept.in_words(use.client, request.agency)
