"""The Jinja environment of all pages: components and formats by name, strict about the rest."""

from typing import Any

from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined

from callboard.ui.assets import font_url, script_url, stylesheet_url
from callboard.ui.components import components
from callboard.ui.durations import clock, duration
from callboard.ui.icons import icon
from callboard.ui.initials import initials
from callboard.ui.mail_addresses import parted
from callboard.ui.money import money
from callboard.ui.phones import dial, phone
from callboard.ui.sizes import file_size
from callboard.ui.times import ago, day, iso, on_day, short_day, time_tag, when
from callboard.ui.zones import zone_name


def environment(**options: Any) -> Environment:
    """For Django's Jinja2 backend, as its option `environment`."""
    options["undefined"] = StrictUndefined
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    options["extensions"] = [*options.get("extensions", []), "jinja2.ext.i18n", "jinja2.ext.do"]
    env = Environment(**options)  # noqa: S701 (Django passes autoescape=True)
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.globals.update(components(env))
    env.globals.update(
        url=_url,
        icon=icon,
        time_tag=time_tag,
        stylesheet_url=stylesheet_url,
        script_url=script_url,
        font_url=font_url,
        language=translation.get_language,
        language_bidi=translation.get_language_bidi,
    )
    formats = (
        when,
        day,
        on_day,
        short_day,
        ago,
        iso,
        duration,
        clock,
        phone,
        dial,
        zone_name,
        initials,
        file_size,
        money,
        parted,
    )
    env.filters.update({one.__name__: one for one in formats})
    return env


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args, kwargs=kwargs)
