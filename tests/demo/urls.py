"""The demo's pages, as config includes them where CALLBOARD_DEMO is set."""

from django.urls import include, path

urlpatterns = [path("demo/", include("callboard.demo.urls"))]
