"""What queries (查询), their register and the credit report (信用报告) say."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

METHODS: Mapping[str, str] = MappingProxyType({
    "counter": "窗口核验证件原件",
    "oidc": "统一身份认证",
})
KINDS: Mapping[str, str] = MappingProxyType({
    "natural_person": "自然人",
    "legal_person": "法人",
    "unincorporated": "非法人组织",
})
NUMBER_LABELS: Mapping[str, str] = MappingProxyType({
    "resident_id": "居民身份证号",
    "uscc": "统一社会信用代码",
    "other": "其他有效证件号码",
})

SUBJECT_NAME = "信用主体的姓名或者名称"
SUBJECT_NUMBER = "信用主体的证件号码或者统一社会信用代码"
APPLICANT_NAME = "查询人的姓名或者名称"
APPLICANT_NUMBER = "查询人的证件号码或者统一社会信用代码"
GIVEN = "已写明{name}。"
MISSING = "还缺{name}。"
ROLE_UNKNOWN = "办理人的身份应当是：{known}。"

METHOD_KNOWN = "核验方式：{method}。"
METHOD_UNKNOWN = "核验方式应当是：{known}。"
METHOD_ACTOR = "“{method}”应当由{role}登记。"
PROOF_GIVEN = "已登记核验凭证。"
PROOF_MISSING = "还没有登记核验凭证。"
PROOF = "核验凭证"
SAME_NUMBER = "核验得到的号码与申请一致。"
OTHER_NUMBER = "核验得到的号码与申请不一致，不能提供。"
SAME_NAME = "核验得到的姓名或者名称与申请一致。"
OTHER_NAME = "核验得到的姓名或者名称与申请不一致，是不是同一主体要由经办人认定。"
NOT_SAME_PERSON = "经办人认定不是同一主体，不能提供。"
STORED_NAME = "姓名或者名称与已有档案不一致，是不是同一主体要由经办人认定。"

ACTS_HIMSELF = "由信用主体自己查询。"
AGENT_GIVEN = "已提供{name}。"
AGENT_MISSING = "代为查询还缺{name}。"
REPRESENTATION_FOUND = "经办人已核实代办关系。"
REPRESENTATION_NOT_FOUND = "经办人认定没有代办关系。"
REPRESENTATION_UNKNOWN = "代办关系要由经办人核实。"
MINOR_UNKNOWN = "未成年人自己查询，条例没有专门规定，要由经办人认定。"
MINOR_FOUND = "经办人认定，这位未成年人可以自己查询。"
MINOR_NOT_FOUND = "经办人认定，应当由监护人代为查询。"
AGENT_PAPERS: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "legal_representative": MappingProxyType({
        "representative_name": "法定代表人姓名",
        "representative_id": "法定代表人证件号码",
        "representation_proof": "法定代表人身份证明",
    }),
    "agent": MappingProxyType({
        "agent_name": "代理人姓名",
        "agent_id": "代理人证件号码",
        "representation_proof": "书面委托书",
    }),
    "guardian": MappingProxyType({
        "guardian_name": "监护人姓名",
        "guardian_id": "监护人证件号码",
        "representation_proof": "监护关系证明",
    }),
})
THIRD_PARTY_PROOF = "经办人代表查询单位的证明"

IDENTITY_STANDS = "身份已于{on}核验（{method}）。"
IDENTITY_MISSING = "还没有核验身份。"
REFUSAL_REASON = "不予提供的理由"
REFUSAL_REASONED = "已写明不予提供的理由。"
REFUSAL_UNREASONED = "不予提供应当写明理由。"

UNKNOWN_SUBJECT_KIND = "信用主体的类别应当是：{known}。"
NOT_RELEASED = "不能提供：{reasons}"
OWN_PURPOSE = "查询自身信用信息"
QUERY_CLOSED = "查询办件{number}已经提供过结果。"

SECTION_OTHER_NOTE = "本地条例对这一方式的称呼是“{name}”。"
GRAVITY: Mapping[str, str] = MappingProxyType({"general": "一般", "serious": "严重"})
CLASS_WITH_GRAVITY = "{title}（{gravity}）"
DOCUMENT_KINDS: Mapping[str, str] = MappingProxyType({
    "judgment": "司法裁判文书",
    "arbitration": "仲裁文书",
    "penalty": "行政处罚决定",
    "coercion": "行政强制决定",
    "ruling": "行政裁决决定",
    "other": "其他文书",
})
AXES: Mapping[str, str] = MappingProxyType({
    "validity": "信息状态",
    "publicity": "公示",
    "sharing": "共享",
    "objection_mark": "异议标注",
    "repair_mark": "修复标注",
    "content": "内容",
})
STATES: Mapping[str, str] = MappingProxyType({
    "received": "已收到",
    "rejected": "不收录",
    "held": "待核实",
    "effective": "有效",
    "corrected": "已更正",
    "deleted": "已删除",
    "merged": "已合并",
    "archived": "已归档",
    "not_public": "不公示",
    "public": "公示中",
    "stopped": "已停止",
    "masked": "已屏蔽",
    "not_shared": "不共享",
    "shared": "共享中",
})
CHANGED = "{axis}：{before} 改为 {after}"
NOTHING_BEFORE = "（无）"
REASON_UNSTATED = "未载明"
NO_END_DETERMINED = "公示截止日期不能确定：有关规定没有载入。"
NO_END_PUBLIC_STATE = "没有在公示，没有截止日期。"

NOTE_ASSUMPTION = "{line}"
NOTE_FREE = "条例写明免费，本次查询没有收费。"
NOTE_LOOKS = "近期查询登记（共{total}次，列出最近{count}次）："
NOTE_LOOK = "{on} {requester}，{mode}，用途：{purpose}，{granted}。"
NOTE_NO_LOOKS = "此前没有他人查询的登记。"
GRANTED = "已提供"
REFUSED = "未提供"
NO_PURPOSE = "未载明"

WRONG_REPORT = "报告编号或者核验码不对，或者本单位没有出具过这份报告。请核对。"

NO_DUTY_TO_QUERY = "{note}"
PROVEN = "查询登记载明：{on}由“{department}”查询过。"
NOT_PROVEN = "{on}（含）以前没有“{department}”为这类活动查询该主体的登记。"
