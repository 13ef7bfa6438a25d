"""What happens in the fake Stripe: a period ends, an invoice is finished, paid, given back."""

import hmac
import json
import secrets
import threading
from contextlib import suppress
from typing import Any
from urllib.request import Request, urlopen

from callboard.demo.fake_stripe.book import Book, Thing
from callboard.demo.fake_stripe.shapes import shaped


def draft(book: Book, subscription: Thing, **facts: Any) -> Thing:
    """The invoice of a subscription's next period, as it is when the one before has ended."""
    price = book.things["price"][subscription["price"]]
    line = {"description": "1 × Front Desk", "amount": price["unit_amount"]}
    given = {
        "customer": subscription["customer"],
        "subscription": subscription["id"],
        "billing_reason": "subscription_cycle",
        "status": "draft",
        "currency": price["currency"],
        "number": None,
        "due_date": None,
        "effective_at": None,
        "status_transitions": {},
        "lines": [line],
    }
    return book.put("invoice", **{**given, **facts})


def finish(book: Book, invoice: Thing, number: str) -> None:
    at = int(book.clock())
    invoice |= {"status": "open", "number": number, "effective_at": at}
    book.save()


def pay(book: Book, invoice: Thing) -> Thing:
    at, total = int(book.clock()), shaped(book, invoice)["total"]
    charge = book.put(
        "charge",
        customer=invoice["customer"],
        amount=total,
        amount_refunded=0,
        currency=invoice["currency"],
        payment_intent=None,
        **({"invoice": invoice["id"]} if book.is_old else {}),
    )
    invoice |= {"status": "paid", "paid_by": charge["id"]}
    invoice["status_transitions"] = {"paid_at": at}
    book.save()
    return charge


def change_card(book: Book, customer: Thing, brand: str, last4: str) -> None:
    card = book.put("payment_method", type="card", card={"brand": brand, "last4": last4})
    customer["card"] = card["id"]
    book.save()


def event(book: Book, kind: str, about: Thing, **facts: Any) -> Thing:
    return {
        "id": f"evt_{secrets.token_hex(8)}",
        "object": "event",
        "api_version": "2024-06-20" if book.is_old else "2026-10-28.endive",
        "created": int(book.clock()),
        "livemode": False,
        "type": kind,
        "data": {"object": shaped(book, about)},
        **facts,
    }


def signature(body: bytes, *signing: str, at: int) -> str:
    """The header, with one `v1` for each secret."""
    signed = str(at).encode() + b"." + body
    made = [hmac.digest(secret.encode(), signed, "sha256").hex() for secret in signing]
    return ",".join([f"t={at}", *(f"v1={one}" for one in made)])


def tell(book: Book, kind: str, about: Thing) -> None:
    """Posts the event in the background, where a hook is known."""
    if not book.hook:
        return
    body = json.dumps(event(book, kind, about)).encode()
    header = signature(body, book.hook["secret"], at=int(book.clock()))

    def post() -> None:
        headers = {"Stripe-Signature": header, "Content-Type": "application/json"}
        asked = Request(book.hook["url"], body, headers)  # noqa: S310 - the demo's own address
        # Nobody may be there to be told; the daily look finds out.
        with suppress(OSError), urlopen(asked, timeout=10):  # noqa: S310
            return

    threading.Thread(target=post, daemon=True).start()


def paper(told: Thing) -> bytes:
    """A PDF of one line, written by hand: enough to be one."""
    words = f"Invoice {told['number']}   {told['total'] / 100:.2f} {told['currency'].upper()}"
    drawn = f"BT /F1 18 Tf 72 760 Td ({words}) Tj ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        "/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    text, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(text)}\n%%EOF\n"
    return (text + end).encode("latin-1", "replace")
