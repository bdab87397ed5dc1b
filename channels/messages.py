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
    "stopped": "暂停解答",
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
    ("对信用信息有异议，几天能办完？", "jiangxi"),
    ("失信信息满足什么条件可以申请信用修复？", "shanxi"),
    ("查自己的信用信息要不要钱？", "jiangxi"),
    ("异议申请各地多久办完，有什么不同？", ""),
    ("商家要我授权查信用，不授权就不给办，合法吗？", "city"),
    ("哪些行为会被列入严重失信主体名单？", "shanxi"),
)

HINT_FIRST: Final = "例如：罚款已经交了，申请信用修复多久能办好？"
HINT_FREE: Final = "接着问，或者说要办什么"
HINT_IN_FORM: Final = "直接回答就行，也可以提问，或者说“跳过”“上一步”“不办了”"
TASKS: Final[tuple[tuple[str, str], ...]] = (
    ("查我的信用记录", "我要查询本人信用记录"),
    ("信息有错，提异议", "我要提出异议"),
    ("已经改正，申请信用修复", "我要申请信用修复"),
    ("处罚被撤销了，要更正", "处罚文书被撤销了，我要更正"),
    ("删除荣誉等信息", "我要删除荣誉信息"),
    ("投诉举报", "我要投诉举报"),
)

NO_REGULATION: Final = "没有找到这部法规，或者里面没有这一条。请从“法规原文”里找"
NOT_READY: Final = "系统正在载入法规和索引，请稍候几秒再试"
NOT_READY_STAGE: Final = "请稍候，{stage}"
LOAD_FAILED: Final = "系统没能启动完成，请联系管理员。原因：{failure}"
SEARCHING: Final = "正在看您说的话"
BUSY: Final = "现在用的人较多，请几秒后再试"
TOO_MANY: Final = "提问过于频繁，请{seconds}秒后再试"
TOO_MANY_FILES: Final = "这一小时里收下的文件太多了，请{minutes}分钟后再发"
LOCKED_OUT: Final = "查询码输错的次数太多，为了安全先停{minutes}分钟。急着查，请带证件到受理单位的窗口"
TOO_LARGE: Final = "提交的内容超过 {limit}，请减少后再试"
FILE_TOO_LARGE: Final = "“{name}”超过 {limit} MB，一个文件最多 {limit} MB。可以分成几份，或者拍成照片再发"
TOO_MANY_AT_ONCE: Final = "一次最多发 {limit} 个文件，请分几次发"
BAD_BASE64: Final = "content_base64 不是合法的 base64"
BAD_KEY: Final = "Idempotency-Key 应当是 1 到 200 个可见的 ASCII 字符"
BAD_FORMAT: Final = "没有这种格式，可以用 text、pdf、ics"
NOT_ACCEPTABLE: Final = "回执有 text/plain、application/pdf、text/calendar 三种格式，请在 Accept 中写其中一种"
NO_SUCH_CASE: Final = "编号和查询码对不上，没有找到。请对着回执再看一遍"
NO_DUE_DAY: Final = "还没有能算出的到期日，没有日历文件"
RECEIPT_ALTERED: Final = "收到申请的记录与审计链不一致，不能据此出具回执，请联系管理员"
BAD_RESULT_FORMAT: Final = "没有这种格式，可以用 json、pdf"
RESULT_AWAITS: Final = "身份还没有核对，结果不能提供。请先在“查办件”里核对身份，或者带证件原件到窗口"
RESULT_GIVEN: Final = "这份结果已经给出过了。本系统不留报告的内容，要再看一份，请再查询一次"
RESULT_NONE: Final = "这个办件没有可以取的查询结果"
IDENTIFIED: Final = "身份已经核对好了"
SIGN_IN_ELSEWHERE: Final = (
    "没有认出这次登录是从哪里开始的。请用同一个浏览器打开“查办件”，再登录一次；浏览器要允许 Cookie"
)
NUMBER_AND_CODE: Final = "请把编号和查询码都填上"
NO_DEMO: Final = "没有这个页面"
TOO_LONG: Final = "写的内容超过 {limit} 字，请缩短后再提交"
EMPTY: Final = "请先写下您的问题或者回答"
BAD_DATE: Final = "日期应当写成 2026-11-20 这样的格式，并且确有这一天"
CHOOSE_PLACE: Final = "请先选是哪个地方的。各地的条例不一样，公开的信息也分开管理"
TOO_MANY_SEARCHES: Final = "这一小时里查得太多了，请{minutes}分钟后再查"
UNKNOWN_PLACE: Final = "没有这个地区，请在列表中选择"
SIGN_IN_STAFF: Final = "请先登录工作台面；程序请带有效的密钥（Authorization: Bearer …）"
SIGN_IN_CITIZEN: Final = "请先核对身份，再看自己的信息"
NOT_YOUR_ROLE: Final = "您的账号没有使用这一页的角色。要用，请找管理员调整"
UNFINISHED: Final = "这个账号还没有改密码或者设置身份验证器，请先登录工作台面完成"
FOREIGN_ORIGIN: Final = "这次提交不是从本站页面发出的，已拒绝。请回到首页重新提交"
CHECKS_FAILED: Final = "有检查没有通过，见 checks"
TURN_FAILED: Final = "这句话没能处理完，请稍后再试"
QUOTE_MISSING: Final = "所给的引文不在这一条款的原文中，未作标注，请以下面的原文为准。"
NO_SUCH_CONVERSATION: Final = "没有找到这个对话，或者它不是在这个浏览器里开始的。已经提交的事，用编号和查询码就能查"
TO_CHECK: Final = "提交前请看一遍"
FORM_CHANGED: Final = "内容在别处改过了，还没有提交。请按下面的再看一遍，确认无误再提交。"

FILES_ONLY: Final = "（发来了材料）"
BACK_TO: Final[dict[str, str]] = {
    **dict.fromkeys(("/turn", "/view", "/new", "/forget"), "/"),
    **dict.fromkeys(("/receipt", "/cases/identity", "/cases/result"), "/cases"),
    **dict.fromkeys(("/staff/sign-in", "/staff/sign-out"), "/staff/sign-in"),
    **dict.fromkeys(("/sign-in/callback", "/sign-out"), "/sign-in"),
}
"""Where to go from the answer to a form, which has no address of its own."""
CONDITION: Final[dict[str, str]] = {
    "own_scope": "属于本单位处理范围的，",
    "cross_unit": "需要向其他单位核查的，",
}
UNIT: Final[dict[str, str]] = {"工作日": "个工作日", "日": "天", "月": "天", "年": "天"}
TOLD: Final = "答复"
ASKED: Final = "请您回答"
STEP: Final[dict[str, str]] = {"given": "已填", "asked": "正在问", "missing": "还缺"}
STAGE: Final[dict[str, str]] = {
    "collecting": "正在填写",
    "confirming": "请您核对，说“确认提交”才会提交",
    "awaiting_identity": "已提交，等核验身份",
}
AUTHOR: Final[dict[str, str]] = {"staff": "工作人员", "notice": "办件通知"}
HANDOFF: Final = "已经请工作人员来答复您，还在排队。他们会在这个对话里回复。"
HANDOFF_TAKEN: Final = "工作人员正在答复您。您写的话会直接转给他们。"

PROBLEM_TITLE: Final[dict[int, str]] = {
    400: "请求无法识别",
    401: "需要登录",
    403: "拒绝处理",
    404: "没有找到",
    405: "不支持这种请求方式",
    406: "没有这种格式",
    409: "现在不能这样办",
    410: "链接已经失效",
    412: "内容已经被改过",
    413: "内容过大",
    415: "内容类型不对",
    422: "内容不符合要求",
    428: "缺少版本",
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
    "string_too_short": "至少要写 {min_length} 个字",
    "too_long": "最多 {max_length} 项",
    "too_short": "至少要有 {min_length} 项",
    "enum": "应当是 {expected} 之一",
    "value_error": "{error}",
}
FIELD_ERROR_OTHER: Final = "取值不正确"
