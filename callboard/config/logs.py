"""What a log line may not carry: the secret part of an address."""

import logging
import re

# The first request of a link has its token in the path, and the path is in every log line about it.
_SECRET_PATH = re.compile(
    r"(/(?:invitation|reset-password|sign-in/email/link|setup|email-change|email-stop"
    r"|mails/(?:stop|end)/[a-z_-]+|hooks/[a-z0-9_-]+)/)[^/\s\"'?]{8,}"
)


def without_secrets(text: str) -> str:
    return _SECRET_PATH.sub(r"\1…", text)


class WithoutSecrets(logging.Filter):
    """Rewrites the finished message, and the traceback's text, before any handler writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_secrets(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = without_secrets(record.exc_text)
        return True
