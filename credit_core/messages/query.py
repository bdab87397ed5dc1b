"""What queries (查询), their register and the credit report (信用报告) say."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from credit_core.messages import disclosure

METHODS: Mapping[str, str] = MappingProxyType(
    {
        "counter": "窗口核验证件原件",
        "oidc": "统一身份认证",
    }
)

SUBJECT_NAME = "信用主体的姓名或者名称"
SUBJECT_NUMBER = "信用主体的证件号码或者统一社会信用代码"
APPLICANT_NAME = "查询人的姓名或者名称"
APPLICANT_NUMBER = "查询人的证件号码或者统一社会信用代码"
GIVEN = "已写明{name}。"
MISSING = "还缺{name}。"
ROLE_UNKNOWN = "办理人的身份应当写明，并且与查询的种类相符：{known}（只用于授权查询）。"
APPLICANT_ROLES: Mapping[str, str] = MappingProxyType(
    {
        "self": "本人",
        "minor_self": "未成年本人",
        "legal_representative": "法定代表人",
        "agent": "代理人",
        "guardian": "监护人",
        "authorised_third_party": "被授权的他人",
    }
)

METHOD_KNOWN = "核验方式：{method}。"
METHOD_UNKNOWN = "核验方式应当是：{known}。"
METHOD_ACTOR = "“{method}”应当由{role}登记。"
PROOF_GIVEN = "已登记核验凭证。"
PROOF_MISSING = "还没有登记核验凭证。"
PROOF = "核验凭证"
SAME_NUMBER = "核验得到的号码与申请一致。"
OTHER_NUMBER = "核验得到的号码与申请不一致。"
SAME_NAME = "核验得到的姓名或者名称与申请一致。"
OTHER_NAME = "核验得到的姓名或者名称与申请不一致，是不是同一主体要由经办人认定。"
NOT_SAME_PERSON = "经办人认定不是同一主体。"
STORED_NAME = "姓名或者名称与已有档案不一致，是不是同一主体要由经办人认定。"

ACTS_ITSELF = "由申请人自己办理。"
AGENT_GIVEN = "已提供{name}。"
AGENT_MISSING = "代办还缺{name}。"
REPRESENTATION_FOUND = "经办人已核实代办关系。"
REPRESENTATION_NOT_FOUND = "经办人认定没有代办关系。"
REPRESENTATION_UNKNOWN = "代办关系要由经办人核实。"
MINOR_UNKNOWN = "未成年人自己办理，条例没有专门规定，要由经办人认定。"
MINOR_FOUND = "经办人认定，这位未成年人可以自己办理。"
MINOR_NOT_FOUND = "经办人认定，应当由监护人代办。"
AGENT_PAPERS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "legal_representative": MappingProxyType(
            {
                "representative_name": "法定代表人姓名",
                "representative_id": "法定代表人证件号码",
                "representation_proof": "法定代表人身份证明",
            }
        ),
        "agent": MappingProxyType(
            {
                "agent_name": "代理人姓名",
                "agent_id": "代理人证件号码",
                "representation_proof": "书面委托书",
            }
        ),
        "guardian": MappingProxyType(
            {
                "guardian_name": "监护人姓名",
                "guardian_id": "监护人证件号码",
                "representation_proof": "监护关系证明",
            }
        ),
    }
)
THIRD_PARTY_PROOF = "经办人代表查询单位的证明"

IDENTITY_STANDS = "身份已于{on}核验（{method}）。"
IDENTITY_MISSING = "还没有核验身份。"
REFUSAL_REASON = "不予提供的理由"
REFUSAL_REASONED = "已写明不予提供的理由。"
REFUSAL_UNREASONED = "不予提供应当写明理由。"

NOT_A_QUERY = "这里只办理查询本人记录和授权查询。"
ID_KIND_UNKNOWN = "证件种类应当是：{known}。"
NOT_RELEASED = "不能提供：{reasons}"
OWN_PURPOSE = "查询自身信用信息"

GRAVITY: Mapping[str, str] = MappingProxyType({"general": "一般", "serious": "严重"})
CLASS_WITH_GRAVITY = "{title}（{gravity}）"
DOCUMENT_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "judgment": "司法裁判文书",
        "arbitration": "仲裁文书",
        "penalty": "行政处罚决定",
        "coercion": "行政强制决定",
        "ruling": "行政裁决决定",
        "other": "其他文书",
    }
)
AXES: Mapping[str, str] = MappingProxyType(
    {
        "validity": "信息状态",
        "publicity": "公示",
        "sharing": "共享",
        "objection_mark": "异议标注",
        "repair_mark": "修复标注",
        "content": "信息内容",
    }
)
STATES: Mapping[str, str] = MappingProxyType(
    {
        **disclosure.VALIDITY,
        "not_public": "不公示",
        "public": "公示中",
        "stopped": "已停止",
        "masked": "已屏蔽",
        "not_shared": "不共享",
        "shared": "共享中",
    }
)
CHANGED = "{axis}：{before} 改为 {after}"
NOTHING = "无"
UNTITLED = "未载明名称"
NO_END_DETERMINED = "公示截止日期不能确定：{reason}。"
NO_END_NEEDED = "没有在公示，不计算截止日期。"
NO_PERIOD_LOADED = "有关规定没有载入"

REGULATION = "《{title}》"
NOTE_MODE_NAME = "本地条例把这一披露方式称为“{name}”。"
NOTE_FREE = "条例写明免费，本次查询不收费。"
NOTE_MARKET = "报告中来自{provider}的“{title}”是{name}。"
NOTE_LOOKS = "此前的查询登记共{total}次，列出最近{count}次："
NOTE_NO_LOOKS = "此前没有查询登记。"
NOTE_LOOK = "{on}，{requester}，{mode}，用途：{purpose}，{outcome}。"
LOOK_GRANTED = "已提供"
LOOK_REFUSED = "未提供"
UNSTATED = "未载明"
PERSON_WHO_ASKED = "{name}（代{subject}查询）"

WRONG_REPORT = "报告编号或者核验码不对，或者本单位没有出具过这份报告。请核对。"

PROVEN = "查询登记载明：{on}由“{department}”查询过。"
NOT_PROVEN = "{on}（含）以前没有“{department}”为这类活动查询该主体的登记。"
