from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.agencies.portal_settings import PortalSettings

_DAYS = _("Enter a number of days from 1 to 30.")


class PortalSettingsForm(forms.Form):
    invitation_days = forms.IntegerField(
        label=_("Days an invitation’s link works"),
        min_value=1,
        max_value=30,
        help_text=_("From 1 to 30. Links that were mailed keep the day they say."),
        error_messages={
            "required": _DAYS,
            "invalid": _DAYS,
            "min_value": _DAYS,
            "max_value": _DAYS,
        },
    )
    renews_links = forms.BooleanField(
        label=_("Let people with an old link ask for a new one"),
        required=False,
        help_text=_(
            "A button on the page of an expired or replaced link mails one to the invited address, "
            "and nowhere else."
        ),
    )

    def settings(self) -> PortalSettings:
        return PortalSettings(**self.cleaned_data)
