"""Where to go after signing in: the page that was asked for, if it is one of this host."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from callboard.people.models import User
from callboard.people.models.staff import Staff


def wanted(request: HttpRequest) -> str:
    """The local path in `next`; "" for anything that could lead elsewhere."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    local = target.startswith("/") and target[1:2] not in ("/", "\\") and target.isprintable()
    return target if local and url_has_allowed_host_and_scheme(target, allowed_hosts=None) else ""


def home_of(user: User) -> str:
    """Staff begin at the agency's side (with a link across), members in their portal."""
    is_staff = Staff.objects.filter(user=user, ended_at__isnull=True).exists()
    return "/agency/" if is_staff else "/"
