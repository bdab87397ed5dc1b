"""Who acts: the roles of architecture.md, and the person who does one thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """In which role somebody acts."""

    CITIZEN = "citizen"  # 信用主体或者代其办理的人
    PROVIDER_CLERK = "provider_clerk"  # 提供单位经办人
    CASE_OFFICER = "case_officer"  # 受理单位经办人
    REVIEWER = "reviewer"  # 复核人
    SUPERVISOR = "supervisor"  # 监督人员
    AUDITOR = "auditor"  # 审计人员
    ADMINISTRATOR = "administrator"  # 管理员
    SYSTEM = "system"  # 系统（到期、提醒）


STAFF = (Role.CASE_OFFICER, Role.REVIEWER, Role.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class Actor:
    """One acting person or the system. `id` is an opaque account id, never an identity number."""

    id: str
    role: Role
    body: str | None = None  # the body it acts for (单位), by name


SYSTEM = Actor("system", Role.SYSTEM)
