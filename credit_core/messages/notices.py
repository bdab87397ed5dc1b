"""The notices (告知) that a case sends, by kind. No notice carries an identity number."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

INCOMPLETE = "incomplete"
ACCEPTED = "accepted"
MARKED = "marked"
RESULT = "result"
TRANSFERRED = "transferred"

TEXTS: Mapping[str, str] = MappingProxyType(
    {
        INCOMPLETE: "您的{case}（{number}）还缺材料：{missing}。补齐后继续办理，已交的材料不用再交。",
        ACCEPTED: "您的{case}（{number}）已由{body}受理。",
        MARKED: "您对信用信息的异议（{number}）正在核查，这条信息已经作出异议标注。",
        RESULT: "您的{case}（{number}）已有结果：{result}",
        TRANSFERRED: "您的{case}（{number}）已转给{body}办理。",
    }
)

DELIVERED_ALREADY = "这份告知已于{on}送达，不能再登记一次。"
PROOF_MISSING = "请写明送达的凭证（签收、送达回证、系统记录等）。"
CHANNEL_MISSING = "请写明用什么方式再次送达。"
DELIVERY_DAY = "送达日期（{on}）应当不早于写成之日（{written}），不晚于今天（{today}）。"
REISSUE_REASON = "请写明为什么再次送达。"
STAFF_ONLY = "送达应当由工作人员或者系统登记。"
