"""An uploaded PDF: known by its content, whatever its name and type say."""

from typing import BinaryIO

from django.utils.translation import gettext as _

LARGEST = 3_000_000
# Everything after the last of these is not of the document.
_END = b"%%EOF"
_NEAR_THE_END = 2048


class PdfRefused(ValueError):
    """Not usable as an invoice; the message is for the person who uploaded it."""


def read(file: BinaryIO, size: int) -> bytes:
    """Raises `PdfRefused`."""
    if size > LARGEST:
        raise PdfRefused(_("This file is larger than 3 MB. Choose a smaller PDF."))
    content = file.read(LARGEST + 1)
    if not content.startswith((b"%PDF-1.", b"%PDF-2.")):
        raise PdfRefused(_("This file is no PDF. Save the invoice as PDF and choose that file."))
    if _END not in content[-_NEAR_THE_END:]:
        raise PdfRefused(_("This PDF is cut off. Save it again and choose the new file."))
    return content
