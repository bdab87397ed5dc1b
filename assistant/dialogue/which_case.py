"""Which of the cases known in a conversation a message is about, and whether it asks how long that one still takes."""

from __future__ import annotations

import re

from assistant.dialogue.acts import Act
from assistant.dialogue.plan import Scene

_CALLED = {
    Act.OBJECTION: re.compile(r"异议"),
    Act.REPAIR: re.compile(r"修复"),
    Act.COMPLAINT: re.compile(r"投诉|举报|反映"),
    Act.DELETE_HONOUR: re.compile(r"荣誉|表彰"),
    Act.REVOCATION: re.compile(r"文书"),
    Act.AUTHORISED_QUERY: re.compile(r"授权查"),
    Act.QUERY_OWN_RECORD: re.compile(r"查询|信用报告"),
}
"""How a citizen calls a case that was filed."""
_WHEN = r"什么时候|啥时候|啥时间|什么时间|几时|何时|哪天|哪一天|几号|多久|多长时间|几天|几个工作日"
_OUTCOME = (
    r"回复|回音|回信|答复|结果|消息|信儿|音信|说法|动静|办好|办完|办妥|办成|办下来|办得好|处理|搞定|弄好|弄完|通知|下来"
    r"|出来|批|到头|完事|好$|等"
)
_WAITS = (
    re.compile(rf"(?:{_WHEN})[^，。]{{0,8}}(?:{_OUTCOME})|(?:{_OUTCOME})[^，。]{{0,6}}(?:{_WHEN})"),
    re.compile(r"有[^，。]{0,4}(?:消息|信儿?|回音|回复|答复|结果|进展|动静|眉目)[^，。]{0,2}(?:没|吗|不|么)"),
    re.compile(
        r"(?:怎么|咋|为什么|为啥)(?:还|到现在)[^，。]{0,4}(?:没|不)[^，。]{0,6}(?:消息|动静|结果|回复|答复|办|处理)"
    ),
    re.compile(r"(?:办|处理|弄|审)(?:得)?(?:怎么样|咋样|如何)"),
)
_LONGEST = 20
"""Whoever waits asks shortly; a longer question is about the law."""


def the_case(scene: Scene) -> str | None:
    """By its number, by what it is called, else the latest; None where the conversation knows of none."""
    cases = scene.conversation.cases
    if not cases:
        return None
    known = {case_id: scene.tools.casework.stands(case_id).case for case_id in cases} if len(cases) > 1 else {}
    number = scene.heard.value("case_no")
    called = _called(scene.heard.text)
    for case_id in reversed(cases):
        case = known.get(case_id)
        if case is not None and (case["number"] == number or (number is None and case["type"] in called)):
            return case_id
    return cases[-1]


def waits_for_a_case(scene: Scene) -> bool:
    """什么时候有回复: asked of a case of this conversation, not of the law on another act."""
    text = scene.heard.text
    if not scene.conversation.cases or len(text) > _LONGEST or not any(p.search(text) for p in _WAITS):
        return False
    called = _called(text)
    return not called or scene.tools.casework.stands(_of(scene)).case["type"] in called


def _of(scene: Scene) -> str:
    return the_case(scene) or scene.conversation.cases[-1]


def _called(text: str) -> frozenset[str]:
    return frozenset(act.value for act, words in _CALLED.items() if words.search(text))
