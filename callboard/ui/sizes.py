"""Sizes of files as people say them."""

from babel.numbers import format_decimal

from callboard.ui.zones import locale

_UNITS = ("kB", "MB", "GB", "TB")


def file_size(count: int) -> str:
    """ "0 kB", "412 kB", "1.2 GB": of a thousand each, as disks are sold and shown."""
    size, unit = count / 1000, 0
    while size >= 999.5 and unit < len(_UNITS) - 1:
        size, unit = size / 1000, unit + 1
    pattern = "0.#" if unit and size < 9.95 else "0"
    return f"{format_decimal(size, pattern, locale=locale())} {_UNITS[unit]}"
