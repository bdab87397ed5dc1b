"""What the work queue (待办) and its exports say."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

BUCKETS: Mapping[str, str] = MappingProxyType(
    {
        "overdue": "已逾期",
        "today": "今天到期",
        "soon": "即将到期",
        "running": "未到期",
        "provisional": "暂定到期日",
        "paused": "暂停计算",
        "no_date": "没有法定日期",
    }
)
NOTES: Mapping[str, str] = MappingProxyType(
    {
        "provisional": "这一年的放假安排还没有载入，到期日是暂定的。",
        "paused": "不计入的程序正在进行，结束后重新计算到期日。",
        "awaiting_start": "起算的日期还没有登记，到期日还不能计算。",
    }
)
NO_NUMBER = "条例没有写明天数（{citation}）。"
NO_NUMBER_WORD = "条例写的是「{word}」，没有写明天数（{citation}）。"
NO_DUTY = "条例没有为这一步写期限或者办理义务。"

TOO_MANY = "一次最多办理{most}件，请分几次。"
ASSIGNED = "已经分给{to}。"
RECEIVER_OUT_OF_REACH = "这位同事的账号看不到这件办件（地区或者单位不同），请交给别的同事。"
TO_QUEUE = "已经退回待办。"

EXPORT_NAME = "待办"
HEADS = (
    "编号", "事项", "地区", "状态", "受理单位", "收到日期", "办理人", "时限情况", "当前义务", "到期日", "条例用语", "依据",
    "说明",
)  # fmt: skip
