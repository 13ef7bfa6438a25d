"""Settings → Team: who of this client's people has access, and who is invited."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from callboard.people import roster, team, team_words
from callboard.people.refusals import LimitReached, Refused
from callboard.people.requests import actor_of
from callboard.people.team_form import ColleaguesForm
from callboard.portal.requests import PersonRequest, client_of, zone_of
from callboard.tenancy.audience import member_edits, member_sees
from callboard.ui.times import clock_time


@require_safe
@member_sees("team")
def show(request: PersonRequest) -> HttpResponse:
    return page(request)


@require_POST
@member_edits("team.invite")
def invite(request: PersonRequest) -> HttpResponse:
    form = ColleaguesForm(request.POST)
    if not form.is_valid():
        return page(request, form, status=422)
    client = client_of(request)
    try:
        answers = team.invite(
            client,
            form.cleaned_data["addresses"],
            by=actor_of(request),
            user_id=request.person.user.pk,
            note=form.cleaned_data["note"],
        )
    except LimitReached as limit:
        form.add_error(None, too_many(request, limit))
        return page(request, form, status=429)
    except Refused:
        form.add_error(None, _("Nobody can be invited to this portal now."))
        return page(request, form, status=409)
    for answer in answers:
        team_words.tell(request, answer)
    return back()


def page(
    request: PersonRequest,
    form: ColleaguesForm | None = None,
    *,
    status: int = 200,
    refusal: str = "",
) -> HttpResponse:
    context = {
        "roster": roster.of_client(client_of(request).pk, timezone.now()),
        "form": form or ColleaguesForm(),
        "zone": zone_of(request),
        "refusal": refusal,
    }
    return render(request, "portal/team/page.html", context, status=status)


def back() -> HttpResponse:
    return HttpResponseRedirect(reverse("portal:team"), status=303)


def too_many(request: PersonRequest, limit: LimitReached) -> str:
    at = clock_time(limit.until, zone_of(request))
    return _("Too many mails. You can try again at %(time)s.") % {"time": at}
