from callboard.people.models.access_entry import AccessEntry
from callboard.people.models.access_request import AccessRequest
from callboard.people.models.account_link import AccountLink
from callboard.people.models.address_change import AddressChange
from callboard.people.models.batch import Batch, BatchItem
from callboard.people.models.invitation import Invitation, PastLink
from callboard.people.models.mailed_code import MailedCode
from callboard.people.models.membership import Membership
from callboard.people.models.passkey import Passkey, SpentChallenge
from callboard.people.models.second_factor import RecoveryCode, SecondFactor
from callboard.people.models.session import Session
from callboard.people.models.staff import Staff
from callboard.people.models.user import User
from callboard.people.models.viewing import Viewing

__all__ = [
    "AccessEntry",
    "AccessRequest",
    "AccountLink",
    "AddressChange",
    "Batch",
    "BatchItem",
    "Invitation",
    "MailedCode",
    "Membership",
    "Passkey",
    "PastLink",
    "RecoveryCode",
    "SecondFactor",
    "Session",
    "SpentChallenge",
    "Staff",
    "User",
    "Viewing",
]
