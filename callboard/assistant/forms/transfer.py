from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from callboard.agents import numbers
from callboard.agents.settings.sections import Content, Section, transfer_of
from callboard.agents.settings.transfer import MOST_NUMBERS, Line, Transfer, When
from callboard.assistant.forms.section import SectionForm
from callboard.ui.phones import phone


class Reasons(forms.CheckboxSelectMultiple):
    """The summary of errors leads to the first of them."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return f"{id_}_{index or 0}"


class TransferForm(SectionForm):
    section = Section.TRANSFER
    when = forms.MultipleChoiceField(
        label=gettext_lazy("Put a caller through when"),
        choices=When.choices,
        required=False,
        widget=Reasons,
        error_messages={"invalid_choice": gettext_lazy("Choose from the list.")},
    )
    only_open = forms.BooleanField(
        label=gettext_lazy("Only while you’re open"),
        required=False,
        help_text=gettext_lazy("At other times a message is taken."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in range(MOST_NUMBERS):
            # The summary of faults says by them in which row one is.
            said = {"n": place + 1}
            self.fields[f"name_{place}"] = forms.CharField(
                label=_("Number %(n)s, name") % said,
                max_length=60,
                required=False,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
            self.fields[f"number_{place}"] = forms.CharField(
                label=_("Number %(n)s") % said,
                max_length=40,
                required=False,
                widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
            )

    @property
    def rows(self) -> list[tuple[int, forms.BoundField, forms.BoundField]]:
        return [
            (place + 1, self[f"name_{place}"], self[f"number_{place}"])
            for place in range(MOST_NUMBERS)
        ]

    def present(self, content: Content) -> dict[str, Any]:
        known = transfer_of(content) or Transfer(when=(When.ASKED, When.URGENT))
        facts: dict[str, Any] = {"when": list(known.when), "only_open": known.only_open}
        for place, line in enumerate(known.lines):
            facts[f"name_{place}"], facts[f"number_{place}"] = line.name, phone(line.number)
        return facts

    def clean(self) -> None:
        data = self.cleaned_data
        lines: list[Line] = []
        for place in range(MOST_NUMBERS):
            if f"number_{place}" in data:
                line = self._line(place, lines)
                lines += [line] if line else []
        if lines and "when" in data and not data["when"]:
            self.add_error("when", _("Choose when callers are put through."))
        data["lines"] = lines

    def _line(self, place: int, before: list[Line]) -> Line | None:
        """What stands in one row; None for nothing, and for what is wrong with it."""
        data, field = self.cleaned_data, f"number_{place}"
        name = " ".join(data.get(f"name_{place}", "").split())
        fault = ""
        try:
            number = numbers.parse(data[field])
        except numbers.InvalidNumber:
            number, fault = "", _("Enter a telephone number, like (415) 555-0100.")
        else:
            if name and not number:
                fault = _("Enter the number of %(name)s.") % {"name": name}
            elif number and number == self.agent.number:
                fault = _("That is %(agent)s’s own number: the call would come back.")
                fault %= {"agent": self.agent.name}
            elif number and number in [line.number for line in before]:
                fault = _("This number stands in the list already.")
        if fault:
            self.add_error(field, fault)
        return Line(name, number) if number and not fault else None

    def value(self) -> dict[str, Any]:
        data = self.cleaned_data
        when = [reason for reason in When.values if reason in data["when"]]
        return Transfer(tuple(data["lines"]), tuple(when), data["only_open"]).stored()
