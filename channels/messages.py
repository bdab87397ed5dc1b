"""What the channels themselves say to a person: labels, notices, errors. Answers come from `assistant`."""

from __future__ import annotations

from typing import Final

SITE_NAME: Final = "社会信用条例助手"
EXTRACT_LABEL: Final = "摘自法规原文"
MODEL_LABEL: Final = "本回答由人工智能生成，请以所引法规原文为准"
DISCLAIMER: Final = "本答复摘编自所列法规文本，供了解规定之用，不是行政决定。办理具体事项，以受理机关的决定为准。"
LAW_OF: Final = "按{date}的法"
BASIS: Final = "依据"
REMARKS: Final = "请注意"

FORCE: Final[dict[bool | None, str]] = {
    True: "施行中",
    False: "该日不在施行期内",
    None: "文本未载明是否有效",
}

REASON_LABEL: Final[dict[str, str]] = {
    "found": "有明文规定",
    "silent": "法规未写明具体期限或办法",
    "comparison": "各地规定对照",
    "partial": "部分问题有答复",
    "false_premise": "与法规原文不一致",
    "place": "请告诉我地区",
    "topic": "请再说具体一点",
    "date": "请告诉我日期",
    "outside_corpus": "不在本系统法规范围内",
    "unknown_place": "没有收录该地法规",
    "not_in_force": "该日期没有施行中的规定",
    "low_evidence": "没有找到足够的依据",
    "evasion": "不能提供此类帮助",
    "others_record": "不能查他人的信息",
    "decide_for_me": "由主管机关决定",
    "change_record": "本系统不能改动记录",
    "injection": "无法按此要求处理",
    "abuse": "请文明提问",
    "greeting": "您好",
    "thanks": "不客气",
    "distress": "先照顾好自己",
    "human": "转人工",
    "bad_input": "这个问题没能处理",
    "internal": "系统出错",
}

CAVEAT: Final[dict[str, str]] = {
    "other_rules_prevail": "所引条款写明法律、法规或者国家另有规定的，从其规定；这些规定可能优先适用。",
    "newer_national_rules_not_loaded": "国家可能有更新的规定，本系统尚未收录，办理前请向主管部门核实。",
    "identification": "该文本来源未载明题名和地名，据公开信息比对为《宿迁市社会信用条例》，请注意核对。",
    "policy_only": "所引为政策文件，不是地方性法规，不能单独作为权利义务的依据。",
    "expired_plan": "所引规划的规划期已满，仅供了解背景。",
    "provisional": "有关年份的放假安排尚未公布，推算的日期为暂定。",
}

EXAMPLES: Final[tuple[tuple[str, str], ...]] = (
    ("信用记录有错，多久能改好？", "jiangxi"),
    ("失信信息满足什么条件可以申请信用修复？", "shanxi"),
    ("查自己的信用信息要不要钱？", "jiangxi"),
    ("异议申请各地多久办完，有什么不同？", ""),
    ("商家要我授权查信用，不授权就不给办，合法吗？", "city"),
    ("哪些行为会被列入严重失信主体名单？", "shanxi"),
)

NOT_READY: Final = "系统正在载入法规和索引，请稍候几秒再试"
NOT_READY_STAGE: Final = "请稍候，{stage}"
LOAD_FAILED: Final = "系统没能启动完成，请联系管理员。原因：{failure}"
SEARCHING: Final = "正在查找相关条款"
BUSY: Final = "现在提问的人较多，请几秒后再试"
TOO_MANY: Final = "提问过于频繁，请{seconds}秒后再试"
TOO_LARGE: Final = "提交的内容超过 64 KB，请缩短后再试"
TOO_LONG: Final = "问题超过 {limit} 字，请缩短后再提交"
EMPTY: Final = "请先写下您的问题"
BAD_DATE: Final = "日期应当写成 2026-11-20 这样的格式，并且确有这一天"
UNKNOWN_PLACE: Final = "没有这个地区，请在列表中选择"
FOREIGN_ORIGIN: Final = "这次提交不是从本站页面发出的，已拒绝。请回到首页重新提交"
CHECKS_FAILED: Final = "有检查没有通过，见 checks"
TURN_FAILED: Final = "这个问题没能处理完，请稍后再试"
QUOTE_MISSING: Final = "所给的引文不在这一条款的原文中，未作标注，请以下面的原文为准。"

PROBLEM_TITLE: Final[dict[int, str]] = {
    400: "请求无法识别",
    403: "拒绝处理",
    404: "没有找到",
    405: "不支持这种请求方式",
    413: "内容过大",
    415: "内容类型不对",
    422: "内容不符合要求",
    429: "请求过于频繁",
    500: "系统内部错误",
    503: "服务暂不可用",
}
PROBLEM_DETAIL: Final[dict[int, str]] = {
    400: "请求的格式不正确，请检查后重试",
    404: "没有这个地址，请从首页进入",
    405: "这个地址不支持该请求方式",
    415: "请用 application/json 提交",
    500: "系统内部出错，请稍后再试；如反复出现，请联系管理员",
}
FIELD_ERRORS: Final = "以下字段不符合要求：{fields}"
FIELD_ERROR: Final[dict[str, str]] = {
    "missing": "缺少这个字段",
    "extra_forbidden": "没有这个字段，请删除",
    "string_type": "应当是文字",
    "string_too_long": "超过最大长度 {max_length}",
    "json_invalid": "不是合法的 JSON",
    "model_attributes_type": "应当是一个 JSON 对象",
    "value_error": "{error}",
}
FIELD_ERROR_OTHER: Final = "取值不正确"
