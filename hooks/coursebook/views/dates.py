"""Dates as official Chinese texts print them."""

from __future__ import annotations

import datetime


def chinese_date(date: datetime.date | str) -> str:
    """Return 2026年8月15日; of a partial date (``2026-08``, ``2026``) as much as is known."""
    parts = (date if isinstance(date, str) else date.isoformat()).split("-")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))
