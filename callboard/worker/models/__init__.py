from callboard.worker.models.heartbeat import Heartbeat

__all__ = ["Heartbeat"]
