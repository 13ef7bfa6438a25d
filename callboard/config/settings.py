"""Django's settings. What an operator may set stands in `environment`."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from callboard.config import environment
from callboard.config.databases import database
from callboard.config.environment import (
    CALLBOARD_KEYS,
    DATA_DIR,
    DEBUG,
    DEMO,
    EMAIL_FROM,
    EMAIL_TIMEOUT,
    EMAIL_URL,
    FETCH_ALSO_ALLOWED,
    LIMITS_PER_NETWORK,
    MAIL_BACKOFF_SECONDS,
    PUBLIC_URL,
    RECORDING_BACKOFF_SECONDS,
    SECRET_KEY,
    STRIPE_API_BASE,
    TRUSTED_PROXY_COUNT,
)

__all__ = [
    "CALLBOARD_KEYS",
    "DATA_DIR",
    "DEBUG",
    "DEMO",
    "EMAIL_FROM",
    "EMAIL_TIMEOUT",
    "EMAIL_URL",
    "FETCH_ALSO_ALLOWED",
    "LIMITS_PER_NETWORK",
    "MAIL_BACKOFF_SECONDS",
    "PUBLIC_URL",
    "RECORDING_BACKOFF_SECONDS",
    "SECRET_KEY",
    "STRIPE_API_BASE",
    "TRUSTED_PROXY_COUNT",
]

PACKAGE = Path(__file__).resolve().parent.parent
SECURE = urlsplit(PUBLIC_URL).scheme == "https"

ALLOWED_HOSTS = ["*"]  # the first middleware answers 404 for a host that is no agency's
ROOT_URLCONF = "callboard.config.urls"
WSGI_APPLICATION = "callboard.config.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "callboard.ui",
    "callboard.tenancy",
    "callboard.limits",
    "callboard.audit",
    "callboard.agencies",
    "callboard.visibility",
    "callboard.billing",
    "callboard.mail",
    "callboard.people",
    "callboard.agents",
    "callboard.calls",
    "callboard.bookings",
    "callboard.notices",
    "callboard.providers",
    "callboard.examples",
    "callboard.payments",
    "callboard.faqs",
    "callboard.summaries",
    "callboard.assistant",
    "callboard.desk",
    "callboard.portal",
    "callboard.worker",
    "callboard.demo",
]

MIDDLEWARE = [
    "callboard.config.middleware.request_id.RequestIdMiddleware",
    "callboard.config.middleware.utf8.Utf8Middleware",
    "django.middleware.security.SecurityMiddleware",
    "callboard.config.middleware.private.PrivateMiddleware",
    "csp.middleware.CSPMiddleware",
    "callboard.config.middleware.host.HostMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "callboard.config.middleware.audience.AudienceMiddleware",
]

# A select of all time zones: Django's own templates take 20 ms for it, these 8.
FORM_RENDERER = "django.forms.renderers.Jinja2"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "callboard.ui.environment.environment",
            "context_processors": [
                "callboard.config.context.page",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": database(environment.DATABASE_URL, DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
PASSWORD_HASHERS = ["callboard.people.passwords.PortalArgon2Hasher"]

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    }
}

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True
LOCALE_PATHS = [PACKAGE / "locale"]

MEDIA_ROOT = DATA_DIR / "media"
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
# All that the web server lets in: a larger file would be dropped without a word.
FILE_UPLOAD_MAX_MEMORY_SIZE = 8_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

MESSAGE_STORAGE = "callboard.config.notices.NoticeCookie"

# Names without the product's: cookies are seen by whoever looks.
COOKIE_PREFIX = "__Host-" if SECURE else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
SESSION_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = SECURE
CSRF_FAILURE_VIEW = "callboard.portal.views.errors.csrf_failure"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"secrets": {"()": "callboard.config.logs.WithoutSecrets"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["secrets"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "callboard": {"level": "INFO"},
        "django.request": {"level": "ERROR"},
        # Whoever looks for holes sends what is no host at all, and is answered 400.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
