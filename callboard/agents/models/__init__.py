from callboard.agents.models.agent import Agent
from callboard.agents.models.connection import Connection
from callboard.agents.models.faq import Faq
from callboard.agents.models.faq_version import FaqVersion
from callboard.agents.models.publication import Publication

__all__ = ["Agent", "Connection", "Faq", "FaqVersion", "Publication"]
