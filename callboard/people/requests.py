"""What a request says about where it comes from."""

from django.conf import settings
from django.http import HttpRequest

from callboard.audit.actor import Actor
from callboard.people.person import Person


def client_ip(request: HttpRequest) -> str:
    """The caller's address, counted from the right over as many proxies as the operator runs.

    Everything further left in X-Forwarded-For is the caller's own claim.
    """
    peer: str = request.META.get("REMOTE_ADDR", "")
    hops = settings.TRUSTED_PROXY_COUNT
    if hops == 0:
        return peer
    chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    chain = [part for part in chain if part]
    return chain[-hops] if len(chain) >= hops else peer


def user_agent(request: HttpRequest) -> str:
    return str(request.headers.get("User-Agent", ""))[:300]


def actor_of(request: HttpRequest) -> Actor:
    """The signed-in person, else whoever holds a link."""
    facts = {
        "ip": client_ip(request),
        "user_agent": user_agent(request),
        "request_id": getattr(request, "request_id", ""),
    }
    person = getattr(request, "person", None)
    if isinstance(person, Person):
        return person.actor(**facts)
    return Actor("link", **facts)
