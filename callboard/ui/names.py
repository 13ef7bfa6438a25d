"""Names as people read them: in one line, without what is not seen or turns the rest around."""

import unicodedata
from typing import Any

from django import forms

# Controls, marks of direction, what no script has a letter for, ends of lines.
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
# Of these, some scripts and most families of emoji are made.
_JOINERS = "\u200c\u200d"


def one_line(text: str) -> str:
    """Empty where nothing of it is seen."""
    spaced = (" " if one.isspace() else one for one in text)
    line = "".join(c for c in spaced if c in _JOINERS or unicodedata.category(c) not in _UNSEEN)
    return " ".join(line.split()) if line.strip(f" {_JOINERS}") else ""


class NameField(forms.CharField):
    """What somebody or something is called."""

    def to_python(self, value: Any) -> str:
        return one_line(super().to_python(value) or "")
