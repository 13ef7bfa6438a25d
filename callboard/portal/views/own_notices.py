"""Which mails one of the staff gets: about own invitations, of what clients say of calls, and how
the week went.
"""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from callboard.notices import agency_news
from callboard.people import inviter_notices
from callboard.portal.forms.notices import NoticesForm, OfCallsForm, ReportForm
from callboard.portal.requests import PersonRequest
from callboard.summaries import report_readers
from callboard.tenancy.audience import person


@require_POST
@person
def change(request: PersonRequest) -> HttpResponse:
    form = NoticesForm(request.POST)
    if not request.person.is_staff or not form.is_valid():
        raise Http404
    inviter_notices.choose(request.person.user, form.choice())
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("portal:profile"), status=303)


@require_POST
@person
def of_calls(request: PersonRequest) -> HttpResponse:
    if not request.person.is_staff:
        raise Http404
    form = OfCallsForm(request.POST)
    form.full_clean()
    agency_news.choose(request.person.user, wanted=form.cleaned_data["of_calls"])
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("portal:profile"), status=303)


@require_POST
@person
def report(request: PersonRequest) -> HttpResponse:
    if not request.person.is_staff:
        raise Http404
    form = ReportForm(request.POST)
    form.full_clean()
    report_readers.choose(request.person.user, wanted=form.cleaned_data["report"])
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("portal:profile"), status=303)
