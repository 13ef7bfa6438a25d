"""What an agency sets up: agents, connections to providers, its brand. Part of `desk.urls`."""

from django.urls import path

from callboard.desk.views import agents, branding, branding_preview, connections

urlpatterns = [
    path("agents/", agents.index, name="agents"),
    path("agents/<str:public_id>/", agents.edit, name="agent"),
    path("clients/<str:public_id>/agents/new/", agents.new, name="new_agent"),
    path("connections/", connections.index, name="connections"),
    path("connections/new/", connections.new, name="new_connection"),
    path("connections/<str:public_id>/", connections.show, name="connection"),
    path("connections/<str:public_id>/edit/", connections.edit, name="edit_connection"),
    path("connections/<str:public_id>/secret/", connections.secret, name="connection_secret"),
    path("settings/branding/", branding.edit, name="branding"),
    path("settings/branding/preview/", branding_preview.panel, name="branding_preview"),
    path("settings/branding/preview/page/", branding_preview.page, name="branding_page"),
    path("settings/branding/preview/mail/", branding_preview.mail, name="branding_mail"),
    path("settings/branding/preview/tokens.css", branding_preview.css, name="branding_css"),
]
