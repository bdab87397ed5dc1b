"""What the view of a case says."""

from __future__ import annotations

NOT_FOUND = "没有这个办件，或者您不能查看它。请核对编号和查询码。"
CLOSED = "办件{number}已经办结，不能再添加材料。"
STAFF_ONLY = "应当由工作人员办理。"
EMPTY_FILE = "材料应当有名称、SHA-256 校验值（六十四位十六进制数）和大小。"
OBJECTION_MARK = "异议标注"
REPAIR_MARK = "修复标注"
