"""Sentences about data that the regulations leave to other sources, and about the files that carry it."""

from __future__ import annotations

KIND_NAMES = {
    "catalogue_entries": "公共信用信息目录的条目",
    "publicity_period": "公示期限",
    "retention_period": "保存期限",
    "repair_conditions": "信用修复的具体条件",
    "listing_criteria": "严重失信主体名单的认定标准",
    "penalty_list_entries": "失信惩戒措施清单的条目",
    "incentive_list_entries": "守信激励措施清单的条目",
    "listing_feedback_period": "列入前异议的反馈时限",
    "evaluation_check_period": "信用评价异议的核查时限",
    "listing_procedure": "列入、移出严重失信主体名单的程序",
    "provincial_rules": "国家和省有关规定",
}

BAD_FILE = "条例之外的数据文件 {name} 有误：{detail}"
NOT_YAML = "不是正确的 YAML，请检查缩进、冒号、引号和日期：{detail}"
NOT_A_MAPPING = "应当由 basis、jurisdiction、valid_from 等项目组成，格式见 docs/outside-data.md"
FIELD = "{place}：{fault}"
ROW = "第{number}条"
MISSING = "没有填写"
EMPTY = "不能为空"
UNKNOWN_KEY = "没有这个项目，请核对写法"
NOT_TEXT = "应当是文字；全是数字的编号要加引号"
NOT_A_CODE = "编号里不能有空格和星号"
NOT_AN_IDENTIFIER = "应当是小写字母开头的地区代号"
NOT_A_NUMBER = "应当是整数"
TOO_SMALL = "应当是1以上的整数"
NOT_YES_NO = "应当是 true 或者 false"
NOT_A_LIST = "应当是列表"
NOT_A_RECORD = "应当分项填写，格式见 docs/outside-data.md"
ONLY = "只能是{allowed}"
NOT_A_DAY = "应当是“年-月-日”的日期，例如 2025-07-01"

NOTHING_SAID = "除了依据，至少要有一项内容"
REVERSED = "valid_to 不能早于 valid_from"
GIVEN_TWICE = "写了不止一次：{items}"
GIVEN = "{kind}“{key}”"
NO_PERIOD = "publicity 和 retention 至少填写一项"
ELAPSED = "kind 是 elapsed 的条件要写 elapsed，其他条件不写"
PROOF = "kind 是 document 的条件要写明 proof（证明材料）"
EXCLUDED = "excluded 是 true 的不写 conditions 和 ways；是 false 的至少写一个条件"
STAR_ALONE = "“*”表示全部条目，不能与编号同时列出；只列编号的写成列表"

OVERLAP = (
    "{kind}{key}在{on}有不止一个依据：{sources}。请先给不再适用的文件填写 valid_to，或者由承办单位确定适用哪一个。"
)
SOURCE = "{title}（{name}）"
KEY = "“{key}”"
OVERLAPS = "{kind}{key}与已载入的{source}适用期间重叠，请先给其中不再适用的文件填写 valid_to。"
ALREADY_LOADED = "同样内容的文件已经载入：{source}。"
UNKNOWN_PLACE = "没有收录“{jurisdiction}”的条例，不能载入它的数据。现有：{known}。"
FOREIGN_ITEM = "{item}：{ref} 不是{place}条例规定的“{kind}”中的一项。"

NOT_LOADED = "没有载入{name}的依据，不能下结论；本系统不引用其他地区的规定代替。"
STATED_IN_LAW = "{citation}写明了{name}，请按条例办理。"
NO_ENTRY = "已载入{titles}，其中没有{key}。"
NOT_ON_DAY = "已载入{titles}，适用期间不包括{on}。"

NOT_OPEN = "目录写明这一条目不公开，不能公示。"
OPEN_UNSTATED = "目录没有写明这一条目是否公开，不能公示；请编制目录的单位确认。"
FIELDS_MISSING = "{citation}要求目录写明{required}；这一条目没有写明{missing}，补齐以前不能公示。"
