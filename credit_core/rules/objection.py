from __future__ import annotations

from credit_core.rules.situation import Guard

GUARDS: dict[str, Guard] = {n: (lambda s: ()) for n in ["objection_admissible", "ground_listed", "checked_unit_named", "pause_documented", "pause_end_documented", "finding_reasoned", "correction_stated", "correction_carried_out", "delivery_recorded", "transfer_target_named"]}
