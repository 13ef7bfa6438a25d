from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from callboard.agencies.forwarding import Code, Forwarding, is_code

MOST = 12
LONGEST_LABEL = 60


class ForwardingForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("What your clients read"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Empty: they read how to try their own number, and to dial a code."),
    )
    codes = forms.CharField(
        label=gettext_lazy("Codes"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "A phone company on each line: its name | the code that switches forwarding on | the "
            "code that switches it off. {number} stands for the number of the client’s assistant."
        ),
        error_messages={"required": gettext_lazy("Enter at least one phone company.")},
    )

    def clean_codes(self) -> tuple[Code, ...]:
        lines = [line for line in self.cleaned_data["codes"].splitlines() if line.strip()]
        if len(lines) > MOST:
            raise forms.ValidationError(_("Enter at most %(n)s lines.") % {"n": MOST})
        return tuple(_code(number, line) for number, line in enumerate(lines, 1))

    def forwarding(self) -> Forwarding:
        return Forwarding(self.cleaned_data["text"], self.cleaned_data["codes"])


def as_initial(kept: Forwarding) -> dict[str, str]:
    lines = [f"{code.label} | {code.begins} | {code.ends}" for code in kept.codes]
    return {"text": kept.text, "codes": "\n".join(lines)}


def _code(number: int, line: str) -> Code:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 3 or not parts[0] or len(parts[0]) > LONGEST_LABEL:
        raise forms.ValidationError(
            _("Line %(n)s: write a name, | and the two codes, like Verizon | *72{number} | *73.")
            % {"n": number}
        )
    for code in parts[1:]:
        if not is_code(code):
            raise forms.ValidationError(
                _("Line %(n)s: %(code)s can’t be dialled. Use digits, *, # and {number}.")
                % {"n": number, "code": code[:30] or "–"}
            )
    return Code(*parts)
