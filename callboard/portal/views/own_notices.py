"""Which mails one of the staff gets about the own invitations."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from callboard.people import inviter_notices
from callboard.portal.forms.notices import NoticesForm
from callboard.portal.requests import PersonRequest
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
