"""Chinese names of the words that code says in English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from credit_core.model.cases import CaseType
from credit_core.model.duties import DutyStatus
from credit_core.model.people import Role
from credit_core.model.subjects import IdKind, SubjectKind

ROLES: Mapping[Role, str] = MappingProxyType(
    {
        Role.CITIZEN: "申请人",
        Role.PROVIDER_CLERK: "信息提供单位经办人",
        Role.CASE_OFFICER: "受理单位经办人",
        Role.REVIEWER: "复核人",
        Role.SUPERVISOR: "监督人员",
        Role.AUDITOR: "审计人员",
        Role.ADMINISTRATOR: "管理员",
        Role.SYSTEM: "系统",
    }
)

CASE_TYPES: Mapping[CaseType, str] = MappingProxyType(
    {
        CaseType.QUERY_OWN_RECORD: "查询本人信用记录",
        CaseType.AUTHORISED_QUERY: "授权查询",
        CaseType.OBJECTION: "异议申请",
        CaseType.REPAIR: "信用修复申请",
        CaseType.REVOCATION: "文书变动后更正",
        CaseType.DELETE_HONOUR: "荣誉等信息删除申请",
        CaseType.COMPLAINT: "投诉举报",
    }
)

SUBJECT_KINDS: Mapping[SubjectKind, str] = MappingProxyType(
    {
        SubjectKind.NATURAL_PERSON: "自然人",
        SubjectKind.LEGAL_PERSON: "法人",
        SubjectKind.UNINCORPORATED: "非法人组织",
    }
)

ID_NUMBERS: Mapping[IdKind, str] = MappingProxyType(
    {
        IdKind.RESIDENT_ID: "居民身份证号",
        IdKind.USCC: "统一社会信用代码",
        IdKind.OTHER: "其他有效证件号码",
    }
)

DUTY_STATUSES: Mapping[DutyStatus, str] = MappingProxyType(
    {
        DutyStatus.AWAITING_START: "尚未起算",
        DutyStatus.DUE: "未到期",
        DutyStatus.DUE_SOON: "即将到期",
        DutyStatus.OVERDUE: "已逾期",
        DutyStatus.PAUSED: "暂停计算",
        DutyStatus.DONE_ON_TIME: "按期完成",
        DutyStatus.DONE_LATE: "逾期完成",
        DutyStatus.NO_STATUTORY_DATE: "没有法定期限",
        DutyStatus.DONE: "已完成",
        DutyStatus.NOT_APPLICABLE: "不适用",
    }
)
