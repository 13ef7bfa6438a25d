"""Who the big client is."""

from callboard.demo.cast.business import Answering, Business
from callboard.demo.cast.people import Person

YEARS_DAYS = 3 * 365

HARBORVIEW = Business(
    "harborview",
    "Harborview Dental Group",
    access="active",
    trade="dental",
    week=(),
    answering=Answering("Harper", "+12075550198", "en-us+f3"),
    contact=Person("Nora Whitfield", "nora@harborview.example"),
    contact_email="nora@harborview.example",
    mobile="+12075550199",
    health=True,
    notes="Eleven practices, one line. More calls than all others together.",
    since_days=YEARS_DAYS + 2,
)
