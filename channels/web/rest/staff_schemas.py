"""Hand-offs, switches, accounts and keys as the REST interface gives them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from assistant.desk.handoffs import ANSWER, NOTE, Outcome
from assistant.desk.switches import WHY
from channels.web.rest.contract import In, Line, Listed, Needed, Out, Text
from credit_core.use_cases.vocabulary import Role


class HandoffRow(Out):
    """A conversation that wants a person; the summary is masked."""

    id: str
    channel: str | None
    reason: str
    priority: Literal["normal", "urgent"]
    state: Literal["open", "taken", "closed"]
    opened_at: datetime
    staff: str | None = Field(description="谁接的，账号编号")
    summary: str | None = Field(description="null：对话已经删除")
    place: str | None
    closed_at: datetime | None
    outcome: str | None
    closing_note: str | None


class Handoffs(Listed[HandoffRow]):
    """One part of the list."""


class LineBody(Out):
    """Something that was said; masked."""

    author: Literal["citizen", "staff", "assistant"]
    at: datetime
    text: str


class HandoffBody(Out):
    """A hand-off with its conversation."""

    handoff: HandoffRow
    lines: list[LineBody]
    may_take: bool
    may_answer: bool
    may_close: bool


class ReplyRequest(In):
    """What is said to the citizen."""

    text: Text = Field(min_length=1, max_length=ANSWER)


class CloseRequest(In):
    """With what it is closed."""

    outcome: Outcome
    note: Text = Field(default="", max_length=NOTE)


class StopBody(Out):
    """A stop that is or was in force."""

    what: str
    stopped_at: datetime
    stopped_by: str
    why: str
    lifted_at: datetime | None
    lifted_by: str | None
    lifted_why: str | None


class SwitchBody(Out):
    """A switch; `stop` null: nothing is stopped by it."""

    what: str
    stop: StopBody | None


class Switches(Listed[SwitchBody]):
    """Every switch."""

    history: list[StopBody] = Field(description="以前停过的，新的在前")


class SwitchRequest(In):
    """Why."""

    why: Needed = Field(max_length=WHY)


def _ordered(roles: list[Role]) -> list[Role]:
    return sorted(roles)


class MemberBody(Out):
    """An account."""

    id: str
    name: str
    shown: str
    roles: Annotated[list[Role], AfterValidator(_ordered)]
    body: str | None
    places: Annotated[list[str], AfterValidator(sorted)] = Field(description="空为全部地区")
    active: bool
    version: int
    created_at: datetime
    last_at: datetime | None
    factor: bool = Field(description="设好了第二因素")
    one_time: bool = Field(description="还没有改过发给的密码")


class Members(Listed[MemberBody]):
    """All accounts by name."""


class MemberChange(In):
    """An account as it is to be."""

    shown: Line = Field(default="", description="同事看到的名字；空为登录名")
    roles: list[Role] = Field(min_length=1, max_length=len(Role))
    body: Line | None = Field(default=None, description="代表哪个单位；提供单位经办人必须写")
    places: list[Needed] = Field(default_factory=list, max_length=100, description="空为全部地区")


class MemberRequest(MemberChange):
    """A new account."""

    name: Needed = Field(description="登录名：2 到 40 个字母、数字、汉字或者 . - @ _")


class PasswordBody(Out):
    """An account with its one-time password, shown this once."""

    id: str
    password: str = Field(description="只显示这一次；第一次登录要改")


class KeyBody(Out):
    """A key as it may be shown."""

    id: str
    label: str
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


class Keys(Listed[KeyBody]):
    """Keys of a member, the newest first."""


class KeyRequest(In):
    """A new key."""

    label: Needed = Field(max_length=60, description="用在哪里")
    days: int = Field(default=180, ge=1, le=366, description="有效多少日")


class NewKeyBody(Out):
    """A key, shown this once."""

    id: str
    key: str = Field(description="只显示这一次；写在 Authorization: Bearer 里")
