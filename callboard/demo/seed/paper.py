"""An invoice as somebody else's bookkeeping would print it."""

from fpdf import FPDF


def paper(seller: str, buyer: str, number: str, total: int) -> bytes:
    """A PDF of one page; `total` in cents."""
    sheet = FPDF(format="letter")
    for tell in (sheet.set_producer, sheet.set_creator, sheet.set_author):
        tell(seller)
    sheet.set_title(f"Invoice {number}")
    sheet.add_page()
    sheet.set_font("Times", "B", 20)
    sheet.cell(0, 12, seller, new_x="LMARGIN", new_y="NEXT")
    sheet.set_font("Times", "", 12)
    for line in (f"Invoice {number}", f"For {buyer}", f"Total ${total / 100:,.2f}"):
        sheet.cell(0, 8, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(sheet.output() or b"")
