"""In which of their roles a member takes a step: people who hold several see each step in the one that may take it."""

from __future__ import annotations

from assistant.desk.member import Member
from channels.web.staff.sending import DOERS
from credit_core.use_cases.desk.case import CaseDesk
from credit_core.use_cases.desk.scope import Reach, reach_of
from credit_core.use_cases.desk.steps import StepView, possible
from credit_core.use_cases.office import Office
from credit_core.use_cases.vocabulary import Actor, NotFound, Role


def steps_for(office: Office, member: Member, desk: CaseDesk, reader: Actor) -> tuple[StepView, ...]:
    """Every step that leaves the state, each as the member can best take it. `desk` was read as `reader`."""
    best = {step.event: step for step in desk.steps}
    for role in _roles(member):
        if role is not reader.role:
            for step in _in_role(office, member, role, desk.view.id):
                if _rank(step) > _rank(best.get(step.event)):
                    best[step.event] = step
    return tuple(best.values())


def doer(office: Office, member: Member, case_id: str, event: str) -> tuple[Actor, Reach]:
    """Who takes this step: in the role that may, else in the member's first, which will be told why not.

    Raises:
        Forbidden: an account without a role that takes steps.
    """
    roles = _roles(member)
    if len(roles) > 1:
        ranked = [(_rank(step), role) for role in roles for step in _in_role(office, member, role, case_id)
                  if step.event == event]  # fmt: skip
        roles = tuple(role for _, role in sorted(ranked, key=lambda one: -one[0])) or roles
    actor = member.actor(*(roles or DOERS))
    return actor, reach_of(actor, member.places)


def _in_role(office: Office, member: Member, role: Role, case_id: str) -> tuple[StepView, ...]:
    actor = member.actor(role)
    try:
        return possible(office, actor, reach_of(actor, member.places), case_id)
    except NotFound:  # this role does not reach as far as another of theirs
        return ()


def _roles(member: Member) -> tuple[Role, ...]:
    return tuple(role for role in DOERS if role in member.roles)


def _rank(step: StepView | None) -> int:
    return 0 if step is None else 1 + step.role_allowed + 2 * step.allowed
