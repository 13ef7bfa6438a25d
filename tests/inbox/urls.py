"""The webhooks' addresses alone."""

from django.urls import include, path

urlpatterns = [path("hooks/", include("callboard.providers.urls"))]
