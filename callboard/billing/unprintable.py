"""Letters that the paper of an invoice would leave blank: said before somebody sends it."""

from callboard.agencies.models import Agency
from callboard.billing import invoice_settings
from callboard.billing.models import Invoice
from callboard.ui import print_font

# As many as show which alphabet it is.
MOST = 12


def letters(invoice: Invoice, agency: Agency) -> str:
    """None of an uploaded invoice: its paper is the agency's own."""
    if invoice.is_uploaded:
        return ""
    client, details = invoice.client, invoice_settings.of(agency).details
    said = [agency.name, agency.postal_address, client.name, client.contact_name, details]
    said += [invoice.tax_name, *(line["text"] + line["why"] for line in invoice.lines)]
    return print_font.missing("".join(said))[:MOST]
