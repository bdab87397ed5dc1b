"""A member of staff (工作人员) as the desks know them: in which roles they act, for which body, and how far they see."""

from __future__ import annotations

from dataclasses import dataclass

from credit_core.use_cases.vocabulary import Actor, Forbidden, Role

NO_ROLE = "您的账号没有办理这一步的角色，请找有这个角色的同事，或者请管理员调整。"


@dataclass(frozen=True, slots=True)
class Member:
    """A signed-in member of staff.

    Attributes:
        id: opaque account id; it stands in the audit trail.
        name: what they sign in with.
        shown: what colleagues read.
        body: the body (单位) they act for; None for the office itself.
        places: the places whose cases and records they see; empty for all.
        pending: what they must do before anything else: `password` (change it), `second_factor` (set it up); None: nothing.
    """

    id: str
    name: str
    shown: str
    roles: frozenset[Role]
    body: str | None = None
    places: frozenset[str] = frozenset()
    pending: str | None = None

    def actor(self, *wanted: Role) -> Actor:
        """Who acts, in the first of the `wanted` roles that the member has; in any of theirs where none is wanted.

        Raises:
            Forbidden: the member has none of them.
        """
        for role in wanted or sorted(self.roles):
            if role in self.roles:
                return Actor(self.id, role, self.body)
        raise Forbidden(NO_ROLE)
