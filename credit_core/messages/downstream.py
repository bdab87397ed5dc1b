"""What bodies that received a record (下游机构) are told, and what their answers are called."""

from __future__ import annotations

STOPPED = "{body}：信用信息（{number}）已经停止公示。{duty}"
DELETED = "{body}：信用信息（{number}）已经删除。{duty}"
CORRECTED = "{body}：信用信息（{number}）已经更正，请以更正后的内容为准。{duty}"
ANNOTATED = "{body}：信用信息（{number}）已经标注修复情况。{duty}"
DUTY = "{citation}要求{duty}（{word}）。办好后请回复。"
NO_DUTY = "当地条例没有写明使用单位应当怎样办；请核对并更新，办好后请回复。"
NOT_TOLD = "还没有告知{body}这条信息的变动，不能登记它的回复。"
STAFF_ONLY = "使用单位的回复应当由工作人员登记。"
