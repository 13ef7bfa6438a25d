import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.agents.booking_tools import BookingTools
from callboard.bookings import paths

MOST_NAMES, LONGEST_NAME = 20, 120


def _place(label: Any, example: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=paths.LONGEST,
        required=False,
        help_text=example,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class BookingToolsForm(forms.Form):
    """Which of an agent's tools make a booking, and where the facts stand."""

    names = forms.CharField(
        label=_("Tools that book"),
        max_length=3000,
        required=False,
        help_text=_("Their names as the provider has them, one a line."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
    )
    start = _place(_("Start"), _("Like appointment.start, or date + time."))
    end = _place(_("End"), _("Like appointment.end."))
    name = _place(_("Name"), _("Like customer.name. Else it is the caller’s."))
    phone = _place(_("Phone"), _("Like customer.phone. Else it is the caller’s."))
    service = _place(_("What for"), _("Like service, or result.title for what the tool answered."))
    earlier = forms.BooleanField(
        label=_("Use for earlier calls too"),
        required=False,
        help_text=_("Bookings of earlier calls then appear in the portal. Nobody is notified."),
    )

    def clean_names(self) -> tuple[str, ...]:
        told = re.split(r"[\n,;]+", self.cleaned_data["names"])
        names = tuple(dict.fromkeys(filter(None, (name.strip() for name in told))))
        if len(names) > MOST_NAMES:
            raise forms.ValidationError(_("Enter at most 20 tools."))
        if any(len(name) > LONGEST_NAME for name in names):
            raise forms.ValidationError(_("A tool’s name has at most 120 characters."))
        return names

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        for name in ("start", "end", "name", "phone", "service"):
            data[name] = str(data.get(name, "")).strip()
            if data[name] and not paths.is_path(data[name]):
                self.add_error(
                    name,
                    _("Enter names with dots between, like customer.name, or two with a +."),
                )
        return data

    def tools(self) -> BookingTools:
        data = self.cleaned_data
        return BookingTools(
            names=data["names"],
            start=data["start"],
            end=data["end"],
            name=data["name"],
            phone=data["phone"],
            service=data["service"],
        )

    @staticmethod
    def present(tools: BookingTools) -> dict[str, Any]:
        return {
            "names": "\n".join(tools.names),
            "start": tools.start,
            "end": tools.end,
            "name": tools.name,
            "phone": tools.phone,
            "service": tools.service,
        }
