"""Logos: decoded and encoded again, or refused with a sentence."""

import io
import zlib

import pytest
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from callboard.agencies.brand import logo
from callboard.agencies.brand.logo import LogoRefused


def picture(kind: str = "PNG", size=(300, 100), **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#4f46e5").save(out, kind, **options)
    return out.getvalue()


def png_that_says(side: int) -> bytes:
    """A small PNG whose header is sound and names another size."""
    made = bytearray(picture(size=(10, 10)))
    made[16:24] = side.to_bytes(4, "big") * 2
    made[29:33] = zlib.crc32(made[12:29]).to_bytes(4, "big")
    return bytes(made)


def webp_that_says(side: int) -> bytes:
    """A small WebP with an extended header that names a canvas of another size."""
    header = b"VP8X" + (10).to_bytes(4, "little") + bytes(4) + (side - 1).to_bytes(3, "little") * 2
    chunks = b"WEBP" + header + picture("WEBP", size=(10, 10))[12:]
    return b"RIFF" + len(chunks).to_bytes(4, "little") + chunks


def read(content: bytes) -> logo.Logo:
    return logo.read(io.BytesIO(content), len(content))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_what_is_stored_is_our_own_png(kind: str) -> None:
    made = read(picture(kind))
    assert made.png.startswith(b"\x89PNG")
    assert (made.width, made.height) == (84, 28)


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        b"GIF89a" + b"\0" * 50,
        b"",
        b"%PDF-1.4",
        picture()[:60],
    ],
)
def test_o092_o094_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(LogoRefused):
        read(content)


def test_o093_what_the_file_carried_beside_the_picture_is_gone() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "GPS 44.1 -69.1")
    made = read(picture(pnginfo=notes) + b"<html><script>alert(1)</script>")
    assert b"GPS" not in made.png
    assert b"script" not in made.png


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_colour_profile_stays_behind(kind: str) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "Ana Ruiz"
    kept = Image.open(io.BytesIO(read(picture(kind, icc_profile=profile, exif=exif)).png))
    assert kept.info == {}


@pytest.mark.parametrize(
    "content",
    [
        *map(png_that_says, [2_001, 4_000, 10_000, 16_384, 30_000]),
        *map(webp_that_says, [16_384, 30_000]),
        picture("WEBP", size=(2_001, 2_000)),
        picture("JPEG", size=(2_001, 2_000)),
    ],
    ids=range(9),
)
def test_o094_a_bomb_is_refused_unread(content: bytes) -> None:
    with pytest.raises(LogoRefused, match="2000 by 2000 pixels"):
        read(content)


def test_a_wide_name_may_have_more_pixels_a_side() -> None:
    made = read(picture(size=(4000, 1000)))
    assert (made.width, made.height) == (112, 28)


def test_too_many_bytes() -> None:
    with pytest.raises(LogoRefused, match="1 MB"):
        logo.read(io.BytesIO(b""), 1_000_001)
