"""A message laid out like a form: 记录编号：…, 异议理由：…, 证据：…, each on its line or between semicolons."""

from __future__ import annotations

import re

from assistant.dialogue.hearing.lists import split_list
from assistant.dialogue.hearing.reading import TAKEN, Reading
from assistant.dialogue.slots import SLOTS, Kind

_LINE = re.compile(
    r"(?:^|(?<=[\n；;。|]))\s{0,4}(?:[（(]?[0-9一二三四五六七八九十]{1,2}[)）.、]\s{0,2})?(?P<label>[\u4e00-\u9fff]{2,8})\s{0,2}[:：]\s{0,2}(?P<words>[^\n；;|]{1,300})"
)
_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("objection_detail", re.compile(r"(?:异议|申诉|具体)?(?:理由|原因|情况|说明|事实|经过|内容)(?:说明)?")),
    ("topic", re.compile(r"(?:投诉|举报|反映)?(?:事项|内容|事实|经过|情况|问题|说明)")),
    ("correction_facts", re.compile(r"(?:整改|改正|纠正|履行)(?:情况|事实|措施|说明|结果)?")),
    (
        "record_source",
        re.compile(r"(?:报送|作出|认定|处罚|信息来源|来源)(?:单位|机关|部门|机构)?|处罚机关|信息提供单位"),
    ),
    ("record_ref", re.compile(r"(?:异议|信用|失信|处罚|修复)?(?:记录|信息)(?:内容|名称|事项)?")),
    ("evidence", re.compile(r"(?:证明|附件|佐证)?(?:材料|证据|附件)(?:清单|目录)?")),
    ("purpose", re.compile(r"(?:查询)?(?:用途|目的)")),
    ("authorisation", re.compile(r"授权(?:书|情况|文件)")),
    ("records", re.compile(r"(?:荣誉|表彰|删除)(?:信息|内容|名称|事项)")),
)
"""Fields in free words; names, numbers, days and places have readers of their own, label or no."""
_FEWEST = 2
_EDGE = " ，。；、,;"


def read_labelled(reading: Reading) -> None:
    """The fields of free words of a pasted form; a single label is left to the other readers."""
    found = list(_LINE.finditer(reading.line))
    if len(found) < _FEWEST or reading.asks:
        return
    for line in found:
        slot = next((slot for slot, label in _FIELDS if label.fullmatch(line["label"]) and _fits(reading, slot)), None)
        if slot is None or TAKEN in reading.open[line.start("words") : line.end("words")]:
            continue
        words = reading.take(line.start("words"), line.end("words")).strip(_EDGE)
        kept: object = split_list(words) if SLOTS[slot].kind is Kind.LIST else words
        if kept:
            reading.mention(slot, kept, words)


def _fits(reading: Reading, slot: str) -> bool:
    """A slot of the act: what 内容 means differs."""
    of_complaint = reading.act is not None and reading.act.value == "complaint"
    if slot in ("topic", "objection_detail"):
        return of_complaint == (slot == "topic")
    return True
