from __future__ import annotations

from credit_core.use_cases.effects.step import Effect

EFFECTS: dict[str, Effect] = {}
