"""What is billed, in words for both sides."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from callboard.billing.models import Period, Rounding, Terms
from callboard.billing.models.entry import Why
from callboard.billing.statement import Statement
from callboard.billing.used import MINUTE
from callboard.ui.money import money
from callboard.ui.times import short_day

# From here on little is left.
NEARLY = 90


@dataclass(frozen=True, slots=True)
class Line:
    """One sum of a period. `why` says more where there is more to say. `by_use`: how much it is
    tells what was used beyond the included minutes.
    """

    text: str
    amount: int
    why: str = ""
    by_use: bool = False


def days(period: Period) -> str:
    return between(period.starts_on, period.ends_on)


def between(starts_on: date, ends_on: date) -> str:
    """ "1 Nov – 30 Nov" of what ends before the 1st of December."""
    return f"{short_day(starts_on)} – {short_day(day_before(ends_on))}"


def day_before(ends_on: date) -> date:
    return ends_on - timedelta(days=1)


def minutes(seconds: int) -> str:
    """ "412 min", and the seconds where there are some; "31 s" below a minute."""
    whole, rest = divmod(abs(seconds), MINUTE)
    sign = "−" if seconds < 0 else ""
    if rest and not whole:
        return sign + _("%(s)d s") % {"s": rest}
    if rest:
        return sign + _("%(min)d min %(s)d s") % {"min": whole, "s": rest}
    return sign + _("%(min)d min") % {"min": whole}


def rounding(terms: Terms) -> str:
    """How minutes are counted, in a sentence."""
    sentences = {
        Rounding.PER_SECOND: _("Every call counts to the second."),
        Rounding.PER_CALL_MINUTE: _(
            "Every call counts in whole minutes: one of 2 min 10 s counts as 3 minutes."
        ),
        Rounding.PER_TOTAL_MINUTE: _(
            "All calls are added up to the second, and the total counts in whole minutes."
        ),
    }
    return str(sentences[Rounding(terms.rounding)])


def correction(why: str) -> str:
    """Why a period that was closed already is corrected."""
    words = {
        Why.LATE: _("Came in late"),
        Why.LENGTH: _("Its length was told anew"),
        Why.GONE: _("Doesn’t count any more"),
        Why.WAIVED: _("Not billed after all"),
        Why.BILLED: _("Billed after all"),
        Why.COST: _("Its cost was told later"),
    }
    return str(words[Why(why)])


def share(used_seconds: int, included_minutes: int) -> int | None:
    """How much of the included minutes is used, in percent; None where none are included."""
    if not included_minutes:
        return None
    return used_seconds * 100 // (included_minutes * MINUTE)


def lines(told: Statement) -> list[Line]:
    """What the period comes to, before tax."""
    period, terms = told.period, told.period.terms
    found = [Line(_("%(plan)s, %(days)s") % {"plan": terms.name, "days": days(period)}, told.base)]
    if period.is_short:
        part = {"days": period.days, "of": period.full_days}
        found[0] = Line(found[0].text, told.base, _("%(days)d of %(of)d days, in part") % part)
    if told.setup:
        found.append(Line(_("Set-up fee"), told.setup))
    if told.extra_seconds:
        price = money(terms.extra_minute_price, terms.currency)
        words = _("Extra minutes: %(time)s at %(price)s a minute")
        words %= {"time": minutes(told.extra_seconds), "price": price}
        found.append(Line(words, told.extra, by_use=True))
    for one in told.corrections:
        calls = ngettext("%(n)d call", "%(n)d calls", abs(one.change.calls) or 1)
        why = calls % {"n": abs(one.change.calls) or 1} + ", " + minutes(one.change.seconds)
        words = _("Correction of %(days)s") % {"days": days(one.of_period)}
        found.append(Line(words, one.amount, why, by_use=True))
    for credit in told.credits:
        if credit.amount:
            is_carried = credit.carried_from_id is not None
            words = _("Credit carried over") if is_carried else _("Credit")
            found.append(Line(words, -credit.amount, credit.reason, by_use=is_carried))
    if told.carried:
        found.append(Line(_("Carried over to the next invoice"), told.carried, by_use=True))
    return found


def tax_name(terms: Terms) -> str:
    """ "VAT 19%"."""
    rate = f"{terms.tax_rate.normalize():f}"
    return f"{terms.tax_name or _('Tax')} {rate}%"
