from callboard.people.models.account_link import AccountLink
from callboard.people.models.invitation import Invitation, PastLink
from callboard.people.models.membership import Membership
from callboard.people.models.session import Session
from callboard.people.models.staff import Staff
from callboard.people.models.user import User

__all__ = ["AccountLink", "Invitation", "Membership", "PastLink", "Session", "Staff", "User"]
