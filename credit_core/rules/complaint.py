from __future__ import annotations

from credit_core.rules.situation import Guard

GUARDS: dict[str, Guard] = {}
