"""Which documents (文书) can be drafted from which case, and which of its steps each states."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from credit_core.messages import desk_drafts as messages
from credit_core.model.cases import Case, CaseType


class DraftKind(StrEnum):
    """A kind of document."""

    ACCEPTANCE = "acceptance"  # 受理告知书
    MISSING = "missing"  # 补正材料告知书
    OBJECTION_DECISION = "objection_decision"  # 异议处理决定书
    REPAIR_DECISION = "repair_decision"  # 信用修复决定书
    REVOCATION_NOTICE = "revocation_notice"  # 文书变动后更正告知书
    QUERY_RESULT = "query_result"  # 查询结果告知书
    DELIVERY_RECEIPT = "delivery_receipt"  # 送达回证


STATES: Mapping[DraftKind, tuple[str, ...]] = MappingProxyType(
    {
        DraftKind.ACCEPTANCE: ("accept",),
        DraftKind.MISSING: ("find_incomplete",),
        DraftKind.OBJECTION_DECISION: ("decide",),
        DraftKind.REPAIR_DECISION: ("grant", "refuse"),
        DraftKind.REVOCATION_NOTICE: ("platform_correct", "settle"),
        DraftKind.QUERY_RESULT: ("release", "refuse", "fail_identity"),
        DraftKind.DELIVERY_RECEIPT: (),  # the delivery of any notice
    }
)
"""The steps that a document states: it stands (成立) when one of them was taken, and is a draft before."""

_QUERY = (DraftKind.QUERY_RESULT, DraftKind.DELIVERY_RECEIPT)
_OF_TYPE: Mapping[CaseType, tuple[DraftKind, ...]] = MappingProxyType(
    {
        CaseType.OBJECTION: (
            DraftKind.ACCEPTANCE, DraftKind.MISSING, DraftKind.OBJECTION_DECISION, DraftKind.DELIVERY_RECEIPT,
        ),
        CaseType.REPAIR: (
            DraftKind.ACCEPTANCE, DraftKind.MISSING, DraftKind.REPAIR_DECISION, DraftKind.DELIVERY_RECEIPT,
        ),
        CaseType.REVOCATION: (DraftKind.REVOCATION_NOTICE, DraftKind.DELIVERY_RECEIPT),
        CaseType.QUERY_OWN_RECORD: _QUERY,
        CaseType.AUTHORISED_QUERY: _QUERY,
        CaseType.DELETE_HONOUR: (DraftKind.DELIVERY_RECEIPT,),
        CaseType.COMPLAINT: (DraftKind.ACCEPTANCE, DraftKind.DELIVERY_RECEIPT),
    }
)  # fmt: skip


def kinds_of(case: Case) -> tuple[DraftKind, ...]:
    """What can be drafted from the case."""
    return _OF_TYPE[case.type]


def draft_name(kind: DraftKind) -> str:
    """The document's name in Chinese."""
    return messages.NAMES[kind]
