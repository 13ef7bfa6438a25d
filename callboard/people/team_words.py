"""What became of each address that somebody typed, in a sentence for them."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from callboard.people.team import Answer, Result


def tell(request: HttpRequest, answer: Answer) -> None:
    words = {
        Result.INVITED: _("Invited %(address)s."),
        Result.ALREADY_INVITED: _("%(address)s is invited already."),
        Result.ALREADY_MEMBER: _("%(address)s has access already."),
    }
    told = messages.success if answer.result is Result.INVITED else messages.info
    told(request, words[answer.result] % {"address": answer.address.original})
