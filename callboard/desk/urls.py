"""The agency's side, below /agency/."""

from django.urls import path

from callboard.desk.views import (
    access_requests,
    agents,
    branding,
    branding_preview,
    call,
    calls,
    cancellation,
    client,
    client_form,
    clients,
    connections,
    home,
    invitation,
    invitation_link,
    invitation_preview,
    invitation_undo,
    new_email,
    portal_settings,
    resend,
    restoration,
    revocation,
    staff,
    staff_invitation,
    staff_member,
    team,
)

app_name = "desk"

urlpatterns = [
    path("", home.home, name="home"),
    path("clients/", clients.clients, name="clients"),
    path("clients/new/", client_form.new, name="client_new"),
    path("clients/<slug:client_id>/", client.client, name="client"),
    path("clients/<slug:client_id>/access/", client.access_card, name="client_access"),
    path("clients/<slug:client_id>/edit/", client_form.edit, name="client_edit"),
    path("clients/<slug:client_id>/calls/", calls.of_client, name="client_calls"),
    path("clients/<slug:client_id>/invitation/", invitation.invitation, name="invitation"),
    path(
        "clients/<slug:client_id>/invitation/preview/",
        invitation_preview.preview,
        name="invitation_preview",
    ),
    path("clients/<slug:client_id>/invitation/undo/", invitation_undo.undo, name="invitation_undo"),
    path("clients/<slug:client_id>/invitation/link/", invitation_link.link, name="invitation_link"),
    path("clients/<slug:client_id>/invitation/resend/", resend.resend, name="resend"),
    path(
        "clients/<slug:client_id>/invitation/cancellation/",
        cancellation.cancellation,
        name="cancellation",
    ),
    path("clients/<slug:client_id>/new-email/resend/", new_email.resend, name="new_email_resend"),
    path(
        "clients/<slug:client_id>/new-email/cancellation/",
        new_email.cancellation,
        name="new_email_cancellation",
    ),
    path(
        "clients/<slug:client_id>/requests/<slug:request_id>/grant/",
        access_requests.grant,
        name="access_request_grant",
    ),
    path(
        "clients/<slug:client_id>/requests/<slug:request_id>/dismissal/",
        access_requests.dismissal,
        name="access_request_dismissal",
    ),
    path("clients/<slug:client_id>/people/", team.invite, name="team_invite"),
    path(
        "clients/<slug:client_id>/people/restoration/", restoration.restoration, name="restoration"
    ),
    path(
        "clients/<slug:client_id>/people/<slug:user_id>/removal/",
        team.removal,
        name="team_removal",
    ),
    path(
        "clients/<slug:client_id>/people/invitations/<slug:public_id>/resend/",
        team.resend,
        name="team_resend",
    ),
    path(
        "clients/<slug:client_id>/people/invitations/<slug:public_id>/link/",
        team.link,
        name="team_link",
    ),
    path(
        "clients/<slug:client_id>/people/invitations/<slug:public_id>/cancellation/",
        team.cancellation,
        name="team_cancellation",
    ),
    path("clients/<slug:client_id>/revocation/", revocation.revocation, name="revocation"),
    path("calls/", calls.all_calls, name="calls"),
    path("calls/<slug:call_id>/", call.call, name="call"),
    path("calls/<slug:call_id>/recording", call.recording, name="recording"),
    path("agents/", agents.index, name="agents"),
    path("agents/new/", agents.new_of_some_client, name="new_agent_of_some_client"),
    path("agents/<slug:public_id>/", agents.edit, name="agent"),
    path("clients/<slug:public_id>/agents/new/", agents.new, name="new_agent"),
    path("connections/", connections.index, name="connections"),
    path("connections/new/", connections.new, name="new_connection"),
    path("connections/<slug:public_id>/", connections.show, name="connection"),
    path("connections/<slug:public_id>/edit/", connections.edit, name="edit_connection"),
    path("connections/<slug:public_id>/secret/", connections.secret, name="connection_secret"),
    path("staff/", staff.index, name="staff"),
    path("staff/invitations/", staff.invite, name="staff_invitations"),
    path(
        "staff/invitations/<slug:public_id>/resend/", staff_invitation.resend, name="staff_resend"
    ),
    path("staff/invitations/<slug:public_id>/link/", staff_invitation.link, name="staff_link"),
    path(
        "staff/invitations/<slug:public_id>/cancellation/",
        staff_invitation.cancellation,
        name="staff_cancellation",
    ),
    path("staff/<slug:user_id>/role/", staff_member.role, name="staff_role"),
    path("staff/<slug:user_id>/removal/", staff_member.removal, name="staff_removal"),
    path("settings/invitations/", portal_settings.edit, name="portal_settings"),
    path("settings/branding/", branding.edit, name="branding"),
    path("settings/branding/preview/", branding_preview.panel, name="branding_preview"),
    path("settings/branding/preview/page/", branding_preview.page, name="branding_page"),
    path("settings/branding/preview/colours.css", branding_preview.css, name="branding_css"),
    path("settings/branding/preview/mail/", branding_preview.mail, name="branding_mail"),
]
