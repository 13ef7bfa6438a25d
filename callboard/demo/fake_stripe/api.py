"""What can be asked of the fake Stripe, by method and address."""

import re
from typing import Any

from callboard.demo.fake_stripe.book import Book, Refusal, Thing
from callboard.demo.fake_stripe.shapes import shaped

_LISTS = {
    "customers": "customer",
    "subscriptions": "subscription",
    "invoices": "invoice",
    "invoiceitems": "invoiceitem",
    "charges": "charge",
}
# What a restricted key is asked for, by the first word of the address.
_RIGHTS = {
    "customers": "rak_customer",
    "subscriptions": "rak_subscription",
    "invoices": "rak_invoice",
    "invoiceitems": "rak_invoice",
    "charges": "rak_charge",
    "account": "rak_accounts",
}
_PART = re.compile(r"\[([^\]]*)\]")


def answer(book: Book, method: str, path: str, asked: Thing, *, key: str, once: str = "") -> Thing:
    """Raises `Refusal`."""
    _check(book, method, path, key)
    name, _slash, own_id = path.removeprefix("/v1/").partition("/")
    if path == "/v1/account":
        return book.account
    if method == "GET" and name in _LISTS:
        kind = _LISTS[name]
        if own_id:
            return shaped(book, book.get(kind, own_id))
        return _list(book, kind, asked)
    if method == "DELETE" and name == "invoiceitems":
        return _delete_item(book, own_id)
    makers = {
        "customers": _make_customer,
        "invoiceitems": _make_item,
        "prices": _make_price,
        "subscriptions": _make_subscription,
        "billing_portal/sessions": _make_session,
    }
    maker = makers.get(path.removeprefix("/v1/")) if method == "POST" else None
    if maker is None:
        raise Refusal(404, f"Unrecognized request URL ({method}: {path}).")
    return book.once(once, asked, lambda: maker(book, asked))


def _check(book: Book, method: str, path: str, key: str) -> None:
    if key not in book.keys:
        raise Refusal(401, f"Invalid API Key provided: {key[:8]}****{key[-4:]}")
    name = path.removeprefix("/v1/").partition("/")[0]
    right = _RIGHTS.get(name, f"rak_{name}") + ("_read" if method == "GET" else "_write")
    if right in book.keys[key]:
        raise Refusal(
            403,
            "The provided key does not have the required permissions for this endpoint. "
            f"Having the '{right}' permission would allow this request to continue.",
        )


def _list(book: Book, kind: str, asked: Thing) -> Thing:
    if "customer" in asked:
        book.get("customer", asked["customer"])
        found = book.of_customer(kind, asked["customer"])
    else:
        found = list(reversed(book.things[kind].values()))
    if "email" in asked:
        found = [one for one in found if one.get("email") == asked["email"]]
    some = found[: int(asked.get("limit", 10))]
    return {"object": "list", "data": [shaped(book, one) for one in some], "has_more": False}


def _make_customer(book: Book, asked: Thing) -> Thing:
    kept = {key: asked.get(key, "") for key in ("name", "email")}
    return shaped(book, book.put("customer", **kept, metadata=asked.get("metadata", {})))


def _make_item(book: Book, asked: Thing) -> Thing:
    invoice = asked.get("invoice")
    if invoice and book.get("invoice", invoice)["status"] != "draft":
        raise Refusal(400, "This invoice is not a draft.", code="invoice_not_editable")
    facts = {key: asked[key] for key in ("customer", "currency", "description")}
    more = {"amount": int(asked["amount"]), "metadata": asked.get("metadata", {})}
    return book.put("invoiceitem", **facts, **more, invoice=invoice)


def _delete_item(book: Book, own_id: str) -> Thing:
    invoice = book.get("invoiceitem", own_id).get("invoice")
    if invoice and book.get("invoice", invoice)["status"] != "draft":
        raise Refusal(400, "This invoice is not a draft.", code="invoice_not_editable")
    del book.things["invoiceitem"][own_id]
    return {"id": own_id, "object": "invoiceitem", "deleted": True}


def _make_price(book: Book, asked: Thing) -> Thing:
    return book.put(
        "price",
        currency=asked["currency"],
        unit_amount=int(asked["unit_amount"]),
        recurring={"interval_count": 1, "usage_type": "licensed", **asked["recurring"]},
    )


def _make_subscription(book: Book, asked: Thing) -> Thing:
    starts = int(asked.get("billing_cycle_anchor", book.clock()))
    made = book.put(
        "subscription",
        customer=book.get("customer", asked["customer"])["id"],
        status="active",
        price=book.get("price", asked["items"]["0"]["price"])["id"],
        starts=int(book.clock()),
        ends=starts,
        collection_method=asked.get("collection_method", "charge_automatically"),
        cancel_at=None,
        cancel_at_period_end=False,
    )
    return shaped(book, made)


def _make_session(book: Book, asked: Thing) -> Thing:
    customer = book.get("customer", asked["customer"])["id"]
    done = asked.get("flow_data", {}).get("after_completion", {}).get("redirect", {})
    return {
        "object": "billing_portal.session",
        "url": f"{book.base}/card/{customer}?back={done.get('return_url', asked['return_url'])}",
    }


def nested(pairs: list[tuple[str, str]]) -> Thing:
    """`a[b][c]=1` as Stripe's clients send it."""
    found: Thing = {}
    for name, value in pairs:
        keys = [name.partition("[")[0], *_PART.findall(name)]
        node: Any = found
        for key in keys[:-1]:
            node = node.setdefault(key, {})
        node[keys[-1]] = value
    return found
