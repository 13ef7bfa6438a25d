from callboard.agents.models.agent import Agent
from callboard.agents.models.change_request import ChangeRequest
from callboard.agents.models.connection import Connection
from callboard.agents.models.draft import Draft
from callboard.agents.models.faq import Faq
from callboard.agents.models.faq_version import FaqVersion
from callboard.agents.models.publication import Publication

__all__ = [
    "Agent",
    "ChangeRequest",
    "Connection",
    "Draft",
    "Faq",
    "FaqVersion",
    "Publication",
]
