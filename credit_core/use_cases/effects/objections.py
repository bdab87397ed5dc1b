from __future__ import annotations

from credit_core.use_cases.effects.step import Effect

EFFECTS: dict[str, Effect] = {n: (lambda s: s.case) for n in ["mark_record", "scope_own", "scope_cross", "open_pause", "close_pause", "correct_or_delete_record", "record_result_notice", "clear_record_mark", "change_recipient"]}
