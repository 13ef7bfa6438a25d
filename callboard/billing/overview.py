"""The clients of an agency that are billed, a page of them with a few queries."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from callboard.agencies.models import Client
from callboard.billing import statement, wording
from callboard.billing.models import Period, Plan
from callboard.billing.statement import Statement

AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Row:
    client: Client
    plan: Plan
    told: Statement
    share: int | None


@dataclass(frozen=True, slots=True)
class Page:
    """`after` leads to the next page; "" on the last."""

    rows: Sequence[Row]
    after: str
    not_billed: int


def page(after: str) -> Page:
    """By the client's name. What `after` says is the public id of the last client before."""
    latest = Period.objects.filter(client=OuterRef("client")).order_by("-starts_on").values("pk")
    plans = (
        Plan.objects.filter(client__archived_at__isnull=True)
        .select_related("client")
        .annotate(latest=Subquery(latest[:1]))
        .order_by("client__name", "client_id")
    )
    last = Client.objects.filter(public_id=after).first() if after else None
    if last is not None:
        plans = plans.filter(client__name__gte=last.name).exclude(
            client__name=last.name, client_id__lte=last.pk
        )
    some = list(plans[: AT_ONCE + 1])
    more, some = len(some) > AT_ONCE, some[:AT_ONCE]
    ids = [plan.latest for plan in some]
    periods = Period.objects.filter(pk__in=ids).select_related("terms", "client")
    told = {one.period.client_id: one for one in statement.of_many(list(periods))}
    rows = [
        Row(plan.client, plan, told[plan.client_id], wording.share(told[plan.client_id]))
        for plan in some
        if plan.client_id in told
    ]
    billed = Plan.objects.values("client")
    return Page(
        rows=rows,
        after=rows[-1].client.public_id if more and rows else "",
        not_billed=Client.objects.current().exclude(pk__in=billed).count(),
    )
