"""What the registration of subjects says to a person."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

IDENTIFIERS: Mapping[str, str] = MappingProxyType(
    {
        "natural_person": "核对无误的居民身份证号或者其他有效证件号码",
        "legal_person": "核对无误的统一社会信用代码",
        "unincorporated": "核对无误的统一社会信用代码",
    }
)
CAPACITIES: Mapping[str, str] = MappingProxyType(
    {
        "full": "完全民事行为能力",
        "limited": "限制民事行为能力",
        "none": "无民事行为能力",
        "unknown": "民事行为能力情况不明",
    }
)

IDENTIFIED = "以{name}作为标识，核对无误。"
PERSON_BY_CODE = (
    "自然人不以统一社会信用代码作为标识，请填写居民身份证号；个体工商户的经营信息请按其统一社会信用代码登记。"
)
ORGANISATION_BY_NUMBER = "法人和非法人组织以统一社会信用代码作为标识，请填写照证上的代码。"
TOO_YOUNG = "当时{age}周岁，不满{least}周岁，不作为信用主体，不收录其失信信息。"
CAPACITY_LACKING = "{capacity}，不符合当地条例对信用主体的要求。"
CAPACITY_ADMITTED = "{capacity}，可以作为信用主体。"
CAPACITY_FOUND = "工作人员认定其具有当地条例要求的民事行为能力。"
CAPACITY_NOT_FOUND = "工作人员认定其不具有当地条例要求的民事行为能力。"
AGE_UNKNOWN = "不知道出生日期，民事行为能力由工作人员核实。"
MINOR = "当时{age}周岁，是未成年人，是否作为信用主体由工作人员核实后决定。"
OF_AGE = "已成年，没有相反的认定。"

NAME_MISSING = "没有填写姓名或者名称，请补充。"
STAFF_ONLY = "信用主体由工作人员或者提供单位登记，本人请先提出查询或者申请。"
REFUSED = "不能登记：{reasons}"
OTHER_NAME = "这个标识已经登记在另一个姓名或者名称之下，没有改动。请核对号码；确属同一主体改名的，请核对材料后注明。"
OTHER_DOCUMENT = "这个证件号码已经登记，证件名称却不同，没有登记。请核对；确属两个人的，请交系统管理员处理。"
PERSON_NAME_MISSING = "没有填写人员姓名，请补充。"
RELATION_BACKWARDS = "截止日（{until}）早于开始日（{since}），请核对。"
RESPONSIBLE_OFFICER = "是否负有责任由受理单位经办人或者复核人认定。"
RESPONSIBLE_BASIS = "认定是否负有责任应当写明依据，请补充。"
NOT_RESPONSIBLE_KIND = "{kind}不是条例列明的责任人员，不作此项认定。"
RELATIONS: Mapping[str, str] = MappingProxyType(
    {
        "legal_representative": "法定代表人",
        "principal": "主要负责人",
        "actual_controller": "实际控制人",
        "directly_responsible": "其他直接责任人员",
        "agent": "代理人",
        "guardian": "监护人",
    }
)
