from callboard.mail.models.outgoing_email import MailState, OutgoingEmail

__all__ = ["MailState", "OutgoingEmail"]
