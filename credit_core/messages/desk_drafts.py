"""The wording of documents (文书) that an officer drafts from a case. What the case does not hold stays visibly blank."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

BLANK = "〔　　　　〕"
DRAFT_MARK = "草稿——{why}"
NOT_DECIDED = "办件还没有作出这一步，空白处由经办人填写，签发以前没有效力"

NAMES: Mapping[str, str] = MappingProxyType(
    {
        "acceptance": "受理告知书",
        "missing": "补正材料告知书",
        "objection_decision": "异议处理决定书",
        "repair_decision": "信用修复决定书",
        "revocation_notice": "文书变动后更正告知书",
        "query_result": "查询结果告知书",
        "delivery_receipt": "送达回证",
    }
)

TO = "{name}："
FILED = "你（单位）提出的{act}（编号{number}），本单位于{on}收到。"
CHANGE_NOTED = "据以认定你（单位）信用信息的文书发生变动，本单位于{on}登记办理（编号{number}）。"
FILED_RECORD = "所涉信用信息：{number}，由{provider}提供。"
ACCEPTED = "经审查，本单位已于{on}受理。"
MISSING = "经审查，还缺以下材料：{missing}。请补交；已经交来的材料不用再交。"
MISSING_DAY = "上述要求于{on}作出。"
DEADLINE = "{duty}：{when}（{citation}）。"
DUE = "应当在{due}（含当日）以前办结"
DUE_PROVISIONAL = "应当在{due}（含当日，暂定）以前办结"
WORD = "条例写的是「{word}」，没有写明天数"
NO_NUMBER = "条例没有写明天数"
DECIDED = "本单位于{on}作出决定：{finding}。"
FINDINGS: Mapping[str, str] = MappingProxyType(
    {"upheld": "异议成立", "partly": "异议部分成立", "not_upheld": "异议不成立，原信息维持"}
)
REMEDY = "处理方式：{remedy}。"
REASONS = "理由：{reasons}"
CARRIED_OUT = "上述处理已于{on}落实。"
NOT_CARRIED_OUT = "上述处理的落实情况：{blank}"
GRANTED = "本单位于{on}决定准予修复。"
REFUSED = "本单位于{on}决定不予修复。"
DECISION_OPEN = "决定：{blank}"
EFFECT = "修复的落实：{effect}"
CHANGED = "据以认定的文书已被{event}（{proof}），{name}为{on}。"
CHANGED_OPEN = "据以认定的文书的变动情况：{blank}"
CORRECTED = "这条信用信息已于{on}{correction}。"
CORRECTED_OPEN = "这条信用信息的处理：{blank}"
RELEASED = "经核验身份，本单位已于{on}提供信用信息，内容见所附的信用报告。"
NOT_RELEASED = "本单位于{on}决定不予提供。"
RESULT_OPEN = "查询的结果：{blank}"
SILENT = "条例没有规定这一步，按办理惯例处理。"
BASIS = "依据：{citations}。"
RELIEF = "不服本文书的救济途径和期限，由经办人依照有关规定填写：{blank}"

HEAD_RECEIPT = "送达事项"
DELIVERY: tuple[tuple[str, str], ...] = (
    ("送达的文书", "document"),
    ("受送达人", "name"),
    ("送达方式", "channel"),
    ("送达地点", "place"),
    ("送达日期", "on"),
    ("送达凭证", "proof"),
    ("受送达人签名或者盖章", "signature"),
    ("代收人及代收理由", "proxy"),
    ("送达人", "server"),
)
HEAD_FACTS = "申请"
HEAD_CAUSE = "事由"
HEAD_DECISION = "决定"
HEAD_TERMS = "办理期限"
HEAD_BASIS = "依据"
HEAD_RELIEF = "救济途径"
HEAD_CLAUSES = "所引条文"
SIGNED = "{body}（印章）"
PURPOSE = "起草{name}"
