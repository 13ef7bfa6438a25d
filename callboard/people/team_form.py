"""Asks for colleagues to invite, on both sides."""

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.people.fields import AddressLinesField, NoteField
from callboard.people.team import MOST_AT_ONCE


class ColleaguesForm(forms.Form):
    """`cleaned_data["addresses"]` is a list of `Address`."""

    addresses = AddressLinesField(
        label=_("Email addresses"), most=MOST_AT_ONCE, help_text=_("One per line, up to ten.")
    )
    note = NoteField(rows=2)
