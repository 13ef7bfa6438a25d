"""What a file is by its first bytes; what the sender says it is counts for nothing."""

_SUFFIXES = {
    "audio/wav": ".wav",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "audio/mp4": ".m4a",
    "audio/webm": ".webm",
}


class NotSound(ValueError):
    """None of the formats that a browser plays."""


def content_type_of(head: bytes) -> str:
    """The media type of a file that begins with these (at least 12) bytes. Raises `NotSound`."""
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "audio/wav"
    if head[:3] == b"ID3" or _begins_mp3_frame(head):
        return "audio/mpeg"
    if head[:4] == b"OggS":
        return "audio/ogg"
    if head[4:8] == b"ftyp":
        return "audio/mp4"
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return "audio/webm"
    raise NotSound


def suffix_of(content_type: str) -> str:
    return _SUFFIXES[content_type]


def _begins_mp3_frame(head: bytes) -> bool:
    """Eleven set bits, then layer III with a bit rate and a sample rate that exist: looser, and
    the byte order mark of UTF-16 text would be sound.
    """
    if len(head) < 3 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return False
    reserved_version = head[1] & 0x18 == 0x08
    return not reserved_version and head[2] & 0xF0 != 0xF0 and head[2] & 0x0C != 0x0C
