"""How a stored field says what kind of data it holds."""

from __future__ import annotations

from typing import Annotated, Any

PERSONAL = "personal"
"""Marks a column that may hold personal data (个人信息): exported on request, erased where the law lets it be erased."""

Personal = Annotated[str, PERSONAL]
PersonalOrNone = Annotated[str | None, PERSONAL]
PersonalFacts = Annotated[dict[str, Any], PERSONAL]
