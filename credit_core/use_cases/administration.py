"""Administration of the service (账号、开关 and the like) in the audit chain: who changed what, from what to what.

What is administered is not the core's, but its trail is: there is one chain, and an administrator stands in it like anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from credit_core.model.people import Actor
from credit_core.ports import Clock
from credit_core.storage.unit_of_work import Store


@dataclass(frozen=True, slots=True)
class Trail:
    """Notes deeds. Values before and after hold no secret: no password, code, key or hash of one."""

    store: Store
    clock: Clock

    def note(
        self,
        connection: Connection,
        actor: Actor,
        act: str,
        kind: str,
        subject_id: str,
        *,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """Note a deed inside the transaction that does it, which must have begun as one that writes; do it last.

        Args:
            act: what was done, as `account.disabled`. kind, subject_id: to what.
        """
        with self.store.joined(connection) as unit:
            unit.audit(self.clock.now(), actor, act, kind, subject_id, before=before, after=after)
