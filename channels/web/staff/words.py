"""What the desks' pages say where code chooses the words."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from credit_core.use_cases.vocabulary import ROLES as NAMES
from credit_core.use_cases.vocabulary import Role

# 登录和账号
ROLES: Final[dict[Role, str]] = {
    role: NAMES[role]
    for role in (
        Role.PROVIDER_CLERK,
        Role.CASE_OFFICER,
        Role.REVIEWER,
        Role.SUPERVISOR,
        Role.AUDITOR,
        Role.ADMINISTRATOR,
    )
}
NOT_THE_SAME: Final = "两次填的新密码不一样，请再填一次。"
DONE: Final[dict[str, str]] = {
    "password": "密码已经修改，其他地方的登录都已退出。",
    "renewed": "请在新手机上重新设置身份验证器。",
    "sessions": "其他地方的登录都已退出。",
    "revoked": "密钥已经停用。",
    "changed": "账号已经修改。",
    "disabled": "账号已经停用，它的登录和密钥都不能再用。",
    "enabled": "账号已经恢复。",
}
"""What was done, by the word that the address carries back to the page."""

# 待办、办件和信用信息
CHOOSE_RECEIVER: Final = "请先勾选办件，再选交给谁。"
CHOOSE_ONE_RECEIVER: Final = "请选交给谁。"
CASE_DONE: Final[dict[str, str]] = {
    "step": "已经办理。下面是最新的情况。",
    "assigned": "办理人已经改好。",
    "delivered": "送达已经登记。",
}
LOOK_SUBJECT: Final = "看信用档案"
LOOK_RECORD: Final = "看一条信用信息"

# 开关和转人工
SWITCHES: Final[dict[str, str]] = {
    "answers": "全部答复",
    "web": "网页",
    "api": "接口",
    "telegram": "Telegram",
    "cli": "命令行",
}
NOT_PEOPLE: Final[dict[str, str]] = {"command-line": "命令行（管理员）"}
SWITCH_DONE: Final[dict[str, str]] = {
    "stopped": "已经停用，一秒之内全部生效。",
    "lifted": "已经恢复，一秒之内全部生效。",
}
PARTS: Final[dict[str, str]] = {"open": "等人接", "mine": "我接的", "taken": "都在办的", "closed": "已结束"}
HANDOFF_STATES: Final[dict[str, str]] = {"open": "等人接", "taken": "有人在办", "closed": "已结束"}
HANDOFF_REASONS: Final[dict[str, str]] = {"distress": "情绪危急", "anger": "情绪激动", "human": "要求人工"}
OUTCOMES: Final[dict[str, str]] = {
    "answered": "已经答复",
    "counter": "请市民到窗口办",
    "referred": "转给别的单位",
    "no_reply": "市民没有再说话",
    "not_needed": "不需要人工",
}
AUTHORS: Final[dict[str, str]] = {"citizen": "市民", "staff": "工作人员", "assistant": "助手"}
HANDOFF_DONE: Final[dict[str, str]] = {
    "taken": "已经接过来，助手不再插话。市民在同一段对话里看到您的答复。",
    "answered": "已经答复，市民会在对话里看到。",
    "closed": "已经结束，助手继续接待。",
}


def waited(time: timedelta) -> str:
    """How long somebody waits, in the two largest units."""
    minutes = int(time.total_seconds() // 60)
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        return f"{days}天{hours}小时"
    return f"{hours}小时{minutes % 60}分钟" if hours else f"{minutes}分钟"


# 概览
LAST_DAYS: Final = "近{count}天"
BAD_PERIOD: Final = "结束日期不能早于开始日期，最长十年。下面是近30天的。"
NO_TABLE: Final = "没有这张表。"
DAY, PLACE, NOTHING, NO_NUMBER, NO_PLACE = "日期", "地区", "没有", "条例没有写天数", "没有定地区"
WEEK_OF: Final = "{day}起一周"
DAYS: Final = "收到和办结"
DAY_HEADS: Final = (DAY, "收到", "办结")
DAYS_TOLD: Final = "收到{received}件，办结{closed}件。"
VOLUMES: Final = "办件数量"
VOLUME_HEADS: Final = ("事项", "地区", "现在的状态", "件数")
DUTIES: Final = "法定时限"
DUTY_HEADS: Final = (
    "事项", "单位", "时限", "按时办结", "超期办结", "超期未办", "在期限内", "无法计算", "按时率", "中位用时", "依据"
)  # fmt: skip
DUTY_NOTE: Final = "按时率是到今天应当办完的里面按时办结的比例；条例没有写天数的不算按时，也不算超期。用时按各自的单位，日和工作日不换算。"
RATES: Final = "按时率，由低到高"
RATES_TOLD: Final = "{count}项时限的按时率，最低的在最上面；下面的表里是全部。"
OVERDUE: Final = "超期未办"
OVERDUE_HEADS: Final = ("编号", "事项", "地区", "单位", "该做什么", "到期日", "依据")
OVERDUE_NOTE: Final = "不限时间段，超期最久的在最前，最多50件。"
ANSWERS: Final = "答复"
ANSWERS_TOLD: Final = "一共{count}个答复。"
REASONS: Final = "答复的情形"
REASON_HEADS: Final = ("结果", "情形", "个数")
PLACES: Final = "各地区的答复"
VERDICTS: Final = "复核判定"
VERDICT_HEADS: Final = ("判定日期", "判为对", "判为错")
VERDICTS_TOLD: Final = "判为对{right}个，判为错{wrong}个；一个答复判过几次的，算最后一次。"
FINDINGS: Final = "逐条引用的判定"
FINDING_HEADS: Final = ("结论", "引用数")
