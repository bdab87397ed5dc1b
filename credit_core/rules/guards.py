"""Every condition that a transition table may name, by its name."""

from __future__ import annotations

from credit_core.rules import complaint, filing, honour, objection, query, repair, revocation
from credit_core.rules.situation import Guard

GUARDS: dict[str, Guard] = {
    **filing.GUARDS,
    **objection.GUARDS,
    **repair.GUARDS,
    **revocation.GUARDS,
    **query.GUARDS,
    **honour.GUARDS,
    **complaint.GUARDS,
}
