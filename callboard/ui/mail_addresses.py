"""Mail addresses where there is little room."""

import re

from markupsafe import Markup

_PLACES = re.compile(r"(?<=@)|(?<!^)(?<!@)(?=\.)")


def parted(address: str) -> Markup:
    """Keeps to one line where it fits one; else it breaks after the @ and before a dot."""
    if not address:
        return Markup()
    return Markup('<span class="mail-address">{}</span>').format(
        Markup("<wbr>").join(_PLACES.split(address))
    )
