"""Every address of the product: providers, the agency's side, the client's portal at the root."""

from django.conf import settings
from django.urls import include, path

from callboard.config import health, interface

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("ui/<str:name>", interface.asset, name="ui_asset"),
    path("hooks/", include("callboard.payments.urls")),
    path("hooks/", include("callboard.providers.urls")),
    path("agency/", include("callboard.desk.urls")),
    path("", include("callboard.desk.public_urls")),
    path("", include("callboard.portal.urls")),
]

if settings.DEMO:
    urlpatterns.append(path("demo/", include("callboard.demo.urls")))

if settings.DEBUG:
    urlpatterns += [
        path("styleguide/", interface.styleguide, name="styleguide"),
        path("styleguide/<slug:name>/", interface.styleguide, name="styleguide_page"),
    ]

handler403 = "callboard.portal.views.errors.forbidden"
handler404 = "callboard.portal.views.errors.not_found"
handler500 = "callboard.portal.views.errors.failure"
