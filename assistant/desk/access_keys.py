"""Keys for programs (接口密钥): each belongs to a member and can do what the member can."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.desk.access_ground import Ground, allow, found, say
from assistant.memory import staff_keys
from assistant.memory.staff_keys import KeyView
from assistant.memory.transactions import writing
from credit_core.use_cases.vocabulary import Actor, BadFiling, NotFound, Role

DAYS, MOST_DAYS = 180, 366
MOST_KEYS, LABEL = 10, 60


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key, shown this once."""

    id: str
    key: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Keys:
    """Members keep their own; administrators keep everybody's, auditors look at them.

    Raises:
        Forbidden: somebody else's, and no administrator. NotFound: no such account.
    """

    ground: Ground

    def of(self, actor: Actor, member_id: str) -> tuple[KeyView, ...]:
        """All keys of the member, the newest first."""
        if actor.id != member_id:
            allow(actor, Role.ADMINISTRATOR, Role.AUDITOR)
        with self.ground.engine.connect() as connection:
            found(connection, member_id)
            return staff_keys.of_member(connection, member_id)

    def add(self, actor: Actor, member_id: str, label: str, days: int = DAYS) -> NewKey:
        """A new key that holds for so many 日.

        Raises:
            BadFiling: label or days will not do, or there are too many.
        """
        label = " ".join(label.split())
        if not 1 <= len(label) <= LABEL:
            raise BadFiling(say("key.label"))
        if not 1 <= days <= MOST_DAYS:
            raise BadFiling(say("key.days", most=MOST_DAYS))
        if actor.id != member_id:
            allow(actor, Role.ADMINISTRATOR)
        at = self.ground.now()
        with writing(self.ground.engine) as connection:
            found(connection, member_id, lock=True)
            in_use = [
                key for key in staff_keys.of_member(connection, member_id) if not key.revoked_at and key.expires_at > at
            ]
            if len(in_use) >= MOST_KEYS:
                raise BadFiling(say("key.many", most=MOST_KEYS))
            made, key = staff_keys.add(connection, member_id, label, days, at)
            after = {"member": member_id, "label": label, "days": days}
            self.ground.trail.note(connection, actor, "key.added", "staff_key", made, after=after)
        return NewKey(made, key)

    def revoke(self, actor: Actor, member_id: str, key_id: str) -> None:
        """End it at once.

        Raises:
            NotFound: the member has no such key in use.
        """
        if actor.id != member_id:
            allow(actor, Role.ADMINISTRATOR)
        with writing(self.ground.engine) as connection:
            label = staff_keys.revoke(connection, member_id, key_id, self.ground.now())
            if label is None:
                raise NotFound(say("no_such_key"))
            before = {"member": member_id, "label": label}
            self.ground.trail.note(connection, actor, "key.revoked", "staff_key", key_id, before=before)
