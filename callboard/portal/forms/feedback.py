from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.calls.feedback import LONGEST_NOTE


class FeedbackForm(forms.Form):
    """Whether a call was handled well; a No may say what went wrong."""

    handled_well = forms.TypedChoiceField(
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        error_messages={
            "required": _("Say Yes or No."),
            "invalid_choice": _("Say Yes or No."),
        },
    )
    note = forms.CharField(
        label=_("What went wrong?"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
