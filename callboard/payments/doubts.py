"""What does not fit together between a client's plan and its subscription, for its agency."""

from datetime import timedelta

from django.utils.translation import gettext as _

from callboard.billing import boundaries
from callboard.billing.models import Period, Plan, Terms
from callboard.payments import fees, wording
from callboard.payments.models import Customer
from callboard.ui.money import money

# So long after the plan's month Stripe's may end for its invoice to take the extra minutes soon.
_SOON = timedelta(days=3)


def of(customer: Customer, plan: Plan, period: Period, coming: Terms | None) -> list[str]:
    """Sentences; none where there is no subscription, or all is well."""
    if not customer.subscription:
        return []
    if fees.fee_of(customer, period) is None:
        return [_not_billing(customer, period)]
    found = []
    wanted = coming or period.terms
    if customer.price is not None and customer.price != wanted.monthly_price:
        prices = {
            "theirs": money(customer.price, customer.currency),
            "ours": money(wanted.monthly_price, wanted.currency),
        }
        words = _(
            "Stripe charges %(theirs)s a month, the plan says %(ours)s. Your client pays, and "
            "reads, what Stripe charges. Change the subscription’s price at Stripe, or the plan."
        )
        found.append(words % prices)
    if plan.ends_on is not None:
        found.append(_("Billing ends here, and the subscription goes on at Stripe. End it there."))
    elif customer.period_end is not None:
        ends = boundaries.midnight(period.ends_on, customer.client.time_zone)
        if not timedelta() <= customer.period_end - ends <= _SOON:
            found.append(
                _(
                    "Stripe’s month ends on another day than the plan’s: extra minutes come onto "
                    "the first invoice after the plan’s month."
                )
            )
    return found


def _not_billing(customer: Customer, period: Period) -> str:
    if customer.price is None:
        return _("The subscription has no price a month, so the plan is billed here.")
    if customer.currency != period.terms.currency:
        currencies = {"theirs": customer.currency, "ours": period.terms.currency}
        words = _(
            "The subscription is in %(theirs)s, the plan in %(ours)s, so the plan is billed here."
        )
        return words % currencies
    status = {"status": wording.status(customer)}
    return _("The subscription doesn’t bill (%(status)s), so the plan is billed here.") % status
