"""What the agencies of the demo made of three fields that their provider's model fills in."""

MEANINGS = [
    {"field": "reason", "value": value, "means": value}
    for value in ("message", "question", "call_back", "spam")
] + [
    {"field": "urgent", "value": "true", "means": "urgent"},
    {"field": "topic", "value": "", "means": "reason"},
]
