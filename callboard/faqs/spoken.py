"""How long a text takes to say."""

import math

from django.utils.translation import ngettext

# As assistants speak, with the short stops between sentences.
WORDS_A_SECOND = 2.5


def seconds(text: str) -> int:
    return math.ceil(len(text.split()) / WORDS_A_SECOND)


def in_words(text: str) -> str:
    """ "about 18 seconds to say", or "" of nothing."""
    count = seconds(text)
    words = ngettext("about %(n)s second to say", "about %(n)s seconds to say", count)
    return words % {"n": count} if count else ""
