"""What somebody says to lack: 没有编号, 身份证没带. It answers the question for that very field, whichever was asked."""

from __future__ import annotations

import re

from assistant.dialogue.hearing.reading import Reading, clauses
from assistant.dialogue.hearing.sayings import leaves_empty
from assistant.dialogue.slots import SLOTS, Kind

UNKNOWN = re.compile(
    r"^(?:我们?|俺|也|真的?|是|确实|实在|现在|手里|手头|手上|这个|那个|这项|这条|倒是|一时|暂时|目前|都|就|可能|忘了?|还)"
    r"{0,6}(?:不知道|不晓得|不清楚|没有|没得|莫得|记不得|不记得|记不清|记不住|忘了|忘记了|找不到|没记|没留|想不起来)"
    r"(?:了)?(?:这个|那个|什么|它)?(?:的)?"
    r"(?:编号|号码?|记录编?号|文号|证据|材料|证明|日期|哪天|是哪天|是哪个局|是谁|具体(?:日期|哪天|时间)?"
    r"|身份证号?|代码|信用代码|电话|手机|联系方式|授权书|别的|其他的?|多少|在哪|这些|这东西|(?:是|叫|在|到底是)?(?:哪|谁|什么|啥|几)[^，。]{0,10})(?:了)?$"
    r"|^(?:记录|处罚|我的?)?(?:编号|号码|文号|案号|日期|日子|材料|证据|证明|电话|手机|证件号码?|身份证号?|代码|信用代码|授权书"
    r"|单位|姓名|名字)(?:这个|我们?|俺|也|就|真的?|是|确实|现在|倒是|一时|都|先|还){0,4}(?:不知道|不晓得|不清楚|没有|没得|莫得"
    r"|记不得|不记得|记不清|记不住|忘了|忘记了|找不到|没记|没留|想不起来|(?:不方便|不想|不愿意?|不便|不)(?:说|给|提供|透露|填|写|留))(?:了|的)?$"
    r"|^(?:等|过|以后|回头|晚点|明天|后面|之后|稍后|改天|下次)[^，。]{0,4}(?:补|交|传|发|给|再说|提供"
    r"|填)(?:上|来|吧)?$"
)
_LACKS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"文号|案号|文书号"), ("legal_document",)),
    (re.compile(r"身份证|信用代码|代码|证件"), ("_id",)),
    (re.compile(r"电话|手机|联系方式|邮箱"), ("contact",)),
    (re.compile(r"姓名|名字"), ("_name",)),
    (re.compile(r"编号|记录号"), ("record_ref", "case_no")),
    (re.compile(r"证据|材料|证明|凭证|照片"), ("evidence",)),
    (re.compile(r"日期|哪天|几号"), ("event_date", "submitted_on")),
    (re.compile(r"哪个局|哪家|哪个单位"), ("record_source",)),
    (re.compile(r"授权书|委托书"), ("authorisation",)),
)
"""What somebody says to lack, and the slots (or how they end) that this answers."""
_OF_NOBODY = ("_id", "_name")
"""Several people have one: it answers for the subject, where nobody is asked about."""


def lacks(said: str) -> tuple[str, ...]:
    """The slots, or what they end in, that a clause says to be lacking; empty where it says nothing of the kind."""
    if not (UNKNOWN.match(said) or leaves_empty(said)):
        return ()
    return next((slots for noun, slots in _LACKS if noun.search(said)), ())


def lacked_slots(reading: Reading) -> tuple[str, ...]:
    """The fields lacking by any clause of the message. Within an account in words only the whole message counts."""
    asked = reading.expected.asked or ""
    in_words = asked in SLOTS and SLOTS[asked].kind in (Kind.TEXT, Kind.LIST)
    said = (reading.bare,) if in_words else (reading.bare, *clauses(reading.line))
    found: list[str] = []
    for slot in (slot for clause in said for slot in lacks(clause)):
        if slot in _OF_NOBODY:
            slot = asked if asked.endswith(slot) else f"subject{slot}"
        found.append(slot)
    return tuple(slot for slot in dict.fromkeys(found) if slot not in {m.slot for m in reading.mentions})
