"""Many invitations in one step: who gets one is looked at before anything is sent."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from callboard.desk import bulk
from callboard.desk.forms.batch import BatchForm
from callboard.desk.requests import StaffRequest, zone_of
from callboard.desk.views import panels
from callboard.people import batches
from callboard.people.models import Batch, Invitation
from callboard.people.models.batch import BatchAct
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff
from callboard.tenancy.public_id import new_public_id


@require_http_methods(["GET", "HEAD", "POST"])
@staff("clients.invite")
def new(request: StaffRequest, act: BatchAct) -> HttpResponse:
    now = timezone.now()
    offered = list(bulk.candidates(act, now)[: batches.MOST_AT_ONCE])
    posted = request.method == "POST"
    form = BatchForm(
        request.POST if posted else None, offered=offered, initial={"key": new_public_id()}
    )
    if posted:
        known = Batch.objects.filter(key=request.POST.get("key", "").replace("\0", "")).first()
        if known is not None:
            return panels.done(request, reverse("desk:batch", args=[known.public_id]))
        if form.is_valid():
            batch = batches.start(
                request.agency,
                form.cleaned_data["clients"],
                act,
                key=form.cleaned_data["key"],
                note=form.cleaned_data["note"],
                by=actor_of(request),
                user_id=request.person.user.pk,
            )
            return panels.done(request, reverse("desk:batch", args=[batch.public_id]))
    context = {
        "act": act,
        "form": form,
        "offered": offered,
        "chosen": set() if "none" in request.GET and not posted else form.chosen(),
        "invitations": Invitation.objects.in_bulk(
            [client.invitation_id for client in offered if client.invitation_id]
        ),
        "days": request.agency.invitation_days,
        "zone": zone_of(request),
    }
    return render(request, "desk/batch/new.html", context, status=422 if form.errors else 200)
