"""What the form of every section has in common: it begins with the draft, and ends as a section's
content.
"""

from typing import Any

from django import forms

from callboard.agents.models import Agent
from callboard.agents.settings.sections import Content, Section


class SectionForm(forms.Form):
    """`seen` is what the page showed (`Standing.seen`)."""

    section: Section
    # A press of this button changes the form alone; nothing is saved.
    rearranges = False
    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)

    def __init__(self, agent: Agent, content: Content, data: Any = None, seen: str = "") -> None:
        self.agent = agent
        self.content = content
        present = self.present(content) | {"seen": seen}
        super().__init__(data, initial=present)

    def present(self, content: Content) -> dict[str, Any]:
        raise NotImplementedError

    def value(self) -> Any:
        """As the section stores it. Only of a valid form."""
        raise NotImplementedError
