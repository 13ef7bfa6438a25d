"""The characters a mail can hold. Its HTML is made from XML, which has no place for control
characters, for half a surrogate pair and for two that are none.
"""

import re

# Word's soft line break, and a page's end: who pastes one means a new line.
_BREAKS = re.compile(r"[\x0b\x0c]")
_UNHELD = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def mailable(text: str) -> str:
    """The text without what no mail can hold."""
    return _UNHELD.sub("", _BREAKS.sub("\n", text))
