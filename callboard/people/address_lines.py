"""Several addresses typed at once, one per line."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from callboard.agencies import addresses
from callboard.agencies.addresses import Address, InvalidAddress

# People paste lists with commas too.
_BETWEEN = re.compile(r"[\n,;]+")


class BadLines(ValueError):
    """`faults` are sentences for who typed it, one for each line that is no address."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def parse(text: str, *, most: int) -> list[Address]:
    """In the order typed, each once. Raises `BadLines`."""
    typed = [line.strip() for line in _BETWEEN.split(text.replace("\r", "\n")) if line.strip()]
    if len(typed) > most:
        words = ngettext("Enter at most %(n)s address.", "Enter at most %(n)s addresses.", most)
        raise BadLines([words % {"n": most}])
    found: dict[str, Address] = {}
    faults = []
    for number, line in enumerate(typed, 1):
        try:
            address = addresses.parse(line)
        except InvalidAddress as fault:
            names = {"number": number, "line": line[:80], "fault": fault}
            faults.append(_("Line %(number)s, “%(line)s”: %(fault)s") % names)
        else:
            found.setdefault(address.canonical, address)
    if faults:
        raise BadLines(faults)
    return list(found.values())
