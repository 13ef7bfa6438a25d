from callboard.agents.models.agent import Agent
from callboard.agents.models.connection import Connection

__all__ = ["Agent", "Connection"]
