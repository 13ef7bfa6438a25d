from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from callboard.demo.cast.business import Business


def days_ago(business: Business, days: int, now: datetime, clock: time = time(10, 12)) -> datetime:
    """So many days ago, at this time of the client's day."""
    zone = ZoneInfo(business.time_zone)
    day = now.astimezone(zone).date() - timedelta(days=days)
    return datetime.combine(day, clock, tzinfo=zone)


def last_workday(business: Business, now: datetime) -> datetime:
    """In the morning of the last day before today on which offices were open."""
    days = 1
    while days_ago(business, days, now).weekday() > 4:
        days += 1
    return days_ago(business, days, now)
