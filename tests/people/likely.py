"""What a walk does in each state: mostly what the state is made for, so that it gets about."""

LIKELY = {
    "no_email": ["set_address"],
    "email_set": ["invite"],
    "invite_sent": ["accept_live", "accept_live", "invite_colleague", "resend", "time_passes"],
    "invite_bounced": ["resend", "accept_live", "cancel", "set_address"],
    "invite_expired": ["resend", "set_address", "invite_colleague"],
    "active": ["invite_colleague", "accept_live", "revoke", "somebody_goes"],
    "revoked": ["restore", "restore", "invite", "accept_live", "set_address"],
}
ANY = [
    *["time_passes", "set_address", "clear_address", "invite", "resend", "cancel", "revoke"],
    *["invite_colleague", "somebody_goes", "restore", "accept_live", "accept_any", "open_link"],
    *["the_mail_comes_back"],
]
