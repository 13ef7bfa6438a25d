from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from callboard.agencies.models import Client
from callboard.people.fields import NoteField

_OUT_OF_DATE = _("This form is out of date. Open the page again.")


class BatchForm(forms.Form):
    """Who of the clients offered gets a mail; `cleaned_data["clients"]` is a list of them.

    One that no longer waits for an invitation is not offered and left out: somebody was quicker."""

    key = forms.RegexField(
        r"\A[0-9a-z]{16}\Z",
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("required", "invalid"), _OUT_OF_DATE),
    )
    note = NoteField(rows=2)

    def __init__(self, *args: Any, offered: Sequence[Client], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered

    def clean(self) -> dict[str, Any]:
        read = super().clean() or self.cleaned_data
        chosen = self.chosen()
        read["clients"] = [client for client in self.offered if client.public_id in chosen]
        if not read["clients"]:
            self.add_error(None, _("Choose at least one client."))
        return read

    def chosen(self) -> set[str]:
        """Whose boxes are ticked: all at first, then what was sent."""
        if self.is_bound:
            return set(cast(QueryDict, self.data).getlist("clients"))
        return {client.public_id for client in self.offered}
