"""What no client may read: the product's name, a provider's, a cost, a code."""

import re

_WORDS = re.compile(
    r"callboard|vapi|retell|elevenlabs|openai|twilio|django|fpdf|assistant-\d|\bcosts?\b|0\.1234",
    re.I,
)
# Drawn by chance, they say anything in the end.
_TOKENS = re.compile(r"[\w+-]{40,}")


def forbidden(text: str) -> list[str]:
    """Such words in a page, a mail or a file, as they stand there."""
    return _WORDS.findall(_TOKENS.sub("", text))
