"""System checks of the tenancy layers: they stop the start, not a request."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.urls import URLPattern, URLResolver, get_resolver

from callboard.tenancy import audience
from callboard.tenancy.models import TenantModel
from callboard.tenancy.queryset import TenantManager


def url_patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every URL of the product with its full route, in the order of the resolver."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from url_patterns(entry, route)
        else:
            yield route, entry


@register(Tags.urls)
def every_view_has_an_audience(**_: Any) -> list[CheckMessage]:
    return [
        Error(
            f"The view of /{route} declares no audience.", obj=pattern.callback, id="callboard.E010"
        )
        for route, pattern in url_patterns(get_resolver())
        if audience.of(pattern.callback) is None
    ]


@register(Tags.models)
def every_tenant_manager_is_guarded(**_: Any) -> list[CheckMessage]:
    return [
        Error(f"{model.__name__}.{manager.name} is not guarded.", obj=model, id="callboard.E011")
        for model in apps.get_models()
        if issubclass(model, TenantModel)
        for manager in model._meta.managers
        if not isinstance(manager, TenantManager)
    ]
