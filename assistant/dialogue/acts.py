"""What a citizen can do by talking, and where a guided act stands: the words of the public contract of a conversation."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """A guided act (办事事项); all but `HANDOFF` are types of cases in credit_core."""

    QUERY_OWN_RECORD = "query_own_record"  # 查询本人记录
    AUTHORISED_QUERY = "authorised_query"  # 授权查询
    OBJECTION = "objection"  # 异议
    REPAIR = "repair"  # 信用修复
    REVOCATION = "revocation"  # 文书被撤销、变更、确认无效
    DELETE_HONOUR = "delete_honour"  # 删除荣誉信息
    COMPLAINT = "complaint"  # 投诉举报
    HANDOFF = "handoff"  # 转人工


GUIDED = tuple(act for act in Act if act is not Act.HANDOFF)
"""Acts with a form. A person is asked for at once, without one."""


class FlowState(StrEnum):
    """Where a guided act stands."""

    COLLECTING = "collecting"
    CONFIRMING = "confirming"
    AWAITING_IDENTITY = "awaiting_identity"
    SUBMITTED = "submitted"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """True where nothing more is asked for this act."""
        return self in (FlowState.SUBMITTED, FlowState.CANCELLED)


class Command(StrEnum):
    """What a message tells the assistant to do with the conversation itself."""

    YES = "yes"
    NO = "no"
    SKIP = "skip"
    CANCEL = "cancel"
    BACK = "back"
    RESUME = "resume"
    RESTART = "restart"
    SUMMARY = "summary"
    STATUS = "status"
    COUNTING = "counting"
    WITHDRAW = "withdraw"
    ADD_EVIDENCE = "add_evidence"
    HELP = "help"
    HUMAN = "human"


class Alarm(StrEnum):
    """What in a message must be dealt with before anything else."""

    DISTRESS = "distress"
    ANGER = "anger"
    INJECTION = "injection"
    CHANGE_RECORD = "change_record"
    SKIP_IDENTITY = "skip_identity"
