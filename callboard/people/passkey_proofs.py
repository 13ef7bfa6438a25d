"""What browsers answer about passkeys, verified (WebAuthn level 3): made for this agency's host, at
its own address, by somebody whom the device knows.

The library reads bytes of anybody's making; whatever it raises is a refusal."""

from dataclasses import dataclass

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    parse_authentication_credential_json,
    parse_registration_credential_json,
)
from webauthn.helpers.structs import (
    AuthenticationCredential,
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from callboard.agencies.models import Agency
from callboard.people.models import Passkey
from callboard.people.passkey_challenges import LIFE, Challenge

LONGEST = 20_000
_TIMEOUT_MS = int(LIFE.total_seconds() * 1000)


class PasskeyRefused(Exception):
    """No proof: made up, of another host, without the device's lock, unknown, or a copy."""


@dataclass(frozen=True, slots=True)
class Made:
    """A new key pair's public half, and what its device said of it."""

    credential_id: str
    public_key: bytes
    sign_count: int
    transports: tuple[str, ...]
    backed_up: bool
    host: str


@dataclass(frozen=True, slots=True)
class Used:
    sign_count: int
    backed_up: bool


def options_to_make(
    agency: Agency, challenge: Challenge, *, email: str, name: str, but: list[Passkey]
) -> str:
    """JSON for `navigator.credentials.create`; devices that keep one of `but` make no second."""
    return options_to_json(
        generate_registration_options(
            rp_id=agency.host,
            rp_name=agency.name,
            user_id=challenge.user_id.encode(),
            user_name=email,
            user_display_name=name or email,
            challenge=challenge.bytes,
            timeout=_TIMEOUT_MS,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED,
                require_resident_key=True,
                user_verification=UserVerificationRequirement.REQUIRED,
            ),
            exclude_credentials=[
                PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.credential_id))
                for one in but
            ],
        )
    )


def options_to_use(agency: Agency, challenge: Challenge) -> str:
    """JSON for `navigator.credentials.get`. It names no passkey, so it tells of nobody."""
    return options_to_json(
        generate_authentication_options(
            rp_id=agency.host,
            challenge=challenge.bytes,
            timeout=_TIMEOUT_MS,
            user_verification=UserVerificationRequirement.REQUIRED,
        )
    )


def made(agency: Agency, answer: str, challenge: Challenge) -> Made:
    """Raises `PasskeyRefused`."""
    try:
        credential = parse_registration_credential_json(_short(answer))
        proof = verify_registration_response(
            credential=credential,
            expected_challenge=challenge.bytes,
            expected_rp_id=agency.host,
            expected_origin=agency.base_url,
            require_user_verification=True,
        )
    except Exception as fault:
        raise PasskeyRefused(type(fault).__name__) from None
    if len(proof.credential_id) > 1023:
        raise PasskeyRefused("too long")
    return Made(
        credential_id=bytes_to_base64url(proof.credential_id),
        public_key=proof.credential_public_key,
        sign_count=proof.sign_count,
        transports=tuple(one.value for one in credential.response.transports or ()),
        backed_up=proof.credential_backed_up,
        host=agency.host,
    )


def parsed(answer: str) -> AuthenticationCredential:
    """Raises `PasskeyRefused`."""
    try:
        return parse_authentication_credential_json(_short(answer))
    except Exception as fault:
        raise PasskeyRefused(type(fault).__name__) from None


def used(
    agency: Agency, credential: AuthenticationCredential, challenge: Challenge, by: Passkey
) -> Used:
    """Whether the count went backwards is for the caller to decide. Raises `PasskeyRefused`."""
    try:
        proof = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge.bytes,
            expected_rp_id=agency.host,
            expected_origin=agency.base_url,
            credential_public_key=bytes(by.public_key),
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except Exception as fault:
        raise PasskeyRefused(type(fault).__name__) from None
    handle = credential.response.user_handle
    if handle is not None and handle != by.user.public_id.encode():
        raise PasskeyRefused("of somebody else")
    return Used(proof.new_sign_count, proof.credential_backed_up)


def _short(answer: str) -> str:
    if len(answer) > LONGEST:
        raise PasskeyRefused("too long")
    return answer
