"""Where the sound of a call can be had."""

from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from callboard.providers.events import ChannelKind, RecordingSource
from callboard.providers.fields import identifier
from callboard.providers.vapi.message import Message

# Presigned ones (since July 2026) work without the key for a while; the bare ones were public until
# mid-2026. Stereo before mono: it tells the two voices apart.
OFFERS = (
    ("artifact.presignedStereoUrl", ChannelKind.STEREO),
    ("artifact.presignedMonoUrl", ChannelKind.MONO),
    ("artifact.stereoRecordingUrl", ChannelKind.STEREO),
    ("artifact.recording.stereoUrl", ChannelKind.STEREO),
    ("artifact.recordingUrl", ChannelKind.MONO),
    ("artifact.recording.mono.combinedUrl", ChannelKind.MONO),
    ("stereoRecordingUrl", ChannelKind.STEREO),
    ("recordingUrl", ChannelKind.MONO),
    ("call.artifact.stereoRecordingUrl", ChannelKind.STEREO),
    ("call.artifact.recordingUrl", ChannelKind.MONO),
    ("call.stereoRecordingUrl", ChannelKind.STEREO),
    ("call.recordingUrl", ChannelKind.MONO),
)


def sources(message: Message, call_id: str) -> tuple[RecordingSource, ...]:
    """Best first, the API last. None at all where the report names no recording: then nobody need
    wait for one.
    """
    found = {source.url: source for source in reversed(list(_offered(message)))}
    if not found:
        return ()
    offered = tuple(reversed(found.values()))
    place = f"/call/{quote(call_id, safe='')}"
    return (
        *offered,
        RecordingSource(f"{place}/stereo-recording", ChannelKind.STEREO, needs_api_key=True),
        RecordingSource(f"{place}/mono-recording", ChannelKind.MONO, needs_api_key=True),
    )


def _offered(message: Message) -> Iterator[RecordingSource]:
    for path, kind in OFFERS:
        url = message.first(_read_url, path)
        if url is not None:
            yield RecordingSource(url, kind)


def _read_url(value: object) -> str | None:
    found = identifier(4000)(value)
    if found is None or " " in found:
        return None
    try:
        parts = urlsplit(found)
        usable = parts.scheme in ("https", "http") and bool(parts.hostname)
    except ValueError:
        return None
    return found if usable else None
