from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.agencies import retention


class RetentionForm(forms.Form):
    recordings_kept_days = forms.TypedChoiceField(
        label=_("Keep recordings"),
        choices=list(retention.CHOICES.items()),
        coerce=int,
        help_text=_(
            "From the day of the call, for all clients without a time of their own. "
            "Transcripts, summaries and numbers stay."
        ),
    )
    sure = forms.BooleanField(label=_("Remove them for good"), required=False)

    @property
    def days(self) -> int:
        days: int = self.cleaned_data["recordings_kept_days"]
        return days

    def ask(self, words: str) -> None:
        """Again, with what would be removed."""
        self.add_error("sure", words)

    def asks(self) -> Any:
        return self.errors.get("sure")
