"""What the impact list (法规变动的影响) calls things."""

from __future__ import annotations

TOPIC = "主题答案"
LIMIT = "期限"
PARAMETER = "参数"
DOCUMENT = "文本信息"
PROCEDURE = "办理程序"
STEP = "办理步骤"
DISCLOSURE = "披露与查询规则"
RECORDS = "信用信息规则"
ASSUMPTION = "待律师审核的解释"
POINT = "{place}：{name}"
STEP_NAME = "{place}：{procedure}，{event}"
COMMENCEMENT = "施行日期、主管部门"
