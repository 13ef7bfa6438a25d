"""FAQs out of a file: looked at first, row by row, and then taken over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from callboard.agents import faq_imports, faqs
from callboard.faqs import files
from callboard.faqs.door import Door
from callboard.faqs.import_table import ImportTable
from callboard.faqs.views.faq import too_many
from callboard.people.requests import actor_of


@require_http_methods(["GET", "HEAD", "POST"])
def import_(request: HttpRequest, door: Door) -> HttpResponse:
    door.must_edit()
    if request.method != "POST":
        return door.render(request, "import", {"fault": ""})
    kept = faqs.kept(door.agent)
    if "rows" in request.POST:
        return _taken(request, door, ImportTable.sent(request.POST, kept))
    file = request.FILES.get("file")
    try:
        if file is None:
            raise files.Unreadable(_("Choose a file."))
        table = ImportTable(files.read(file.read(files.LARGEST + 1)), kept)
    except files.Unreadable as fault:
        return door.render(request, "import", {"fault": str(fault)}, status=422)
    return _look(request, door, table, status=200)


def _taken(request: HttpRequest, door: Door, table: ImportTable) -> HttpResponse:
    if not table.rows:
        return door.render(request, "import", {"fault": _("No row is left to import.")}, status=422)
    if table.errors:
        return _look(request, door, table, status=422)
    try:
        done = faq_imports.take_over(door.agent, table.words(), by=actor_of(request))
    except faqs.TooMany:
        return _look(request, door, table, fault=too_many(), status=409)
    told = {"added": done.added, "changed": done.changed}
    messages.success(request, _("%(added)s added, %(changed)s changed, all drafts.") % told)
    return HttpResponseRedirect(door.url("faqs_of"), status=303)


def _look(
    request: HttpRequest, door: Door, table: ImportTable, *, status: int, fault: str = ""
) -> HttpResponse:
    return door.render(request, "import_look", {"table": table, "fault": fault}, status=status)
