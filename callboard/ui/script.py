"""Scripts out of static/js, htmx before them: a file a concern, no build step.

Every file stays a module with names of its own; what it exports is handed to those that import it.
"""

import re
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import django_htmx
from django.conf import settings

from callboard.ui.asset import Asset
from callboard.ui.parts import Part

HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"
# Parts with scripts of their own.
SCRIPTED = (Part.PAGE, Part.ANALYTICS, Part.CALL, Part.FAQS, Part.PASSKEY)
_IMPORT = re.compile(r'^import (\{ .+ \}) from "\./([a-z-]+)\.js";?$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|function\*?) (\w+))", re.MULTILINE)


def script(part: Part = Part.PAGE) -> Asset:
    """Read once; read again for every page in development."""
    return _build(part) if settings.DEBUG else _kept(part)


@cache
def _kept(part: Part) -> Asset:
    return _build(part)


def _build(part: Part) -> Asset:
    files = sorted(part.folder("js").glob("*.js"))
    sources = {path.stem: path.read_text(encoding="utf-8") for path in files}
    needs = {name: [used for _, used in _IMPORT.findall(text)] for name, text in sources.items()}
    modules = (_module(name, sources[name]) for name in TopologicalSorter(needs).static_order())
    before = [HTMX.read_text(encoding="utf-8")] if part is Part.PAGE else []
    content = "\n".join([*before, "const modules = {}", *modules])
    return Asset.of(content.encode(), "js", "text/javascript; charset=utf-8")


def _module(name: str, source: str) -> str:
    exported = ", ".join(_EXPORT.findall(source))
    body = _IMPORT.sub(r'const \1 = modules["\2"]', _EXPORT.sub("", source))
    handed = f'\nmodules["{name}"] = {{ {exported} }}' if exported else ""
    return f"{{\n{_bare(body)}{handed}\n}}"


def _bare(source: str) -> str:
    """Without comment lines and indentation: they are for us, not for the wire."""
    lines = (line.strip() for line in source.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))
