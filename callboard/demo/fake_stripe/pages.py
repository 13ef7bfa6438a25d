"""Stripe's own pages, as far as somebody meets them: where an invoice is paid, and where a card is
changed."""

from html import escape
from urllib.parse import urlsplit

from callboard.demo.fake_stripe import acts
from callboard.demo.fake_stripe.book import Book, Refusal
from callboard.demo.fake_stripe.shapes import shaped

Answer = tuple[int, dict[str, str], bytes]

_CARDS = (("visa", "4242"), ("mastercard", "4444"), ("amex", "0005"))
_HEAD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width"><style>
body{{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:4rem auto;padding:0 1rem}}
button{{font:inherit;font-weight:600;width:100%;padding:.7rem;border:0;border-radius:.4rem;
background:#635bff;color:#fff;cursor:pointer}}select{{font:inherit;width:100%;padding:.6rem}}
.big{{font-size:2rem;font-weight:600;margin:.2rem 0}}small{{color:#56606f}}</style></head><body>
<p><small>This page plays Stripe’s part in the demo. No money moves.</small></p>"""


def answer(book: Book, method: str, path: str, asked: dict[str, str]) -> Answer:
    kind, _slash, rest = path.strip("/").partition("/")
    own_id, _slash, what = rest.partition("/")
    try:
        if kind == "pay" and what == "pdf":
            return _pdf(book, own_id)
        if kind == "pay":
            return _pay(book, method, own_id)
        if kind == "card":
            return _card(book, method, own_id, asked)
    except Refusal as refusal:
        return _page(refusal.status, "Not found", "<p>There is nothing here.</p>")
    return _page(404, "Not found", "<p>There is nothing here.</p>")


def _pay(book: Book, method: str, own_id: str) -> Answer:
    one = book.get("invoice", own_id)
    if method == "POST" and one["status"] == "open":
        acts.pay(book, one)
        acts.tell(book, "invoice.paid", one)
    told = shaped(book, one)
    total = f"{told['total'] / 100:,.2f} {told['currency'].upper()}"
    lines = "".join(f"<li>{escape(line['description'])}</li>" for line in told["lines"]["data"])
    state = {"paid": "<p><b>Paid. Thank you.</b> You can close this page.</p>"}.get(
        one["status"], '<form method="post"><button>Pay with card ending in 4242</button></form>'
    )
    words = f"<p>Invoice {escape(one['number'])}</p><p class=big>{total}</p><ul>{lines}</ul>{state}"
    return _page(200, f"Invoice {one['number']}", words)


def _card(book: Book, method: str, own_id: str, asked: dict[str, str]) -> Answer:
    one = book.get("customer", own_id)
    back = asked.get("back", "")
    if method == "POST":
        brand, last4 = next(card for card in _CARDS if card[1] == asked.get("card", "4242"))
        acts.change_card(book, one, brand, last4)
        acts.tell(book, "customer.updated", one)
        return 303, {"Location": _local(back)}, b""
    cards = "".join(f"<option value={last4}>{brand} …{last4}</option>" for brand, last4 in _CARDS)
    form = (
        f'<form method="post"><input type="hidden" name="back" value="{escape(_local(back))}">'
        f'<p><label>Card<select name="card">{cards}</select></label></p>'
        "<button>Save card</button></form>"
    )
    return _page(200, "Card", f"<p class=big>Change the card</p>{form}")


def _pdf(book: Book, own_id: str) -> Answer:
    told = shaped(book, book.get("invoice", own_id))
    return 200, {"Content-Type": "application/pdf"}, acts.paper(told)


def _local(address: str) -> str:
    """Nowhere else: the demo sends nobody away."""
    host = urlsplit(address).hostname or ""
    here = host in ("localhost", "127.0.0.1") or host.endswith(".localhost")
    return address if here else "/"


def _page(status: int, title: str, words: str) -> Answer:
    html = _HEAD.format(title=escape(title)) + words
    return status, {"Content-Type": "text/html; charset=utf-8"}, html.encode()
