from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.people.inviter_notices import Choice


class NoticesForm(forms.Form):
    """Which mails one of the staff wants about the own invitations."""

    accepted = forms.BooleanField(label=_("is accepted"), required=False)
    expired = forms.BooleanField(label=_("expires"), required=False)
    bounced = forms.BooleanField(label=_("comes back"), required=False)

    def choice(self) -> Choice:
        return Choice(**self.cleaned_data)


class OfCallsForm(forms.Form):
    """Whether one of the staff wants to know what clients say of calls."""

    of_calls = forms.BooleanField(
        label=_("says that a call was not handled well, flags one, or wants its assistant changed"),
        required=False,
    )


class ReportForm(forms.Form):
    """Whether one of the staff wants to know how the week went."""

    report = forms.BooleanField(
        label=_("how the week went for the clients"),
        required=False,
        help_text=_("Calls, bookings, who was in the portal, and what needs a look."),
    )
