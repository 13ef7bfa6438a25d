from collections.abc import Collection
from datetime import time
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from callboard.agents.models import Agent
from callboard.notices.choices import Choice
from callboard.notices.events import Event
from callboard.notices.quiet import QuietHours
from callboard.notices.rhythm import Rhythm
from callboard.ui.phones import phone

DAYS = [
    ("0", _("Monday")),
    ("1", _("Tuesday")),
    ("2", _("Wednesday")),
    ("3", _("Thursday")),
    ("4", _("Friday")),
    ("5", _("Saturday")),
    ("6", _("Sunday")),
]


def _clock(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Enter a time, like 20:00.")},
    )


class Days(forms.CheckboxSelectMultiple):
    """The summary of errors leads to the first of them."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_{index or 0}"


class Line(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Model) -> str:
        if not isinstance(obj, Agent):
            return str(obj)
        return f"{obj.name}, {phone(obj.number)}" if obj.number else obj.name


class CallNoticesForm(forms.Form):
    """Which mails about calls somebody wants, of which line, how often their numbers, and when
    none.
    """

    urgent = forms.BooleanField(
        label=_("Urgent calls"),
        required=False,
        help_text=_("What a caller needs now, by the rules set up for your calls."),
    )
    call_back = forms.BooleanField(
        label=_("Call back needed"),
        required=False,
        help_text=_("A caller asked to be called back."),
    )
    booking = forms.BooleanField(
        label=_("Bookings"), required=False, help_text=_("An appointment was made in a call.")
    )
    new_call = forms.BooleanField(
        label=_("Every new call"),
        required=False,
        help_text=_("One mail for each call that comes in. Spam is left out."),
    )
    summary = forms.TypedChoiceField(
        label=_("Summary of your calls"),
        choices=Rhythm.choices,
        coerce=Rhythm,
        required=False,
        empty_value=None,
        error_messages={"invalid_choice": _("Choose how often from the list.")},
    )
    line = Line(
        None,
        label=_("Which line"),
        required=False,
        empty_label=_("Every line"),
        to_field_name="public_id",
        error_messages={"invalid_choice": _("Choose one of your lines.")},
    )
    quiet_from = _clock(_("From"))
    quiet_until = _clock(_("Until"))
    quiet_days = forms.MultipleChoiceField(
        label=_("All day on"),
        choices=DAYS,
        required=False,
        widget=Days,
        error_messages={"invalid_choice": _("Choose days from the list.")},
    )
    urgent_anyway = forms.BooleanField(label=_("Send urgent calls even then"), required=False)

    def __init__(
        self,
        *args: Any,
        lines: QuerySet[Agent],
        events: Collection[Event],
        summaries: bool,
        **kwargs: Any,
    ) -> None:
        """`events` are those that this person can be told of, and `summaries` whether of numbers;
        what was chosen of others stays.
        """
        super().__init__(*args, **kwargs)
        if not summaries:
            del self.fields["summary"]
        for event in set(Event) - set(events):
            del self.fields[event.value]
        if Event.URGENT not in events:
            del self.fields["urgent_anyway"]
        line = self.fields["line"]
        if isinstance(line, Line):
            line.queryset = lines

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        begins, ends = data.get("quiet_from"), data.get("quiet_until")
        if "quiet_from" in data and "quiet_until" in data:
            if (begins is None) != (ends is None):
                missing = "quiet_from" if begins is None else "quiet_until"
                self.add_error(missing, _("Enter both times, or none."))
            elif begins is not None and begins == ends:
                self.add_error("quiet_until", _("Choose two different times."))
        if len(set(data.get("quiet_days", []))) == len(DAYS):
            self.add_error("quiet_days", _("Leave one day on which mails may come."))
        return data

    def choice(self) -> Choice:
        data = {**self.initial, **self.cleaned_data}
        return Choice(
            events=frozenset(event for event in Event if data[event.value]),
            summary=Rhythm(data["summary"] or self.initial.get("summary", Rhythm.WEEKLY)),
            agent=data["line"],
            quiet=QuietHours(
                _minute(data["quiet_from"]),
                _minute(data["quiet_until"]),
                frozenset(int(day) for day in data["quiet_days"]),
            ),
            urgent_anyway=data["urgent_anyway"],
        )

    @staticmethod
    def present(choice: Choice) -> dict[str, Any]:
        return {event.value: event in choice.events for event in Event} | {
            "summary": choice.summary.value,
            "line": choice.agent.public_id if choice.agent else None,
            "quiet_from": choice.quiet.begins,
            "quiet_until": choice.quiet.ends,
            "quiet_days": [str(day) for day in choice.quiet.days],
            "urgent_anyway": choice.urgent_anyway,
        }


def _minute(moment: time | None) -> time | None:
    return moment.replace(second=0, microsecond=0) if moment else None
