"""What is written into the change log of a record (变动理由), which its subject may read."""

from __future__ import annotations

MARKED = "有人对这条信息提出异议，正在核查"
UNMARKED = "异议核查处理完毕"
YES = "有"
NO = "无"
REASON_WITH_CASE = "{reason}（办件{number}）"
