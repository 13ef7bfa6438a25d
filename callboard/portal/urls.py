"""The client's portal, and the pages that both sides share: signing in, links, the profile."""

from django.urls import path

from callboard.portal.views import (
    access_request,
    calls,
    email_change,
    email_stop,
    home,
    invitation,
    own_email,
    passwords,
    profile,
    renewal,
    security,
    setup,
    sign_in,
    sign_in_code,
    team,
    team_invitation,
    team_member,
    two_step,
    who_else,
)

app_name = "portal"

urlpatterns = [
    path("", home.home, name="home"),
    path("switch/", home.switch, name="switch"),
    path("calls/", calls.index, name="calls"),
    path("calls/<str:public_id>/", calls.show, name="call"),
    path("calls/<str:public_id>/recording", calls.recording, name="recording"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/code/", sign_in_code.code, name="sign_in_code"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("forgot-password/", passwords.forgot, name="forgot_password"),
    path("reset-password/", passwords.reset, name="reset_password"),
    path("reset-password/<str:token>/", passwords.opened, name="reset_link"),
    path("setup/", setup.choose, name="setup"),
    path("setup/<str:token>/", setup.opened, name="setup_link"),
    path("invitation/", invitation.accept, name="invitation"),
    path("invitation/request/", access_request.access_request, name="access_request"),
    path("invitation/renewal/", renewal.renewal, name="invitation_renewal"),
    path("invitation/<str:token>/", invitation.opened, name="invitation_link"),
    path("settings/security/", security.show, name="security"),
    path("settings/security/sessions/ending/", security.end_session, name="session_end"),
    path(
        "settings/security/sessions/others/ending/",
        security.end_others,
        name="other_sessions_end",
    ),
    path("settings/security/two-step/", two_step.confirm, name="two_step"),
    path("settings/security/two-step/beginning/", two_step.begin, name="two_step_begin"),
    path("settings/security/two-step/codes/", two_step.renew_codes, name="recovery_codes"),
    path("settings/security/two-step/off/", two_step.off, name="two_step_off"),
    path("settings/team/", team.show, name="team"),
    path("settings/team/invitations/", team.invite, name="team_invitations"),
    path(
        "settings/team/invitations/<slug:public_id>/resend/",
        team_invitation.resend,
        name="team_resend",
    ),
    path(
        "settings/team/invitations/<slug:public_id>/link/", team_invitation.link, name="team_link"
    ),
    path(
        "settings/team/invitations/<slug:public_id>/cancellation/",
        team_invitation.cancellation,
        name="team_cancellation",
    ),
    path("settings/team/people/<slug:user_id>/removal/", team_member.removal, name="team_removal"),
    path("settings/team/suggestion/dismissal/", who_else.dismissal, name="who_else_dismissal"),
    path("settings/team/departure/", team_member.departure, name="team_departure"),
    path("settings/profile/", profile.show, name="profile"),
    path("settings/profile/email/", own_email.change, name="profile_email"),
    path("settings/profile/email/resend/", own_email.resend, name="profile_email_resend"),
    path(
        "settings/profile/email/cancellation/",
        own_email.cancellation,
        name="profile_email_cancellation",
    ),
    path("email-change/", email_change.confirm, name="email_change"),
    path("email-change/<str:token>/", email_change.opened, name="email_change_link"),
    path("email-stop/", email_stop.stop, name="email_stop"),
    path("email-stop/<str:token>/", email_stop.opened, name="email_stop_link"),
    path("settings/profile/password/", profile.password, name="profile_password"),
]
