"""What the records desk and a case's sheet say: names of classes, sources and states, and what cannot be found."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CLASSES: Mapping[str, str] = MappingProxyType(
    {"basic": "基础信息", "positive": "优良信息", "dishonest": "失信信息", "other": "其他信息"}
)
SOURCES: Mapping[str, str] = MappingProxyType({"public": "公共信用信息", "market": "市场（非公共）信用信息"})
AUTHORISATION_STATES: Mapping[str, str] = MappingProxyType(
    {
        "requested": "待授权",
        "active": "有效",
        "expired": "已到期",
        "revoked": "已终止",
        "exhausted": "次数已用完",
        "refused": "不同意",
    }
)
MODES: Mapping[str, str] = MappingProxyType(
    {
        "open": "依法公开",
        "shared": "政务共享",
        "ex_officio": "依职权查询",
        "real_name": "实名认证查询",
        "authorised": "授权查询",
    }
)
KEPT_UNTIL = "保存到{end}（含当天）。"
NO_ENTRY = "没有目录条目或者发生日期，保存期限不能算出。"
TOO_MANY = "找到的太多，请用证件号码或者统一社会信用代码查找。"
NOTHING_ASKED = "请写姓名、名称、证件号码或者信息编号。"
DOCUMENT_KIND = "文书"
DOCUMENT_NUMBER = "文号"
DOCUMENT_ISSUER = "作出单位"
DOCUMENT_DAY = "生效日期"
