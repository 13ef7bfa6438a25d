from callboard.agents.models.agent import Agent
from callboard.agents.models.connection import Connection
from callboard.agents.models.publication import Publication

__all__ = ["Agent", "Connection", "Publication"]
