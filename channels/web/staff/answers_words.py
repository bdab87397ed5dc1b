"""The names that the citation desk's pages show for what code knows by ids."""

from __future__ import annotations

from typing import Final

from assistant.desk.verdicts import Expected, Finding
from assistant.outcome import Status
from assistant.sources import Outcome

FINDINGS: Final[dict[str, str]] = {
    Finding.RIGHT.value: "对",
    Finding.WRONG_CLAUSE.value: "条款不对",
    Finding.DOES_NOT_SUPPORT.value: "不支持这句话",
    Finding.OUTDATED.value: "过时",
    Finding.WRONG_PLACE.value: "别处的",
}
EXPECTED: Final[dict[str, str]] = {
    Expected.ANSWER.value: "作答",
    Expected.CLARIFY.value: "反问",
    Expected.ABSTAIN.value: "说没有依据",
    Expected.REFUSE.value: "拒绝",
    Expected.SMALLTALK.value: "寒暄、转人工",
}
STATUSES: Final[dict[str, str]] = {
    Status.ANSWERED.value: "已作答",
    Status.CLARIFY.value: "反问",
    Status.ABSTAINED.value: "没有依据",
    Status.REFUSED.value: "拒绝",
    Status.SMALLTALK.value: "寒暄、转人工",
    Status.ERROR.value: "出错",
}
JUDGED: Final[dict[str, str]] = {"none": "没有判过", "right": "判为对", "wrong": "判为错"}
CHANNELS: Final[dict[str, str]] = {
    "web": "网页",
    "stream": "网页",
    "api": "接口",
    "telegram": "Telegram",
    "cli": "命令行",
    "counter": "柜台",
}
OUTCOMES: Final[dict[Outcome, str]] = {
    Outcome.RIGHT: "正确",
    Outcome.NOT_IN_FORCE: "不在有效期",
    Outcome.OTHER_JURISDICTION: "其他地区",
    Outcome.WRONG_CLAUSE: "条款不对",
    Outcome.ALTERED: "文字有改动",
    Outcome.NO_SUCH_CLAUSE: "没有此条款",
    Outcome.NOT_FOUND: "查无原文",
}
DONE: Final[dict[str, str]] = {
    "judged": "判定已经记下，可以导出为回归题目。",
    "held": "判定已经记下，判错的引用已对这个问句停用。",
    "lifted": "已经解除停用。",
    "assigned": "已经交给同事。",
    "none": "现在没有等着复核的答复。",
}
DRAWN: Final = "{week} 抽出 {count} 件。"
