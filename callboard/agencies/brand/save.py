from dataclasses import asdict

from callboard.agencies.brand import css
from callboard.agencies.brand.colour import tokens
from callboard.agencies.brand.logo import Logo
from callboard.agencies.models import Agency, Brand
from callboard.agencies.models.brand import DEFAULT_COLOUR


def save(
    agency: Agency,
    *,
    colour: str | None = None,
    logo: Logo | None = None,
    without_logo: bool = False,
) -> Brand:
    """Stores the brand and all that is computed from it; what is not given stays as it is.

    `colour` is `#rrggbb` in lower case. Portal and mails follow at once: they read the stored
    tokens."""
    brand = Brand.objects.filter(agency_id=agency.pk).first() or Brand(
        agency=agency, colour=DEFAULT_COLOUR
    )
    if colour is not None:
        brand.colour = colour
    made = tokens(brand.colour)
    brand.tokens = asdict(made)
    brand.stylesheet = css.stylesheet(made)
    brand.stylesheet_hash = css.fingerprint(brand.stylesheet)
    if logo is not None or without_logo:
        brand.logo = logo.png if logo else None
        brand.logo_hash = logo.hash if logo else ""
        brand.logo_width, brand.logo_height = (logo.width, logo.height) if logo else (0, 0)
    brand.save()
    agency.brand = brand
    return brand
