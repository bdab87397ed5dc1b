"""Words of the credit report (信用报告) that are the same for every subject and every place."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TITLE = "{place}信用报告"
NUMBER = "报告编号：{number}"
PAGE = "第 {page} 页，共 {pages} 页"
ISSUED = "出具时间：{at}"
MOMENT = "{at:%Y}年{at.month}月{at.day}日 {at:%H:%M}（北京时间）"
DAY = "{on.year}年{on.month}月{on.day}日"
VERIFICATION = "核验码：{code}"
AUDIT_HEAD = "审计链校验点：{head}"
CONTINUED = "（续）{marks}{title}"
MARK_NAME = "【{name}】"
RECORD_TITLE = "{ordinal}. {title}"
SECTION_TITLE = "{title}（{count} 条）"
BULLET = "·"

SUBJECT_HEADING = "信用主体"
NOTES_HEADING = "说明"
SILENCES_HEADING = "条例没有写明的事项"
CHANGES_HEADING = "变动记录"

NAME = "姓名或者名称"
SUBJECT_KIND = "主体类别"
NUMBER_MASKED = "{label}（部分隐去）"
REQUESTER = "查询人"
PURPOSE = "用途"
MODE = "披露方式"
REGULATION = "适用条例"
ISSUING_BODY = "出具单位"
WITH_CLAUSE = "{words}（{clause}）"

RECORD_NUMBER = "信息编号"
RECORD_CLASS = "信息类别"
SOURCE = "信息来源"
EVENT_DATE = "事实发生日期"
DOCUMENT = "法律文书"
DOCUMENT_WORDS = "{kind} {number}，{issuer}"
DOCUMENT_EFFECTIVE = "，{on}生效"
PUBLICITY = "公示"
PUBLICITY_UNTIL = "{state}，公示到{on}为止"
PUBLICITY_NOTE = "{state}。{note}"
SHARING = "共享"

MARK = "{name}：{words}"
MARK_SINCE = "（{on}起）"
MARK_CLAUSE = "依据：{clause}"

CHANGE_COLUMNS = ("日期", "变动", "理由", "来源", "依据")
NO_CLAUSE = "没有条款写明"
NOT_STATED = "未载明"
EMPTY_SECTION = "本报告没有载入这类信息。"
NO_SCORE = "本报告只载明信息及其来源，不对任何人评分。"

PUBLICITY_STATES: Mapping[str, str] = MappingProxyType(
    {
        "not_public": "不公示",
        "public": "公示中",
        "stopped": "已停止公示",
        "masked": "已屏蔽",
    }
)
SHARING_STATES: Mapping[str, str] = MappingProxyType(
    {
        "not_shared": "不共享",
        "shared": "共享中",
        "stopped": "已停止共享",
    }
)

NAIVE_TIME = "信用报告的出具时间应当带时区：{at}。请先换算成带时区的时间。"
BLANK_FIELD = "信用报告应当写明“{field}”，不能为空。"
FIELD_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "number": "报告编号",
        "place": "地区",
        "regulation": "适用条例",
        "issuing_body": "出具单位",
        "verification_code": "核验码",
        "audit_head": "审计链校验点",
    }
)
RECORD_TWICE = "信用报告里有两条编号相同的信息：{number}。请核对后重新出具。"
NO_PUBLICITY_END = "信息“{title}”没有公示截止日期，应当写明原因。"

MISSING_GLYPHS = "字体“{font}”里没有这些字，不能出具 PDF：{characters}。请指定收录这些字的字体文件，或者改取 JSON。"
ONE_CHARACTER = "“{character}”（{code}）"
INVISIBLE_CHARACTER = "看不见的字符（{code}）"
FONT_UNREADABLE = "字体文件“{name}”不能使用：{detail}。请换用可以嵌入的 TrueType 中文字体（.ttf 或者 .ttc）。"
FONT_POSTSCRIPT = "字形是 PostScript 轮廓，不能嵌入"
FONT_NOT_EMBEDDABLE = "字体的授权不允许嵌入"
FONT_DAMAGED = "不是字体文件，或者已经损坏"
STANDARD_FONT = "{face}（不嵌入）"
