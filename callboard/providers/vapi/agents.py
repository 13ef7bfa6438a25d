"""Which agent took the call: its possible external ids, and what it is called."""

from callboard.providers.fields import at, identifier, line, objects
from callboard.providers.vapi.message import Message

MOST_ACTIVATIONS = 20

_read_id = identifier(120)


def references(message: Message) -> tuple[str, ...]:
    """Most specific first: the assistant, those a squad handed the call to, the squad, our phone
    number.

    A transient assistant has no id at all, so that only its squad or number tells whose call it is.
    """
    found = [
        message.first(_read_id, "call.assistantId"),
        message.first(_read_id, "call.assistant.id"),
        message.first(_read_id, "assistant.id"),
        *(_read_id(at(one, "assistantId")) for one in _activations(message)),
        message.first(_read_id, "call.squadId"),
        message.first(_read_id, "call.phoneNumberId", "phoneNumber.id", "call.phoneNumber.id"),
    ]
    return tuple(dict.fromkeys(one for one in found if one is not None))


def described(message: Message) -> dict[str, str]:
    """What the agency may be shown of the assistant: nothing but its name and version."""
    read_name = line(120)
    name = message.first(read_name, "assistant.name", "call.assistant.name")
    if name is None:
        names = (read_name(at(one, "assistantName")) for one in _activations(message))
        name = next(filter(None, names), None)
    version = message.first(line(40), "assistantVersion")
    facts = {"agent_name": name, "agent_version": version}
    return {key: value for key, value in facts.items() if value is not None}


def _activations(message: Message) -> list[dict[str, object]]:
    found = message.first(
        objects, "artifact.assistantActivations", "call.artifact.assistantActivations"
    )
    return [dict(one) for one in (found or [])[:MOST_ACTIVATIONS]]
