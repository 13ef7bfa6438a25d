"""What one page leaves for the next one to say, in a cookie like our others."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core import signing
from django.http import HttpRequest


class NoticeCookie(CookieStorage):
    """Bound to its host: what one agency's portal wrote, no other one says."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.cookie_name = f"{settings.COOKIE_PREFIX}messages"
        self.signer = signing.get_cookie_signer(salt=f"messages:{request.get_host()}")
