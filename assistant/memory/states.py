"""Words in columns: where a hand-off stands, and who says a message."""

from __future__ import annotations

OPEN, TAKEN, CLOSED = "open", "taken", "closed"
"""States of a hand-off."""

NORMAL, URGENT = "normal", "urgent"
PRIORITIES = (NORMAL, URGENT)
"""Of a hand-off, the more urgent last."""

CITIZEN, STAFF, NOTICE = "citizen", "staff", "notice"
"""Authors of messages."""
