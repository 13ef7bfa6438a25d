"""What became of a brand's colour, in words for the person who chose it."""

from django.utils.translation import gettext as _

from callboard.agencies.brand.colour import tokens
from callboard.agencies.brand.shade import Shade, contrast


def contrast_notes(colour: str) -> list[str]:
    """One sentence a finding. Nothing ever "fails": what could not be read was moved."""
    made = tokens(colour)
    light, dark = made.light, made.dark
    ratio = f"{contrast(light['brand-solid'], light['on-brand']):.1f}"
    words = {"name": _name(made.colour), "hex": light["brand-solid"], "ratio": ratio}
    if light["on-brand"] != "#ffffff":
        first = _("Your %(name)s is too light for white text, so button text is dark: %(ratio)s:1.")
    elif light["brand-solid"] == made.colour:
        first = _("Button text is white on your colour: %(ratio)s:1, good.")
    else:
        first = _(
            "Buttons use a darker shade (%(hex)s), so white text can be read: %(ratio)s:1, good."
        )
    notes = [first % words]
    if contrast(light["brand-solid-edge"], light["brand-solid"]) > 1.2:
        notes.append(
            _("Buttons have a darker edge (%s), so they stand out from the page.")
            % light["brand-solid-edge"]
        )
    if light["brand-text"] != made.colour:
        notes.append(
            _("Links use a darker shade of your colour (%s) so they can be read.")
            % light["brand-text"]
        )
    if dark["brand-text"] != made.colour:
        notes.append(_("In dark mode links use a lighter shade (%s).") % dark["brand-text"])
    return notes


def _name(colour: str) -> str:
    """The everyday word for a colour, by its OKLCH hue."""
    shade = Shade.of(colour)
    if shade.chroma < 0.03:
        return _("colour")
    hues = {
        48: _("red"),
        80: _("orange"),
        118: _("yellow"),
        165: _("green"),
        215: _("teal"),
        280: _("blue"),
        325: _("violet"),
    }
    if shade.hue < 12:
        return _("pink")
    return next((name for limit, name in hues.items() if shade.hue < limit), _("pink"))
