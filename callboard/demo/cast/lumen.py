"""Lumen Reception, another agency on the same installation."""

from callboard.demo.cast.agency import House
from callboard.demo.cast.business import Answering, Business
from callboard.demo.cast.people import Employee, Person
from callboard.demo.cast.shared import SAM_WHITAKER

LUMEN = House(
    slug="lumen",
    name="Lumen Reception",
    host="lumen.localhost",
    colour="#0d9488",
    time_zone="America/Los_Angeles",
    support_email="hello@lumenreception.example",
    support_phone="+15035550100",
    postal_address="400 Burnside Street, Portland, OR 97209",
    password="copper-meadow-signal",  # noqa: S106 - the demo listens on loopback alone
    staff=(
        Employee("Omar Haddad", "omar@lumenreception.example", "owner"),
        Employee("Lena Fox", "lena@lumenreception.example", "manager"),
    ),
    clients=(
        Business(
            "juniper",
            "Juniper Dermatology",
            access="active",
            trade="clinic",
            week=(2, 1, 2, 1, 2, 0, 0),
            answering=Answering("Iris", "+15035550110", "en-us+f3"),
            contact=SAM_WHITAKER,
            contact_email=SAM_WHITAKER.email,
            time_zone="America/Los_Angeles",
            health=True,
            since_days=26,
        ),
        Business(
            "ridgeline",
            "Ridgeline Roofing",
            access="email_set",
            trade="trades",
            week=(1, 1, 0, 1, 1, 0, 0),
            answering=Answering("Rory", "+15035550120", "en-us+m3"),
            contact=Person("Pat Dunne", "pat@ridgeline.example"),
            contact_email="pat@ridgeline.example",
            time_zone="America/Los_Angeles",
            since_days=9,
        ),
        Business(
            "golden-hour",
            "Golden Hour Spa",
            access="active",
            trade="clinic",
            week=(1, 1, 1, 1, 2, 2, 0),
            answering=Answering("Noa", "+15035550130", "en-us+f3"),
            contact=Person("Nina Park", "nina@goldenhour.example"),
            contact_email="nina@goldenhour.example",
            time_zone="America/Los_Angeles",
            since_days=20,
        ),
    ),
)
