"""Logos: decoded and encoded again, or refused with a sentence."""

import io

import pytest
from PIL import Image, PngImagePlugin

from callboard.agencies.brand import logo
from callboard.agencies.brand.logo import LogoRefused


def picture(kind: str = "PNG", size=(300, 100), **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#4f46e5").save(out, kind, **options)
    return out.getvalue()


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
        picture(size=(4001, 10)),
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


def test_o094_a_bomb_is_refused_unread() -> None:
    header = bytearray(picture(size=(10, 10)))
    header[16:24] = (30_000).to_bytes(4, "big") * 2
    with pytest.raises(LogoRefused):
        read(bytes(header))


def test_too_many_bytes() -> None:
    with pytest.raises(LogoRefused, match="1 MB"):
        logo.read(io.BytesIO(b""), 1_000_001)
