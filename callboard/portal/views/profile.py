"""One's own account, for both sides."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from callboard.people import passwords, profile
from callboard.people.requests import actor_of
from callboard.portal.forms.passwords import ChangePasswordForm
from callboard.portal.forms.profile import ProfileForm
from callboard.portal.requests import PersonRequest
from callboard.tenancy.audience import person


@require_http_methods(["GET", "HEAD", "POST"])
@person
def show(request: PersonRequest) -> HttpResponse:
    user = request.person.user
    if request.method != "POST":
        return _page(request, ProfileForm(initial=ProfileForm.present(user)))
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    profile.change(user, form.profile(), by=actor_of(request))
    messages.success(request, _("Saved."))
    return redirect("portal:profile")


@sensitive_post_parameters()
@require_POST
@person
def password(request: PersonRequest) -> HttpResponse:
    """Asks for the present password: whoever sits at an open browser may not take the account."""
    user = request.person.user
    form = ChangePasswordForm(request.POST, names=[request.agency.name])
    if form.is_valid() and not passwords.matches(form.cleaned_data["present"], user.password):
        form.add_error("present", _("That is not your present password."))
    if not form.is_valid():
        first = ProfileForm(initial=ProfileForm.present(user))
        return _page(request, first, form, status=422)
    chosen = passwords.hashed(form.cleaned_data["password"])
    profile.change_password(user, chosen, here=request.person.session, by=actor_of(request))
    messages.success(request, _("Your password was changed. Other browsers were signed out."))
    return redirect("portal:profile")


def _page(
    request: PersonRequest,
    form: ProfileForm,
    password_form: ChangePasswordForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """In the portal's layout for whoever has a portal open, else in the agency's."""
    in_portal = request.person.membership is not None
    context = {
        "layout": "portal/layout.html" if in_portal else "desk/layout.html",
        "form": form,
        "password_form": password_form or ChangePasswordForm(names=[]),
        "failed": status == 422,
    }
    return render(request, "portal/profile.html", context, status=status)
