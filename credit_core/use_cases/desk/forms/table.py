"""Every step of every transition table with its form and its verb. A test holds that none is missing."""

from __future__ import annotations

from collections.abc import Mapping

from credit_core.use_cases.desk.forms import complaint, honour, objection, query, repair, revocation
from credit_core.use_cases.desk.forms.fields import Form

FORMS: Mapping[str, Mapping[str, Form]] = {
    "objection": objection.FORMS,
    "repair": repair.FORMS,
    "revocation": revocation.FORMS,
    "query": query.FORMS,
    "honour": honour.FORMS,
    "complaint": complaint.FORMS,
}
"""By the name of the machine, then by the event."""
