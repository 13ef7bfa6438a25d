"""An invoice on paper: under the agency's own logo, name and colour, with nobody else's anywhere,
the file's own particulars included.
"""

from io import BytesIO

from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.enums import MethodReturnValue, XPos, YPos

from callboard.billing.models import Invoice, InvoiceSettings
from callboard.ui import print_font
from callboard.ui.money import money
from callboard.ui.times import long_day

_MARGIN = 18.0
_INK, _MUTED, _LINE = (23, 23, 28), (95, 98, 107), (222, 223, 228)
_LOGO_HEIGHT = 10.0
# How wide the column of sums is, and what is above and below the words of a line.
_SUMS, _GAP = 42.0, 2.0


def prepare() -> None:
    """The fonts, which take seconds to make once an installation: nobody may wait for a lock so
    long.
    """
    print_font.regular()
    print_font.bold()


def of(invoice: Invoice, settings: InvoiceSettings) -> bytes:
    """A4, as many pages as it takes. `invoice` comes with its client and agency."""
    paper = _Paper(invoice.client.agency.brand.colour)
    agency = invoice.client.agency
    for tell in (paper.set_producer, paper.set_creator, paper.set_author):
        tell(agency.name)
    paper.set_title(_("Invoice %(number)s") % {"number": invoice.number})
    paper.add_page()
    _head(paper, invoice)
    _lines(paper, invoice)
    _foot(paper, invoice, settings)
    return bytes(paper.output() or b"")


class _Paper(FPDF):
    def __init__(self, colour: str) -> None:
        super().__init__(format="A4")
        self.brand = tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
        for style, file in (("", print_font.regular()), ("B", print_font.bold())):
            self.add_font("Inter", style, file)
        self.set_margins(_MARGIN, _MARGIN, _MARGIN)
        self.set_auto_page_break(True, _MARGIN)
        self.c_margin = 0.0

    def write_down(
        self, text: str, *, size: float = 9.5, bold: bool = False, muted: bool = False
    ) -> None:
        """A paragraph over the whole width."""
        self.set_font("Inter", "B" if bold else "", size)
        self.set_text_color(*(_MUTED if muted else _INK))
        self._paragraph(0, size * 0.5, text)

    def pair(self, left: str, right: str, *, bold: bool = False, why: str = "") -> None:
        """What something is, and how much, with a hairline under it; never apart on two pages."""
        width = self.epw - _SUMS
        if self.will_page_break(self._pair_height(left, why, width, bold=bold)):
            self.add_page()
        top = self.get_y() + _GAP
        self.set_xy(self.l_margin, top)
        self._ink(bold=bold)
        self._paragraph(width, 5, left)
        if why:
            self._ink(muted=True)
            self._paragraph(width, 4, why)
        bottom = self.get_y()
        self._ink(bold=bold)
        self.set_xy(self.l_margin + width, top)
        self.cell(_SUMS, 5, right, align="R")
        self.set_y(bottom + _GAP)
        self.set_draw_color(*_LINE)
        self.line(self.l_margin, self.get_y(), self.w - self.r_margin, self.get_y())

    def _pair_height(self, left: str, why: str, width: float, *, bold: bool) -> float:
        self._ink(bold=bold)
        height = 2 * _GAP + self._height(width, 5, left)
        if why:
            self._ink(muted=True)
            height += self._height(width, 4, why)
        return height

    def _ink(self, *, bold: bool = False, muted: bool = False) -> None:
        self.set_font("Inter", "B" if bold else "", 8 if muted else 9.5)
        self.set_text_color(*(_MUTED if muted else _INK))

    def _paragraph(self, width: float, height: float, text: str) -> None:
        """Ragged: set to both edges, a few words stand far apart."""
        self.multi_cell(width, height, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _height(self, width: float, height: float, text: str) -> float:
        measured = MethodReturnValue.HEIGHT
        found = self.multi_cell(width, height, text, align="L", dry_run=True, output=measured)
        assert isinstance(found, int | float)
        return found


def _head(paper: _Paper, invoice: Invoice) -> None:
    agency, client = invoice.client.agency, invoice.client
    brand = agency.brand
    paper.set_fill_color(*paper.brand)
    paper.rect(0, 0, paper.w, 2.5, style="F")
    if brand.logo:
        width = _LOGO_HEIGHT * brand.logo_width / max(1, brand.logo_height)
        paper.image(BytesIO(bytes(brand.logo)), w=min(70, width), h=0)
        paper.ln(3)
    paper.write_down(agency.name, size=12, bold=True)
    for line in (agency.postal_address, agency.support_email):
        if line:
            paper.write_down(line, size=8.5, muted=True)
    paper.ln(9)
    paper.write_down(_("Invoice %(number)s") % {"number": invoice.number}, size=18, bold=True)
    paper.ln(3)
    paper.write_down(_("For %(name)s") % {"name": client.name}, bold=True)
    if client.contact_name:
        paper.write_down(client.contact_name, muted=True)
    paper.ln(2)
    if invoice.issued_on and invoice.due_on:
        dates = {"issued": long_day(invoice.issued_on), "due": long_day(invoice.due_on)}
        paper.write_down(_("Issued %(issued)s, due %(due)s") % dates, muted=True)
    paper.ln(7)


def _lines(paper: _Paper, invoice: Invoice) -> None:
    for line in invoice.lines:
        paper.pair(line["text"], money(line["amount"], invoice.currency), why=line["why"])
    if invoice.tax_name:
        paper.pair(_("Subtotal"), money(invoice.subtotal, invoice.currency))
        paper.pair(invoice.tax_name, money(invoice.tax, invoice.currency))
    paper.pair(_("Total"), money(invoice.total, invoice.currency), bold=True)


def _foot(paper: _Paper, invoice: Invoice, settings: InvoiceSettings) -> None:
    paper.ln(9)
    if invoice.pay_link and invoice.total:
        paper.write_down(_("Pay at %(address)s") % {"address": invoice.pay_link})
        paper.ln(3)
    if settings.details:
        paper.write_down(settings.details, size=8.5, muted=True)
