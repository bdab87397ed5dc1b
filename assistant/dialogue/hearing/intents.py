"""What the citizen wants done, by weighted cues. Asking about an act is not wanting it."""

from __future__ import annotations

import re

from assistant.dialogue.acts import Act, Command
from assistant.dialogue.hearing import intent_cues as cues
from assistant.dialogue.hearing.questions import asks_aloud, complains, is_plain_question
from assistant.dialogue.hearing.reading import Reading
from assistant.dialogue.hearing.removals import read_removal
from assistant.dialogue.slots import SLOTS, Kind

_ENOUGH, _DIRECT, _AHEAD, _BRIEF = 3, 2, 2, 24
_I_WANT = re.compile(
    r"^(?:你好|您好)?[，,！!\s]?(?:那|所以)?(?:我|俺|本人|我们|咱)?(?:就|也|先|现在|今天|还是)?(?:要(?!求|是|不|多|怎|几|什)|想|得|来|申请|必须|非得|坚决|一定要?)(?!问|知|了解|请教|咨询)"
)
_FIRST_PERSON = re.compile(r"我|俺|本人|咱|公司|我们|店|厂")
_NUMBERS = re.compile(r"[〔\[【(（]\s?\d{4}\s?[〕\]】)）]第?\s?[0-9-]{1,8}\s?号|[0-9A-Za-z][0-9A-Za-z-]{7,}")
"""A document's number inside a wish must not part the verb from what is wished for."""
_CLAUSES = re.compile(r"[，。；！？,;!?\n]+")
_OPENS_TALK = re.compile(
    r"^(?:喂|哎|诶|你好|您好|你们好|同志|师傅|老师|姑娘|小伙子|麻烦|不好意思|打扰了?|[，,。！!\s])*"
    r"(?:(?:我|俺|咱)?(?:想|要|来|就|先|也)?|(?:替|帮|给)[^，。？?]{1,6}?)"
    r"(?:问|咨询|打听|请教|了解)(?:一下|下|一问|问|您|你)?(?:一?个|点|件|些)?(?:事儿?|事情|情况|问题)?(?:啊|哈|呀|哦|[，,。！!：:\s]|$)+"
)
"""我想问个事: how people open a talk. What follows tells whether they ask or want something."""
_PLEADS = re.compile(
    r"^[，,！!\s]*(?:求求|求|拜托|请|麻烦|劳驾|那)*(?:你们?|您)?(?:帮|给|替)(?:我|俺|咱|我们|忙)(?:把)?"
)
_DEMANDS = re.compile(
    r"^(?:那|那就|就|所以|现在|先|快|[，,\s])*(?:(?:请|麻烦|劳驾|直接|求求?)(?:你们?|您)?|(?:你们?|您)?(?:直接|赶紧|马上|先)?"
    r"(?:帮我|给我|替我|帮俺|给俺|帮我们|给我们|帮帮我|帮帮忙|帮忙?|我要|我想|我来|俺要|俺想|要))(?:帮我|给我|替我|帮忙|直接|赶紧|马上|现在|先|来|也|把它|把这)*"
    r"(?:申请|办|办理|弄|处理|受理|提交|登记|递|申请查询|申请修复|查询|查|看|打|打印|开|调|更正|更新|弄下来|撤下来|去掉|删掉|删|拿掉|改过来|撤掉|恢复|消掉|解决)"
    r"(?:一下|一份|一个|上去|下来|掉|了|理)?(?:这个|它|吧|呗|嘛|呀|哈|谢谢)*$"
)
"""直接帮我申请吧: the wish alone; what is wanted was named before."""
_HELP_ME = re.compile(r"^(?:求求|求|请|麻烦|拜托|你们?|您)*帮帮(?:我|俺|忙)(?:吧|呗|嘛|好吗)?$")
_MUST = re.compile(r"(?:^|(?<=，))(?:我|俺|我们)?(?:必须|非得|一定)(?=提|办|投|申|修|举|删|查|要)")
"""我必须提异议 is a wish; 必须在几天内 is law."""
_GIVEN_UP = re.compile(
    r"(?:不|先不|别)(?:再|想|要)?(?:修复|投诉|举报|异议|提|查|办|弄|删|申请)[^，。]{0,4}了|改(?:成|办|为)|换(?:成|一个|个)"
)
_SECRETLY = re.compile(
    r"(?:他|她|人家|对方|本人)(?:都|还|也)?不知(?:道|情)|偷偷|悄悄|瞒着|背着|不让(?:他|她|人家|对方)知道"
)
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
    named = cues.LABELLED.search(text)
    short = bool(cues.SHORT.match(named["act"] if named else text.strip(" ，。！!~")))
    if not short and reading.expected.act is None and not reading.asks and (clause := _named_alone(text)):
        text, short = clause, True
    if (reading.asks or asks_aloud(text)) and not short:
        if not _declared(text):
            return _removal(reading, text)
        reading.asks = False
    if commands & {Command.WITHDRAW, Command.STATUS, Command.ADD_EVIDENCE, Command.COUNTING} and not _direct(text):
        return None, False
    if cues.NEGATED.search(text) and not _direct(cues.NEGATED.sub("", text)):
        return None, False
    scores = _scores(text)
    if not scores:
        return _removal(reading, text)
    ranked = sorted(scores, key=lambda act: -scores[act])
    best, score = ranked[0], scores[ranked[0]]
    direct = _direct(text)
    if _in_the_way(reading, best, wish=best in direct or short):
        return None, False
    if cues.PAST.search(cues.PAID.sub("", text)) and best not in direct:
        return None, False
    ahead = score - scores[ranked[1]] if len(ranked) > 1 else _AHEAD
    own = bool(_FIRST_PERSON.search(text) or cues.ELLIPTIC.search(text))
    demanded = own and score >= _ENOUGH and bool(cues.DEMAND.search(text)) and best is not Act.QUERY_OWN_RECORD
    wanted = short or best in direct or demanded or (score >= _ENOUGH and _demands(text))
    wanted = wanted or (best is Act.AUTHORISED_QUERY and score >= _AUTHORISED and bool(_TO_LOOK_UP.search(text)))
    prying = bool(_OTHERS_OWN.search(text) or _SECRETLY.search(text)) and not _AUTHORISES.search(text)
    if prying and best in (Act.QUERY_OWN_RECORD, Act.AUTHORISED_QUERY):
        return None, False
    said = "，".join(_wishes(text) or [p for p in _CLAUSES.split(text) if best in _direct(p)]) or text
    said = _MUST.sub("", said)
    said = said.replace("的人", "的") if _I_WANT.match(said) and best in direct else said
    doubtful = bool(cues.LAWISH.search(said) or cues.HYPOTHETICAL.search(said)) or prying
    if wanted and not doubtful and ahead >= 1:
        return best, True
    if best in (Act.REPAIR, Act.OBJECTION) and (removal := _removal(reading, text)) != (None, False):
        return removal
    near = score >= _ENOUGH and (wanted or bool(cues.WISH.search(text))) and len(text) <= _BRIEF
    return (best, False) if near and not cues.LAWISH.search(text) else (None, False)


def read_asked_act(reading: Reading) -> Act | None:
    """The act that a question is about (能修复信用吗, 异议几天有结果); None where it is about none, or about several alike."""
    text = _NUMBERS.sub("□", reading.plain.replace(",", "，"))
    if (removal := read_removal(text, also_how=True)) is not None:
        return removal[0]
    scores = _scores(text)
    ranked = sorted(scores, key=lambda act: -scores[act])
    if not ranked or scores[ranked[0]] < _ENOUGH or bool(_OTHERS_OWN.search(text) or _SECRETLY.search(text)):
        return None
    alone = len(ranked) == 1 or scores[ranked[0]] > scores[ranked[1]]
    return ranked[0] if alone and ranked[0] is not Act.COMPLAINT else None


def _declared(text: str) -> bool:
    """A wish in a clause of its own, where what else sounds like a question only complains (咋还挂着) or goes before it."""
    told = _OPENS_TALK.sub("", text, count=1)
    if told != text and (_direct(told) or _demands(told)) and not (is_plain_question(told) or asks_aloud(told)):
        return True
    pieces = [piece for piece in _CLAUSES.split(told) if piece.strip()]
    if not (_wishes(told) or _demands(told)):
        return False
    last = pieces[-1].strip()
    ends_wanting = last in _wishes(told) or bool(_DEMANDS.match(last) or _HELP_ME.match(last))
    return ends_wanting or all(complains(piece) for piece in pieces if _asks(piece))


def _named_alone(text: str) -> str | None:
    """信用修复，我是江西的: the clause that is an act's name and nothing else."""
    pieces = (piece.strip() for piece in _CLAUSES.split(text))
    return next((piece for piece in pieces if len(piece) > 2 and cues.SHORT.match(piece)), None)


def _demands(text: str) -> bool:
    pieces = [piece.strip() for piece in _CLAUSES.split(text)]
    return any(_DEMANDS.match(piece) or _HELP_ME.match(piece) for piece in pieces)


def _wishes(text: str) -> list[str]:
    """The clauses that by themselves say 我要 and an act."""
    pieces = (piece for piece in _CLAUSES.split(text) if not _asks(piece))
    wanting = (p for p in pieces if _I_WANT.match(p) or _PLEADS.match(p))
    return [p for p in wanting if _direct(p) or cues.SHORT.match(_PLEADS.sub("", p))]


def _asks(piece: str) -> bool:
    return is_plain_question(piece) or asks_aloud(piece)


def _removal(reading: Reading, text: str) -> tuple[Act | None, bool]:
    """A removal asked for outside a form is a wish, also where it is put politely as a question."""
    wanted = read_removal(text) if reading.expected.act is None else None
    if wanted is None:
        return None, False
    reading.asks = False
    return wanted


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
    if cues.FOR_KIN.search(text) and not _AUTHORISES.search(text):
        scores.pop(Act.AUTHORISED_QUERY, None)
    if scores.get(Act.AUTHORISED_QUERY, 0) >= _AUTHORISED and not _OWN.search(text):
        scores.pop(Act.QUERY_OWN_RECORD, None)
    if scores.get(Act.REVOCATION, 0) >= _AUTHORISED or Act.COMPLAINT in _direct(text):
        for act in (Act.QUERY_OWN_RECORD, Act.AUTHORISED_QUERY):
            scores.pop(act, None)
    return scores


def _direct(text: str) -> set[Act]:
    direct = {act for act, pattern in cues.DIRECT if pattern.search(text)}
    return direct | {Act.QUERY_OWN_RECORD} if cues.FOR_KIN.search(text) else direct


def _turns_to_it(text: str) -> bool:
    """我不修复了，我要提异议: the act in progress is given up, and the last clause wants another."""
    pieces = [piece for piece in _CLAUSES.split(text) if piece.strip()]
    return len(pieces) > 1 and pieces[-1] in _wishes(text) and bool(_GIVEN_UP.search(text))


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
    if named and _turns_to_it(reading.plain):
        return False
    return not wish or not named or (free and len(reading.plain) > 20)
