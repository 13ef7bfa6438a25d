"""Whether the installation lives and works, for machines: no secrets, on any host."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from callboard.tenancy.audience import operator
from callboard.worker import lag, standing


@require_safe
@operator
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@require_safe
@operator
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when all parts work, else 503; with how much is waiting."""
    checks = {name: _asked(check) for name, check in standing.CHECKS.items()}
    ready = all(answer == "ok" for answer in checks.values())
    body: dict[str, Any] = {"status": "ok" if ready else "unavailable", "checks": checks}
    if checks["database"] == checks["migrations"] == "ok":
        body |= lag.numbers()
    return JsonResponse(body, status=200 if ready else 503)


def _asked(check: Callable[[], str]) -> str:
    """A check that breaks is an answer too."""
    try:
        return check() or "ok"
    except Exception as fault:
        return f"failed: {type(fault).__name__}"
