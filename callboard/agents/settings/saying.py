"""How long it takes to say something."""

# Unhurried, on the telephone.
WORDS_A_MINUTE = 160
# Longer than this, and callers begin to talk into it.
LONGEST_GREETING_SECONDS = 20


def seconds_to_say(text: str) -> int:
    """About. At least one for anything."""
    words = len(text.split())
    return max(1, round(words * 60 / WORDS_A_MINUTE)) if words else 0
