"""One FAQ: writing it, and what of two who write at once the second is told."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from callboard.agents import faq_content, faqs
from callboard.agents.faq_matching import LIKE, Questions
from callboard.agents.models import Faq
from callboard.faqs import spoken, starters, suggestions, wording
from callboard.faqs.door import Door
from callboard.faqs.forms import FaqForm
from callboard.people.requests import actor_of


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, door: Door) -> HttpResponse:
    door.must_edit()
    form = FaqForm(_sent(request), initial=_prefilled(request, door))
    if form.is_valid():
        try:
            faq = faqs.add(door.agent, form.words(), by=actor_of(request))
        except faqs.TooMany:
            form.add_error(None, too_many())
            return _form(request, door, form, status=409)
        _settle(request, door, form, faq)
        return _saved(request, door, faq, _("Added as a draft."))
    return _form(request, door, form)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, door: Door, faq_id: str) -> HttpResponse:
    door.must_edit()
    faq = door.faq(faq_id)
    shown = {**FaqForm.present(faq.words), "revision": faq.revision}
    form = FaqForm(_sent(request), initial=shown)
    if request.method != "POST" and faq.removed_at is not None:
        return HttpResponseRedirect(door.url("faq_history", faq_id), status=303)
    if form.is_valid():
        try:
            seen = form.cleaned_data["revision"] or 0
            is_changed = faqs.change(faq, form.words(), seen, by=actor_of(request))
        except faqs.Changed as conflict:
            return _conflict(request, door, form, conflict.now)
        return _saved(request, door, faq, _("Saved as a draft.") if is_changed else _("Saved."))
    return _form(request, door, form, faq=faq)


def too_many() -> str:
    return _("There are %(n)s FAQs, as many as can be kept. Delete one first.") % {"n": faqs.MOST}


def _prefilled(request: HttpRequest, door: Door) -> dict[str, Any]:
    """With a question that a caller asked, a starter, or what somebody has tried."""
    if (starter := starters.named(request.GET.get("starter", ""))) is not None:
        return FaqForm.present(starter.words.stored())
    one = door.question(request.GET.get("asked", "")[:16])
    if one is not None:
        return {"question": one.text[: faqs.LONGEST_QUESTION], "asked": one.public_id}
    return {"question": request.GET.get("question", "")[: faqs.LONGEST_QUESTION]}


def _settle(request: HttpRequest, door: Door, form: FaqForm, faq: Faq) -> None:
    """What was answered is not suggested again, whatever words the question was given."""
    one = door.question(form.cleaned_data["asked"])
    answered = Questions([faq_content.ways_of(faq.words)])
    if one is not None and answered.best(one.text, LIKE) is None:
        suggestions.put_aside(door.agent, one, by=actor_of(request))


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _saved(request: HttpRequest, door: Door, faq: Faq, words: str) -> HttpResponse:
    same = wording.duplicates(faqs.kept(door.agent))
    if faq.public_id in same:
        told = {"words": words, "question": same[faq.public_id]}
        messages.warning(request, _("%(words)s Callers ask the same with “%(question)s”.") % told)
    else:
        messages.success(request, words)
    return HttpResponseRedirect(f"{door.url('faqs_of')}#faq-{faq.public_id}", status=303)


def _conflict(request: HttpRequest, door: Door, form: FaqForm, now: Faq) -> HttpResponse:
    """Both texts; saving again means these words."""
    form.data = {**request.POST.dict(), "revision": str(now.revision)}
    return _form(request, door, form, faq=now, conflict=now, status=409)


def _form(
    request: HttpRequest,
    door: Door,
    form: FaqForm,
    *,
    faq: Faq | None = None,
    conflict: Faq | None = None,
    status: int = 0,
) -> HttpResponse:
    context = {
        "form": form,
        "faq": faq,
        "conflict": conflict,
        "spoken": spoken.in_words(str(form["answer"].value() or "")),
    }
    status = status or (422 if form.errors else 200)
    return door.render(request, "form", context, status=status)
