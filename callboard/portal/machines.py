"""Who opens a link: a person, or a mail program that checks it first. Only the timeline's words
depend on it.
"""

import re

_SCANNER = re.compile(
    r"bot\b|crawl|spider|scan|preview|proofpoint|mimecast|barracuda|safelinks|urldefense|"
    r"python-|curl/|wget/|go-http|java/|headlesschrome|^$",
    re.IGNORECASE,
)


def is_machine(method: str, user_agent: str) -> bool:
    return method != "GET" or _SCANNER.search(user_agent) is not None
