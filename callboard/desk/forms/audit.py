from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.desk import audit_words


class AuditFilterForm(forms.Form):
    """What of the record to show. What cannot be read is left out, so that a link never fails."""

    who = forms.CharField(label=_("Who"), max_length=100, required=False)
    what = forms.ChoiceField(
        label=_("What"),
        choices=[("", _("Everything")), *audit_words.GROUPS.items()],
        required=False,
    )
    client = forms.CharField(label=_("Client"), max_length=120, required=False)
    since = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    denied = forms.BooleanField(label=_("Only what was refused"), required=False)

    def clean_since(self) -> date | None:
        return self._sane(self.cleaned_data["since"])

    def clean_until(self) -> date | None:
        return self._sane(self.cleaned_data["until"])

    def _sane(self, day: date | None) -> date | None:
        """Days at the ends of the calendar have no neighbours."""
        if day is not None and not 2000 <= day.year <= 2999:
            raise forms.ValidationError(_("Choose a day of this century."))
        return day
