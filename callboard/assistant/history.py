"""The versions of an assistant's settings, newest first, with what each changed."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from callboard.agents.models import Agent, Publication
from callboard.agents.models.publication import Kind, State
from callboard.agents.settings.changes import Change, between
from callboard.assistant.reader import Reader

AT_ONCE = 20

_TONES = {
    State.LIVE: "green",
    State.PUBLISHING: "blue",
    State.WAITING: "amber",
    State.RETURNED: "amber",
    State.FAILED: "red",
}


@dataclass(frozen=True, slots=True)
class Version:
    publication: Publication
    changes: list[Change]
    can_restore: bool

    @property
    def badge(self) -> str:
        return {
            State.PUBLISHING: _("Publishing"),
            State.WAITING: _("Not Live Yet"),
            State.LIVE: _("Live"),
            State.PAST: _("Was Live"),
            State.FAILED: _("Not Published"),
            State.RETURNED: _("Sent Back"),
            State.REPLACED: _("Replaced"),
            State.WITHDRAWN: _("Taken Back"),
        }[State(self.publication.state)]

    @property
    def tone(self) -> str:
        return _TONES.get(State(self.publication.state), "gray")


@dataclass(frozen=True, slots=True)
class History:
    """`older` is the number to go on before, None at the end."""

    versions: list[Version]
    older: int | None


def of(agent: Agent, reader: Reader, before: int | None = None) -> History:
    """One query, and one for what they changed."""
    rows = Publication.objects.of(agent.pk, agent.client_id, Kind.SETTINGS).newest_first()
    if before is not None:
        rows = rows.filter(number__lt=before)
    found = list(rows.select_related("before")[: AT_ONCE + 1])
    shown = found[:AT_ONCE]
    versions = [
        Version(
            one,
            between(one.before.content if one.before else {}, one.content, reader.sees),
            can_restore=one.state != State.LIVE and bool(reader.edits),
        )
        for one in shown
    ]
    return History(versions, shown[-1].number if len(found) > AT_ONCE else None)


def version(agent: Agent, public_id: str) -> Publication | None:
    rows = Publication.objects.of(agent.pk, agent.client_id, Kind.SETTINGS)
    found: Publication | None = rows.filter(public_id=public_id).first()
    return found
