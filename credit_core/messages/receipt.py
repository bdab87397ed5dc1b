"""What receipts (回执) and the view of a case say."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TITLE = "{place}{act}回执"
NUMBERED = "编号：{number}"
FILED_AT = "提交时间：{at}"
HEADING = "【{heading}】"
PAIR = "{label}：{value}"

FILING = "提交的内容"
FILES = "证据材料"
BASIS = "依据"
NEXT = "接下来"
COUNTING = "日期怎样算出来的"
MEANWHILE = "办理期间"
MISSED = "过了日期没有办结，或者条例没有写日期"
NOTES = "解释和说明"
VERIFY = "核验"

NUMBER = "编号"
CODE = "查询码"
TIME = "提交时间"
RECEIVED = "收到日期"
BODY = "受理单位"
FINGERPRINT = "提交内容的校验值"
ENTRY = "审计链校验点"
FILE = "{name}（{size}字节，SHA-256 {sha256}）"
STEP = "{body}：{duty}。{when}（{citation}）"
NO_STEPS = "条例没有为这一事项规定期限或者办理义务。"
HOW_TO_VERIFY = "凭编号和查询码，可以在网页、窗口或者命令行核验这份回执；校验点与审计链一致，说明提交的记录没有被改动。"

DUE = "到期日{due}{mark}，当日也算"
LATER = "；按另一种读法是{later}，条例没有写明，请以较早的为准"
UNLESS = "；但是{unless}"
IF = "；只在{condition}时适用"
AWAITING = "从“{start}”起算，{amount}"
WORD = "条例写的是「{word}」，没有写明天数"
WORD_FROM = "从“{start}”起，条例写的是「{word}」，没有写明天数"
NO_NUMBER = "条例没有写明期限"
ANY_BODY = "条文写明的单位"

NOT_SAID = "{place}的条例没有写明办理期间这条信息是否继续公示、共享、使用。"
AS_IT_IS = "没有规则的，保持原状，不隐藏，也不承诺隐藏。"
NOTE = "{note}。"
NOTE_WITH_CLAUSE = "{note}（{citation}）。"
QUOTED = "「{words}」（{citation}）。"

PRODUCT = "社会信用条例助手"
EVENT = "{act}：{duty}{mark}"
EVENT_TEXT = "办件{number}。{when}（{citation}）。"
ALARM = "办件{number}：{duty}{mark}"

SLOTS: Mapping[str, str] = MappingProxyType(
    {
        "applicant_role": "办理人身份",
        "subject_kind": "主体类别",
        "subject_name": "信用主体",
        "subject_id_type": "证件种类",
        "subject_id": "证件号码",
        "document_name": "证件名称",
        "no_resident_number": "没有居民身份证号",
        "subject_birth_date": "出生日期",
        "representative_name": "法定代表人",
        "representative_id": "法定代表人证件号码",
        "agent_name": "代理人",
        "agent_id": "代理人证件号码",
        "guardian_name": "监护人",
        "guardian_id": "监护人证件号码",
        "applicant_name": "查询人",
        "applicant_id": "查询人证件号码",
        "requester_kind": "查询人类别",
        "authorisation": "授权",
        "purpose": "用途",
        "contact": "联系方式",
        "record_ref": "信息编号",
        "record_source": "信息来源",
        "info_kind": "信息种类",
        "records": "信息",
        "event_date": "发生日期",
        "objection_ground": "异议理由",
        "objection_detail": "异议内容",
        "correction_facts": "纠正情况",
        "legal_document": "法律文书",
        "evidence": "证据",
        "case_no": "有关办件",
        "submitted_on": "提交日期",
        "topic": "事项",
        "urgency": "缓急",
        "honour_kinds": "信息类别",
        "complaint_detail": "反映的情况",
        "conducts": "反映的行为",
        "about": "被反映单位",
        "against": "被反映单位类别",
    }
)
"""The slots of architecture.md and those of single acts, as a reader knows them."""

UNTOLD = ("jurisdiction",)
"""Slots that are not told again: the receipt names the place at its head."""

OTHER_SLOT = "其他（{name}）"
YES_NO: Mapping[bool, str] = MappingProxyType({True: "是", False: "否"})
VALUES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "subject_kind": MappingProxyType(
            {
                "natural_person": "自然人",
                "organisation": "法人、非法人组织",
                "legal_person": "法人",
                "unincorporated": "非法人组织",
            }
        ),
        "subject_id_type": MappingProxyType(
            {
                "resident_id": "居民身份证",
                "uscc": "统一社会信用代码",
                "other": "其他有效证件",
            }
        ),
        "requester_kind": MappingProxyType(
            {
                "person": "自然人",
                "organisation": "法人、非法人组织",
                "credit_service": "信用服务机构",
                "department": "国家机关、授权的组织、人民团体",
            }
        ),
        "info_kind": MappingProxyType(
            {
                "public": "公共信用信息",
                "market": "市场（非公共）信用信息",
                "evaluation": "信用评价",
                "listing": "名单",
            }
        ),
        "urgency": MappingProxyType({"normal": "一般", "urgent": "紧急"}),
    }
)
