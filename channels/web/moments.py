"""Days and moments as a page writes them, in Beijing time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

_CHINA: Final = ZoneInfo("Asia/Shanghai")


def weekday(day: date) -> str:
    """周五."""
    return f"周{'一二三四五六日'[day.weekday()]}"


def moment(at: datetime) -> str:
    """11月20日 09:05, Beijing time."""
    here = at.astimezone(_CHINA)
    return f"{here.month}月{here.day}日 {here:%H:%M}"


def full_moment(at: datetime) -> str:
    """2026年11月20日 09:05, Beijing time."""
    return f"{at.astimezone(_CHINA).year}年{moment(at)}"
