"""The agency's own telephone numbers, whose calls are tests."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from callboard.agencies import test_numbers
from callboard.desk.forms.test_numbers import TestNumbersForm
from callboard.desk.requests import StaffRequest
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff
from callboard.ui.phones import phone


@require_http_methods(["GET", "HEAD", "POST"])
@staff("settings.edit")
def edit(request: StaffRequest) -> HttpResponse:
    present = "\n".join(phone(number) for number in request.agency.test_numbers)
    sent = request.POST if request.method == "POST" else None
    form = TestNumbersForm(sent, initial={"numbers": present})
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "desk/test_numbers.html", {"form": form}, status=status)
    test_numbers.change(request.agency, form.cleaned_data["numbers"], by=actor_of(request))
    messages.success(request, _("Saved. It holds for calls that come from now on."))
    return redirect("desk:test_numbers")
