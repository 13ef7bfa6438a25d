"""A brand that is typed and not yet saved, for its preview."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from callboard.agencies.brand.shade import normalised
from callboard.agencies.models import Agency

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class ShownBrand:
    """The brand as it is typed; what is not typed here is what is stored."""

    agency: Agency
    name: str
    colour: str

    @classmethod
    def typed(cls, agency: Agency, name: str, colour: str) -> "ShownBrand":
        """With the stored ones in place of what cannot be used yet."""
        try:
            usable = normalised(colour)
        except ValueError:
            usable = agency.brand.colour
        return cls(agency, name.strip()[:LONGEST_NAME] or agency.name, usable)

    @property
    def query(self) -> str:
        return urlencode({"name": self.name, "colour": self.colour})

    @property
    def css_url(self) -> str:
        return f"{reverse('desk:branding_css')}?{urlencode({'colour': self.colour})}"

    @property
    def initial(self) -> str:
        return self.name[:1].upper()

    @property
    def logo_url(self) -> str:
        return str(self.agency.brand.logo_url)

    @property
    def logo_width(self) -> int:
        return int(self.agency.brand.logo_width)

    @property
    def logo_height(self) -> int:
        return int(self.agency.brand.logo_height)

    @property
    def support_email(self) -> str:
        return self.agency.support_email

    @property
    def support_phone(self) -> str:
        return self.agency.support_phone
