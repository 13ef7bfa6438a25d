"""A contact email that changes before anybody has accepted."""

from callboard.agencies import addresses
from callboard.mail import messages
from callboard.mail.messages import Drop
from callboard.mail.models import OutgoingEmail
from callboard.people import contact, invitations
from callboard.people.models import AddressChange, User
from tests.cast import ANA, invited


def test_o058_before_acceptance_only_the_new_address_is_mailed(dentist) -> None:
    first = invited(dentist)
    contact.set_contact_address(dentist, addresses.parse("lee@new.example"), by=ANA)
    invitations.invite(dentist, by=ANA, user_id=None)
    first.refresh_from_db()
    assert first.mail is not None
    assert isinstance(messages.build(first.mail), Drop)
    waiting = OutgoingEmail.objects.filter(client=dentist, state="queued")
    assert [mail.to_address for mail in waiting] == ["lee@new.example"]
    assert not AddressChange.objects.exists()
    assert not User.objects.filter(email_canonical="lee@new.example").exists()
