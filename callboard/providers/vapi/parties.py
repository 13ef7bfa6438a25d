"""Who talked to whom. Vapi names no direction and no from and to: they follow from the type."""

from dataclasses import dataclass

from callboard.providers.events import Channel, Direction
from callboard.providers.fields import line
from callboard.providers.vapi.message import Message

CALL_TYPES: dict[str, tuple[Channel, Direction | None]] = {
    "inboundPhoneCall": (Channel.PHONE, Direction.INBOUND),
    "outboundPhoneCall": (Channel.PHONE, Direction.OUTBOUND),
    "webCall": (Channel.WEB, None),
    "vapi.websocketCall": (Channel.OTHER, None),
}

_read_number = line(60)


@dataclass(frozen=True, slots=True)
class Parties:
    channel: Channel | None
    direction: Direction | None
    from_number: str | None
    to_number: str | None
    caller_name: str | None
    transfer_to: str | None


def parties(message: Message) -> Parties:
    """Without a call type the customer is taken as the one who called, and the direction stays
    unknown.
    """
    kind = message.first(line(40), "call.type")
    channel, direction = CALL_TYPES.get(kind or "", (None, None))
    customer = _number(message, "customer", "call.customer")
    ours = _number(message, "phoneNumber", "call.phoneNumber")
    outbound = direction is Direction.OUTBOUND
    return Parties(
        channel=channel,
        direction=direction,
        from_number=ours if outbound else customer,
        to_number=customer if outbound else ours,
        caller_name=message.first(line(120), "customer.name", "call.customer.name"),
        transfer_to=_number(message, "destination", "call.destination"),
    )


def _number(message: Message, *places: str) -> str | None:
    return message.first(_read_number, *(f"{place}.number" for place in places)) or message.first(
        _sip_user, *(f"{place}.sipUri" for place in places)
    )


def _sip_user(value: object) -> str | None:
    """The part of a SIP address before the @: the host behind it gives the provider away."""
    address = line(200)(value)
    if address is None:
        return None
    _, _, rest = address.rpartition("sip:")
    user, separator, _ = rest.partition("@")
    return _read_number(user) if separator else None
