"""The client's portal, and the pages that both sides share: signing in, links, the profile."""

from django.urls import path

from callboard.portal.views import calls, home, invitation, passwords, profile, setup, sign_in

app_name = "portal"

urlpatterns = [
    path("", home.home, name="home"),
    path("switch/", home.switch, name="switch"),
    path("calls/", calls.index, name="calls"),
    path("calls/<str:public_id>/", calls.show, name="call"),
    path("calls/<str:public_id>/recording", calls.recording, name="recording"),
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("forgot-password/", passwords.forgot, name="forgot_password"),
    path("reset-password/", passwords.reset, name="reset_password"),
    path("reset-password/<str:token>/", passwords.opened, name="reset_link"),
    path("setup/", setup.choose, name="setup"),
    path("setup/<str:token>/", setup.opened, name="setup_link"),
    path("invitation/", invitation.accept, name="invitation"),
    path("invitation/<str:token>/", invitation.opened, name="invitation_link"),
    path("settings/profile/", profile.show, name="profile"),
    path("settings/profile/password/", profile.password, name="profile_password"),
]
