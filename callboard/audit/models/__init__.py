from callboard.audit.models.entry import Entry

__all__ = ["Entry"]
