"""The clients of an agency that are billed, a page of them with a few queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from callboard.agencies.models import Client
from callboard.billing import statement, wording
from callboard.billing.models import Invoice, Period, Plan
from callboard.billing.models.invoice import State
from callboard.billing.statement import Statement

AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Row:
    client: Client
    plan: Plan
    told: Statement
    share: int | None
    overdue: int
    open: int
    drafts: int


@dataclass(frozen=True, slots=True)
class Page:
    """`after` leads to the next page; "" on the last."""

    rows: Sequence[Row]
    after: str
    not_billed: int


def page(after: str, today: date) -> Page:
    """By the client's name. What `after` says is the public id of the last client before."""
    latest = Period.objects.filter(client=OuterRef("client")).order_by("-starts_on").values("pk")
    plans = (
        Plan.objects.filter(client__archived_at__isnull=True)
        .select_related("client")
        .annotate(
            latest=Subquery(latest[:1]),
            overdue=_count(Q(state=State.OPEN, due_on__lt=today)),
            open=_count(Q(state=State.OPEN)),
            drafts=_count(Q(state=State.DRAFT)),
        )
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
        Row(
            plan.client,
            plan,
            one,
            wording.share(one.billed_seconds, one.included_minutes),
            overdue=plan.overdue,
            open=plan.open - plan.overdue,
            drafts=plan.drafts,
        )
        for plan in some
        if (one := told.get(plan.client_id)) is not None
    ]
    billed = Plan.objects.values("client")
    return Page(
        rows=rows,
        after=rows[-1].client.public_id if more and rows else "",
        not_billed=Client.objects.current().exclude(pk__in=billed).count(),
    )


def _count(which: Q) -> Coalesce:
    """How many of a plan's client's invoices are such."""
    rows = Invoice.objects.filter(which, client=OuterRef("client")).order_by()
    return Coalesce(Subquery(rows.values("client").annotate(n=Count("pk")).values("n")), 0)
