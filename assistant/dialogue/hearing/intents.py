"""What the citizen wants done, by weighted cues. Asking about an act is not wanting it."""

from __future__ import annotations

import re

from assistant.dialogue.acts import Act, Command
from assistant.dialogue.hearing import intent_cues as cues
from assistant.dialogue.hearing.questions import asks_aloud
from assistant.dialogue.hearing.reading import Reading
from assistant.dialogue.slots import SLOTS, Kind

_ENOUGH, _DIRECT, _AHEAD, _BRIEF = 3, 2, 2, 24
_I_WANT = re.compile(
    r"^(?:你好|您好)?[，,！!\s]?(?:我|俺|本人|我们)(?:就|也|先|现在|今天)?(?:要|想|得|来)(?!问|知|了解|请教|咨询)"
)
_FIRST_PERSON = re.compile(r"我|俺|本人|咱|公司|我们|店|厂")
_NUMBERS = re.compile(r"[〔\[【(（]\s?\d{4}\s?[〕\]】)）]第?\s?[0-9-]{1,8}\s?号|[0-9A-Za-z][0-9A-Za-z-]{7,}")
"""A document's number inside a wish must not part the verb from what is wished for."""
_AUTHORISED = 6
_OWN = re.compile(r"(?:我|本人|俺)(?:自己|自个|个人|本人|的信用|的记录)|我爸的|我妈的")
_TO_LOOK_UP = re.compile(
    r"(?:要|想|来|帮|替|申请|办|受.{1,4}委托)[^，。]{0,10}(?<!求)查|查[^。]{0,12}[，,]\s?(?:我们?)?(?:有"
    r"|凭|已经?有)[^，。]{0,6}(?:授权|同意)"
)
_AUTHORISES = re.compile(r"授权|委托|书面同意|同意书|签(?:了|过)?字|同意(?:了|我)|允许|经.{0,4}同意")
_OTHERS_OWN = re.compile(
    r"(?:查|看).{0,8}(?:邻居|前[夫妻男女]|同事|亲戚|朋友|老板|对象|相亲|别人|人家|老乡|同学|债主|仇人|房东|室友"
    r"|欠我钱)|查[一下个]{0,2}(?:(?!我|自己|本人"
    r"|公司|单位|企业|个人|俺|名下|他|她|客户|员工|者|人|我们|对方|授权)[\u4e00-\u9fff]){2,3}的(?:信用"
    r"|记录)"
)


def read_act(reading: Reading, commands: frozenset[Command]) -> tuple[Act | None, bool]:
    """The act wanted, and whether it may begin without asking; None where nothing is wanted, or only asked about."""
    text = _NUMBERS.sub("□", reading.plain.replace(",", "，"))
    if Command.HUMAN in commands:
        return Act.HANDOFF, True
    short = bool(cues.SHORT.match(text.strip(" ，。！!~")))
    if (reading.asks or asks_aloud(text)) and not short:
        return None, False
    if commands & {Command.WITHDRAW, Command.STATUS, Command.ADD_EVIDENCE, Command.COUNTING} and not _direct(text):
        return None, False
    if cues.NEGATED.search(text) and not _direct(cues.NEGATED.sub("", text)):
        return None, False
    scores = _scores(text)
    if not scores:
        return None, False
    ranked = sorted(scores, key=lambda act: -scores[act])
    best, score = ranked[0], scores[ranked[0]]
    direct = _direct(text)
    if _in_the_way(reading, best, wish=best in direct or short):
        return None, False
    if cues.PAST.search(text) and best not in direct:
        return None, False
    ahead = score - scores[ranked[1]] if len(ranked) > 1 else _AHEAD
    own = bool(_FIRST_PERSON.search(text))
    demanded = own and score >= _ENOUGH and bool(cues.DEMAND.search(text)) and best is not Act.QUERY_OWN_RECORD
    wanted = short or best in direct or demanded
    wanted = wanted or (best is Act.AUTHORISED_QUERY and score >= _AUTHORISED and bool(_TO_LOOK_UP.search(text)))
    prying = bool(_OTHERS_OWN.search(text)) and not _AUTHORISES.search(text)
    if prying and best in (Act.QUERY_OWN_RECORD, Act.AUTHORISED_QUERY):
        return None, False
    said = text.replace("的人", "的") if _I_WANT.match(text) and best in direct else text
    doubtful = bool(cues.LAWISH.search(said) or cues.HYPOTHETICAL.search(said)) or prying
    if wanted and not doubtful and ahead >= 1:
        return best, True
    near = score >= _ENOUGH and (wanted or bool(cues.WISH.search(text))) and len(text) <= _BRIEF
    return (best, False) if near and not cues.LAWISH.search(text) else (None, False)


def _scores(text: str) -> dict[Act, int]:
    scores: dict[Act, int] = {}
    for act, weight, pattern in cues.CUES:
        if pattern.search(text):
            scores[act] = max(scores.get(act, 0), weight) + (1 if act in scores else 0)
    for act in _direct(text):
        if act in scores:
            scores[act] += _DIRECT
    if Act.AUTHORISED_QUERY in scores and not re.search(r"查|调|看", text):
        del scores[Act.AUTHORISED_QUERY]
    if scores.get(Act.AUTHORISED_QUERY, 0) >= _AUTHORISED and not _OWN.search(text):
        scores.pop(Act.QUERY_OWN_RECORD, None)
    if scores.get(Act.REVOCATION, 0) >= _AUTHORISED or scores.get(Act.COMPLAINT, 0) >= _AUTHORISED:
        for act in (Act.QUERY_OWN_RECORD, Act.AUTHORISED_QUERY):
            scores.pop(act, None)
    return scores


def _direct(text: str) -> set[Act]:
    return {act for act, pattern in cues.DIRECT if pattern.search(text)}


def _in_the_way(reading: Reading, act: Act, *, wish: bool) -> bool:
    """Words that answer the question just asked begin nothing, unless they name an act outright."""
    expected = reading.expected
    if expected.act is None or expected.asked is None:
        return False
    if act is expected.act:
        return True
    slot = SLOTS.get(expected.asked)
    free = slot is not None and slot.kind in (Kind.TEXT, Kind.LIST, Kind.DOCUMENT)
    named = act in _direct(reading.plain)
    return not wish or not named or (free and len(reading.plain) > 20)
