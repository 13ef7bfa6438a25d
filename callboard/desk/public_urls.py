"""The brand's files: read by portal, mails and the agency's side, so anybody may have them."""

from django.urls import path

from callboard.desk.views import brand_files

urlpatterns = [
    path("brand/<slug:slug>.<str:fingerprint>.css", brand_files.stylesheet, name="brand_css"),
    path("brand/logo.<str:fingerprint>.png", brand_files.logo, name="brand_logo"),
]
