"""Objects as they go over the wire: with what was asked to be there whole, and in either of the
API's shapes, from before or since "basil"."""

from typing import Any

from callboard.demo.fake_stripe.book import Book, Thing


def customer(book: Book, one: Thing) -> Thing:
    if one.get("deleted"):
        return {"id": one["id"], "object": "customer", "deleted": True}
    card = book.things["payment_method"].get(one.get("card", ""))
    told = {key: value for key, value in one.items() if key != "card"}
    return told | {"invoice_settings": {"default_payment_method": card}, "default_source": None}


def subscription(book: Book, one: Thing) -> Thing:
    price = book.things["price"][one["price"]]
    period = {"current_period_start": one["starts"], "current_period_end": one["ends"]}
    item: Thing = {"id": f"si_{one['id']}", "price": price, "quantity": 1}
    own = ("price", "starts", "ends")
    told = {key: value for key, value in one.items() if key not in own}
    told |= {"currency": price["currency"], "default_payment_method": None}
    if book.is_old:
        return told | period | {"items": {"object": "list", "data": [item]}}
    return told | {"items": {"object": "list", "data": [item | period]}}


def invoice(book: Book, one: Thing) -> Thing:
    own = ("subscription", "paid_by", "tax", "lines")
    told: Thing = {key: value for key, value in one.items() if key not in own}
    items = [item for item in book.things["invoiceitem"].values() if item["invoice"] == one["id"]]
    lines: list[Any] = [*one.get("lines", []), *items]
    tax = one.get("tax", 0)
    total = sum(line["amount"] for line in lines) + tax
    told |= {
        "lines": {"object": "list", "data": [_line(line) for line in lines]},
        "subtotal": total - tax,
        "total": total,
        "amount_due": max(0, total),
        "hosted_invoice_url": f"{book.base}/pay/{one['id']}" if one["number"] else None,
        "invoice_pdf": f"{book.base}/pay/{one['id']}/pdf" if one["number"] else None,
    }
    paid = one.get("paid_by")
    if book.is_old:
        more = {"subscription": one.get("subscription"), "tax": tax or None}
        return told | more | {"charge": paid, "paid": one["status"] == "paid"}
    details = {"subscription": one["subscription"]} if one.get("subscription") else None
    parent = {"type": "subscription_details", "subscription_details": details} if details else None
    payments = [{"payment": {"type": "charge", "charge": paid}}] if paid else []
    return told | {
        "parent": parent,
        "total_taxes": [{"amount": tax}] if tax else [],
        "payments": {"object": "list", "data": payments},
    }


def _line(line: Thing) -> Thing:
    return {"description": line["description"], "amount": line["amount"]}


def plain(_book: Book, one: Thing) -> Thing:
    return one


SHAPES = {"customer": customer, "subscription": subscription, "invoice": invoice}


def shaped(book: Book, one: Thing) -> Thing:
    return SHAPES.get(one["object"], plain)(book, one)
