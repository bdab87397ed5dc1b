"""What the public search (公开信息查询) says of its basis and its limits."""

from __future__ import annotations

MODE = "“{name}”是条例写明的披露方式。"
MODE_NOT_LISTED = "条例没有把依法公开列为披露方式，这里查不到。"
MASKING = "条例写明：“{words}”。"
NO_PERSONS = "这里只能查单位，不能按姓名或者身份证号查个人：收录的条例没有写明可以这样公开查询。自己的信息，核对身份以后在“我的”里看。"
PERIOD = "只有正在公示的信息能查到。没有公示、公示期满、已经停止公示或者屏蔽的，查不到。"
NOTHING_IS_NOTHING = "没有查到，只说明这里没有正在公示的信息，不说明这个单位信用好或者不好。"
TOO_SHORT = "请写单位的全称（至少四个字），或者十八位的统一社会信用代码。"
"""Shorter names are no full names of organisations: they would only find out who is there."""
GRADED = "{title}（{gravity}）"
