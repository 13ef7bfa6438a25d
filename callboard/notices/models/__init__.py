from callboard.notices.models.call_news import CallNews
from callboard.notices.models.choice import NoticeChoice
from callboard.notices.models.notice import Notice

__all__ = ["CallNews", "Notice", "NoticeChoice"]
