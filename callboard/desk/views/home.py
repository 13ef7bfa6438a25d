from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from callboard.desk.requests import StaffRequest
from callboard.tenancy.audience import staff


@require_safe
@staff("clients.view")
def home(request: StaffRequest) -> HttpResponse:
    return redirect("desk:clients")
