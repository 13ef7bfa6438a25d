"""Who of the staff gets the weekly report: the owners unless they switched it off, and who else
switched it on.
"""

from callboard.people.models import Staff, User
from callboard.people.roles import Role
from callboard.summaries.models import ReportChoice


def wants(user: User) -> bool:
    """False for who does not work for the agency."""
    place = Staff.objects.filter(user=user, ended_at__isnull=True).first()
    return place is not None and _wants(place, _chosen().get(user.pk))


def choose(user: User, *, wanted: bool) -> None:
    ReportChoice.objects.update_or_create(
        user=user, defaults={"agency_id": user.agency_id, "wanted": wanted}
    )


def choice_of(user: User) -> ReportChoice:
    """Made where there is none: a mail's link finds it."""
    rows = ReportChoice.objects.select_related("user")
    found: ReportChoice
    found, _made = rows.get_or_create(user=user, defaults={"agency_id": user.agency_id})
    return found


def of_agency() -> list[User]:
    """Inside the agency's scope."""
    places = Staff.objects.filter(ended_at__isnull=True).select_related("user").order_by("pk")
    chosen = _chosen()
    return [place.user for place in places if _wants(place, chosen.get(place.user_id))]


def _chosen() -> dict[int, bool | None]:
    return dict(ReportChoice.objects.values_list("user_id", "wanted"))


def _wants(place: Staff, chosen: bool | None) -> bool:
    return place.role == Role.OWNER if chosen is None else chosen
