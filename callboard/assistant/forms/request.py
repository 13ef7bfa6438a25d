from django import forms
from django.utils.translation import gettext_lazy as _


class RequestForm(forms.Form):
    """Asking the agency for a change."""

    text = forms.CharField(
        label=_("What should be different?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what should be different.")},
    )


class ReturnForm(forms.Form):
    """Sending a change back to the client."""

    reason = forms.CharField(
        label=_("Why?"),
        max_length=500,
        help_text=_("Your client reads this."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write why: your client reads it.")},
    )
