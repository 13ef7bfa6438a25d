"""The agency's brand: name, colour, logo, and whom clients ask."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from callboard.agencies import branding
from callboard.agencies.brand.notes import contrast_notes
from callboard.desk.forms.branding import BrandingForm
from callboard.desk.requests import StaffRequest
from callboard.desk.shown_brand import ShownBrand
from callboard.people.requests import actor_of
from callboard.tenancy.audience import staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff("branding.edit")
def edit(request: StaffRequest) -> HttpResponse:
    agency = request.agency
    if request.method != "POST":
        return _form(request, BrandingForm(initial=BrandingForm.present(agency)))
    form = BrandingForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, form, status=422)
    if "preview" in request.POST:
        return _form(request, form)
    branding.change(
        agency,
        form.branding(),
        by=actor_of(request),
        logo=form.cleaned_data["logo"],
        without_logo=form.cleaned_data["without_logo"],
    )
    messages.success(request, _("Saved. Portal and mails show it from now on."))
    return redirect("desk:branding")


def _form(request: StaffRequest, form: BrandingForm, status: int = 200) -> HttpResponse:
    name, colour = (str(form[part].value() or "") for part in ("name", "colour"))
    shown = ShownBrand.typed(request.agency, name, colour)
    context = {"form": form, "notes": contrast_notes(shown.colour), "shown": shown}
    return render(request, "desk/branding/form.html", context, status=status)
