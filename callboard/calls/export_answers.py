"""What is answered to who wants calls as a file, on both sides."""

from typing import TypeVar

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from callboard.calls import export_files
from callboard.calls.export_lines import Wanted, lines
from callboard.calls.models import CallExport

Answer = TypeVar("Answer", bound=HttpResponseBase)

_TYPE = "text/csv; charset=utf-8"


def prepared() -> str:
    return _("Your export is being prepared. We mail you the link.")


def given(wanted: Wanted) -> HttpResponse:
    """The whole file at once, so that none is cut off in the middle."""
    answer = HttpResponse("".join(lines(wanted)), content_type=_TYPE)
    return _private(answer)


def file_answer(export: CallExport) -> FileResponse:
    """Raises `Http404` for one that is not ready, or was thrown away."""
    if not export.file:
        raise Http404
    try:
        file = export_files.path_of(export.file).open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    return _private(FileResponse(file, content_type=_TYPE))


def _private(answer: Answer) -> Answer:
    answer.headers["Content-Disposition"] = 'attachment; filename="calls.csv"'
    answer.headers["Cache-Control"] = "no-store, private"
    return answer
