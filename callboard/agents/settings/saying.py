"""How long it takes to say something."""

from unicodedata import east_asian_width

# Unhurried, on the telephone.
WORDS_A_MINUTE = 160
# What has no spaces takes its time too: a number, an address, a long word.
CHARACTERS_A_SECOND = 15
# Chinese, Japanese and Korean are written a syllable a character, most without spaces.
SYLLABLES_A_SECOND = 7
# Longer than this, and callers begin to talk into it.
LONGEST_GREETING_SECONDS = 20


def seconds_to_say(text: str) -> int:
    """About: by its words, or by its characters where those take longer. At least one for
    anything.
    """
    words = text.split()
    characters = "".join(words)
    syllables = sum(east_asian_width(one) in "WF" for one in characters)
    letters = len(characters) - syllables
    took = max(
        len(words) * 60 / WORDS_A_MINUTE,
        letters / CHARACTERS_A_SECOND + syllables / SYLLABLES_A_SECOND,
    )
    return max(1, round(took)) if words else 0
