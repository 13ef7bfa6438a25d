"""The fake Stripe of the demo, on the demo's own address: the API that the product asks, and the
pages where somebody pays.
"""

import json
from functools import cache
from pathlib import Path

from csp.decorators import csp
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from callboard.demo.fake_stripe import api, pages
from callboard.demo.fake_stripe.accounts import Accounts
from callboard.demo.fake_stripe.book import Refusal
from callboard.tenancy.audience import public

# From a card's form the way leads back to whichever agency's host it began on.
_LOOK = csp(
    {
        "default-src": ["'none'"],
        "style-src": ["'unsafe-inline'"],
        "form-action": ["'self'", "http://*.localhost:*"],
    }
)


@cache
def accounts() -> Accounts:
    return Accounts(book_file(), f"{settings.PUBLIC_URL}/demo/stripe")


def book_file() -> Path:
    return Path(settings.DATA_DIR) / "fake-stripe.json"


@csrf_exempt
@require_http_methods(["GET", "POST"])
@public
def answer(request: HttpRequest, path: str) -> HttpResponse:
    asked = api.nested(
        [(name, str(value)) for name, value in (request.GET or request.POST).items()]
    )
    book, key = accounts().of_key(request.headers.get("Authorization", "").removeprefix("Bearer "))
    once = request.headers.get("Idempotency-Key", "")
    try:
        told = api.answer(book, str(request.method), f"/v1/{path}", asked, key=key, once=once)
    except Refusal as refusal:
        return JsonResponse(refusal.body, status=refusal.status)
    return HttpResponse(json.dumps(told), content_type="application/json")


@csrf_exempt
@require_http_methods(["GET", "POST"])
@_LOOK  # type: ignore[arg-type]  # its type knows no view with arguments
@public
def page(request: HttpRequest, path: str) -> HttpResponse:
    asked = {name: str(value) for name, value in (request.POST or request.GET).items()}
    book = accounts().of_thing(path.partition("/")[2].partition("/")[0])
    status, headers, body = pages.answer(book, str(request.method), f"/{path}", asked)
    return HttpResponse(body, status=status, headers=headers)
