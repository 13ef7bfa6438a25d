from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from callboard.visibility.catalogue import ITEMS, Item
from callboard.visibility.choosing import DEFAULT, Changes
from callboard.visibility.levels import Level

# Beside each choice, what it was when the page was shown.
WAS = "was-"


class VisibilityForm(forms.Form):
    """A choice for each item of the catalogue; with `inherited` also that of no choice, where these
    are the levels.
    """

    def __init__(
        self,
        *args: Any,
        present: Mapping[str, str],
        inherited: Mapping[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for item in ITEMS.values():
            self.fields[item.name] = forms.ChoiceField(
                label=str(item.label),
                choices=_choices(item, inherited),
                required=False,
                initial=present[item.name],
                error_messages={"invalid_choice": _("Choose one of the levels.")},
            )
            self.fields[WAS + item.name] = forms.CharField(
                required=False, initial=present[item.name]
            )

    def changes(self) -> Changes:
        """Of the items that were sent; an item that is new since the page was shown is not among
        them.
        """
        data = self.cleaned_data
        sent = [name for name in ITEMS if name in self.data]
        return {name: (data[WAS + name], data[name]) for name in sent}

    def sections(self) -> list[list[tuple[Item, str, list[tuple[str, str]]]]]:
        """Each section's items, itself first: with what is chosen of it and what can be."""
        found: dict[str, list[tuple[Item, str, list[tuple[str, str]]]]] = {}
        for item in ITEMS.values():
            field = self.fields[item.name]
            value = self[item.name].value() or ""
            row = (item, str(value), list(field.choices))  # type: ignore[attr-defined]
            found.setdefault(item.section, []).append(row)
        return list(found.values())


def _choices(item: Item, inherited: Mapping[str, str] | None) -> list[tuple[str, Any]]:
    levels = [(level.value, level.label) for level in item.levels]
    if inherited is None:
        return levels
    words = _("%(level)s (default)") % {"level": Level(inherited[item.name]).label}
    return [(DEFAULT, words), *levels]
