"""The table of what an analysis means: any number of rows, each a form of its own."""

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any, Self

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from callboard.agents.models import Agent
from callboard.calls.in_vain import MEANING as UNANSWERED
from callboard.calls.meanings import MOST
from callboard.calls.models.call import RESULT_NAMES
from callboard.calls.results import MEANINGS, REASON, URGENT

_NAMES = ("field", "value", "means")
_CHOICES = [(one.value, RESULT_NAMES[one]) for one in reversed(MEANINGS)]


def _text(
    label: Any, known: str, length: int, missing: Any, *, required: bool = True
) -> forms.CharField:
    attrs = {"list": known, "autocomplete": "off", "spellcheck": "false"}
    return forms.CharField(
        label=label,
        max_length=length,
        required=required,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": missing},
    )


class MeaningForm(forms.Form):
    field = _text(_("Field"), "seen-fields", 120, _("Enter the field."))
    # Of a reason the value says itself what it is.
    value = _text(_("Value"), "seen-values", 200, _("Enter the value."), required=False)
    means = forms.ChoiceField(
        label=_("Means"),
        choices=[
            *_CHOICES,
            (URGENT, _("Urgent")),
            (REASON, _("Reason for calling, any value")),
            (UNANSWERED, _("What the assistant didn’t know")),
        ],
        error_messages={
            "required": _("Choose what it means."),
            "invalid_choice": _("Choose what it means."),
        },
    )

    @property
    def is_empty(self) -> bool:
        return not any(str(self.data.get(name, "")).strip() for name in ("field", "value"))


class MeaningsTable:
    """The rows as they were sent. What stands in none of its first two cells is left out."""

    def __init__(self, rows: list[Mapping[str, str]]) -> None:
        self._sent = rows

    @classmethod
    def of(cls, agent: Agent) -> Self:
        return cls(list(agent.meanings))

    @classmethod
    def sent(cls, post: QueryDict) -> Self:
        """The three columns, each a repeated parameter."""
        columns = [post.getlist(name)[: MOST + 1] for name in _NAMES]
        rows = zip_longest(*columns, fillvalue="")
        return cls([dict(zip(_NAMES, row, strict=True)) for row in rows])

    def add(self, field: str = "", value: str = "") -> None:
        self._sent.append({"field": field, "value": value, "means": MEANINGS[-1].value})

    def remove(self, place: str) -> None:
        if place.isdecimal() and len(place) < 4 and int(place) < len(self._sent):
            del self._sent[int(place)]

    def rows(self, *, checked: bool) -> list[MeaningForm]:
        """With their errors if they are `checked`."""
        forms_ = [
            MeaningForm(row, auto_id=f"%s-{place}", use_required_attribute=False)
            if checked
            else MeaningForm(initial=dict(row), auto_id=f"%s-{place}", use_required_attribute=False)
            for place, row in enumerate(self._sent)
        ]
        return _checked(forms_) if checked else forms_

    def meanings(self, rows: list[MeaningForm]) -> list[dict[str, str]]:
        return [{name: row.cleaned_data[name] for name in _NAMES} for row in rows]

    @property
    def is_too_long(self) -> bool:
        return len(self._sent) > MOST


def _checked(rows: list[MeaningForm]) -> list[MeaningForm]:
    filled = [row for row in rows if not row.is_empty]
    seen = set()
    for row in filled:
        means = row.cleaned_data["means"] if row.is_valid() else ""
        if means == REASON:
            row.cleaned_data["value"] = ""
        elif means != UNANSWERED and not row.cleaned_data.get("value"):
            # Of an unanswered question too the field may say it itself.
            row.add_error("value", _("Enter the value."))
        if row.errors:
            continue
        data = row.cleaned_data
        key = data["field"], data["value"].casefold(), data["means"]
        if key in seen:
            row.add_error("value", _("The same stands above already."))
        seen.add(key)
    return filled
