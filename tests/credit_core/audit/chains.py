"""Chains for the tests: plausible acts, made from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from credit_core.audit.entry import AuditEntry, Head, Row, append, seal

ACTS = ("file_objection", "mark_record", "decide", "correct_record", "notify")
ROLES = ("citizen", "case_officer", "reviewer", "system")
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def rows(count: int, seed: int = 0, head: Head | None = None) -> Iterator[Row]:
    """`count` rows one at a time, following `head`."""
    rng = random.Random(seed)
    for number in range(count):
        entry, content = append(
            head,
            START + timedelta(minutes=number),
            f"actor-{rng.randrange(9)}",
            rng.choice(ROLES),
            rng.choice(ACTS),
            rng.choice(["example-2022#39.2", None]),
            "record",
            f"record-{rng.randrange(99)}",
            rng.choice([None, {"value": "罚款\u2028五百元", "on": date(2026, 1, 5)}]),
            {"value": f"更正{number}", "mark": rng.random() < 0.5, "days": rng.randrange(30), "parts": ["𠮷", "\n"]},
            f"{rng.getrandbits(128):032x}",
        )
        head = entry.head
        yield entry, content


def sealed(entry: AuditEntry) -> AuditEntry:
    """The entry with the hash that its fields have: what a forger with write access would do."""
    fields = {name: getattr(entry, name) for name in AuditEntry.__dataclass_fields__}
    return AuditEntry(**{**fields, "hash": seal(entry)})
