"""Is this request Vapi's? Vapi proves nothing by default; whoever connects it chooses one of these
ways.
"""

import hmac

from callboard.providers.adapter import AuthMode, ConnectionSecrets, SignedRequest
from callboard.providers.events import SignatureRefused
from callboard.providers.signature import check_signature


def verify(request: SignedRequest, secrets: ConnectionSecrets) -> None:
    """`SignatureRefused` unless one of the connection's secrets proves the request. No secret:
    everything is refused.
    """
    usable = tuple(secret for secret in secrets.secrets if secret and secret.strip())
    if not usable:
        raise SignatureRefused("This connection has no secret, so nothing can be proved.")
    match secrets.mode:
        case AuthMode.BEARER:
            _check_shared(_bearer_token(request, secrets.header_name), usable)
        case AuthMode.SECRET:
            _check_shared(request.header("X-Vapi-Secret"), usable)
        case AuthMode.HEADER:
            if not secrets.header_name.strip():
                raise SignatureRefused("This connection names no header to look at.")
            _check_shared(request.header(secrets.header_name), usable)
        case AuthMode.HMAC:
            check_signature(request, usable, secrets.hmac)
        case _:
            raise SignatureRefused("This connection's way of proof is not known.")


def _bearer_token(request: SignedRequest, header_name: str) -> str:
    """The token without its scheme. Vapi lets the header and its prefix be chosen; in Authorization
    the scheme must stand.
    """
    name = header_name.strip() or "Authorization"
    value = request.header(name)
    scheme, _, token = value.partition(" ")
    if scheme.lower() == "bearer":
        return token.strip()
    return "" if name.lower() == "authorization" else value


def _check_shared(presented: str, secrets: tuple[str, ...]) -> None:
    if not presented:
        raise SignatureRefused("The secret is missing.")
    # Every secret is compared, so that time tells neither which one matched nor how far.
    matches = [hmac.compare_digest(_raw(presented), secret.strip().encode()) for secret in secrets]
    if not any(matches):
        raise SignatureRefused("The secret is wrong.")


def _raw(value: str) -> bytes:
    """The bytes that were sent: WSGI hands headers over as Latin-1 text."""
    try:
        return value.encode("latin-1")
    except UnicodeEncodeError:
        return value.encode("utf-8", "surrogatepass")
