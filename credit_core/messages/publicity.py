"""What publicity (公示), its end and the end of retention say; the notes are kept with the record."""

from __future__ import annotations

STATE_FIT = "信息已经生效，可以公示。"
NOT_EFFECTIVE = "信息没有生效，不能公示。"
MASKED = "信息已经屏蔽，不能公示。"
ALREADY_PUBLIC = "信息已经在公示。"
STOPPED = "信息已经停止公示，不再恢复。"
CONFIDENTIAL = "信息被注明涉及国家秘密、商业秘密或者个人隐私，不公开。"
NO_ITEM = "没有写明对应目录的哪一条目，不能确定是否公开。"
OPEN = "目录写明“{name}”公开。"
ITEM_UNDETERMINED = "{reason}目录载入以前不公示。"
DESENSITISED = "公示的是脱敏后的内容。{note}"
NAMED_IN_TEXT = "脱敏以后，内容里仍能看到本人的姓名或者证件号码，请改写内容后再公示。"
REWRITTEN = "不含本人姓名和证件号码的内容"
WAY_LISTED = "以“{way}”的方式公开，依据：{agreement}。"
WAY_SILENT = "{note}由工作人员认定。"
WAY_UNLISTED = "条例写明的方式是{ways}，没有写明“{way}”。"
WAY_MISSING = "{name}不在目录之内，公开要写明方式和依据。"
WAY = "公开的方式和依据"
PERIOD_RUNNING = "公示到{end}为止。"
PERIOD_OVER = "公示期限到{end}已经届满，不再公示。"

PERMANENT = "依据文件写明长期。"
UNDETERMINED = "公示、保存的截止日期待定：{reason}"
NO_START = "截止日期待定：期限从“{event}”起算，这条信息没有这个日期。"
MARKET = "条例没有写明这类信息的公示期限。"
START_EVENTS = {
    "document_effective": "文书生效",
    "event_date": "行为发生",
    "received": "收到信息",
}

OFFICER_ONLY = "公示由受理单位经办人或者复核人办理。"
REFUSED = "不能公示：{reasons}"
PUBLISHED = "依法公开"
EXPIRED = "公示期限到{end}届满，停止公示"
OVER_PERIOD = "公示期限到{end}已经届满，{on}才发现仍在公示，停止公示"
HANDLED = "超过期限仍在公示的情况已经处理"
NO_OVER_PERIOD = "这条信息没有待处理的超期公示。"
RETENTION_OVER = "保存期限到{end}届满，删除内容"
