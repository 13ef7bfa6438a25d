"""Asking for calls as a file, and what is answered, on both sides: the choice of columns, the file
at once, or that it is being prepared.
"""

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from callboard.calls import export_columns, export_files, exports
from callboard.calls.export_lines import AT_ONCE, Wanted, lines
from callboard.calls.models import CallExport
from callboard.people.models import User
from callboard.people.requests import actor_of

Answer = TypeVar("Answer", bound=HttpResponseBase)

_TYPE = "text/csv; charset=utf-8"


class Panel(Protocol):
    """Renders the choice of columns, as the side shows its panels."""

    def __call__(self, context: Mapping[str, Any], status: int, /) -> HttpResponse: ...


def asked(
    request: HttpRequest, user: User, wanted: Wanted, faults: Mapping[str, str], panel: Panel
) -> HttpResponseBase | None:
    """None when the file is being prepared, and a message says so."""
    if not wanted.columns:
        faults = {**faults, "column": _("None of these columns can be exported. Choose others.")}
    count, by = wanted.count(), actor_of(request)
    if request.method != "POST" or faults:
        return panel(_choice(wanted, count, faults), 422 if faults else 200)
    if count <= AT_ONCE:
        exports.made(wanted, user, count, by=by)
        return _whole(wanted)
    try:
        exports.ask(wanted, user, by=by)
    except exports.TooMany:
        busy = _("Three exports are being prepared. Wait for their mails.")
        return panel(_choice(wanted, count, {"": busy}), 429)
    messages.success(request, _("Your export is being prepared. We mail you the link."))
    return None


def download(request: HttpRequest, export: CallExport) -> FileResponse:
    """Raises `Http404` for one that is not ready, or was thrown away."""
    if not export.file:
        raise Http404
    try:
        file = export_files.path_of(export.file).open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    exports.downloaded(export, by=actor_of(request))
    return _private(FileResponse(file, content_type=_TYPE))


def _choice(wanted: Wanted, count: int, faults: Mapping[str, str]) -> dict[str, Any]:
    return {
        "wanted": wanted,
        "columns": export_columns.offered(wanted.by),
        "count": count,
        "many": count > AT_ONCE,
        "faults": faults,
    }


def _whole(wanted: Wanted) -> HttpResponse:
    """At once, so that none is cut off in the middle."""
    return _private(HttpResponse("".join(lines(wanted)), content_type=_TYPE))


def _private(answer: Answer) -> Answer:
    answer.headers["Content-Disposition"] = 'attachment; filename="calls.csv"'
    answer.headers["Cache-Control"] = "no-store, private"
    return answer
