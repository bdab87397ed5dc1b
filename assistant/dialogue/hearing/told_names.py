"""The name in the answer to a question for one: 鄙人佟德福, 小名妞妞，学名宁若溪, 姓张，弓长张，名字叫建国.

An answer is read clause by clause: words that lead up to a name, the name, and what trails off. What remains must be a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.dialogue.hearing.parties import CHILD, KIN, Party, asked_party, whose
from assistant.dialogue.hearing.reading import TAKEN, Reading
from assistant.dialogue.hearing.surnames import COMPOUND, NOT_NAMES, RARE, SINGLE, STOP_CHARS, UNCOMMON

_HAN = "[\u4e00-\u9fff]"
_GIVEN = rf"[^{STOP_CHARS}\W\dA-Za-z_]"
_FULL = re.compile(
    rf"(?:(?:{COMPOUND}){_GIVEN}{{1,2}}|[{''.join(sorted(SINGLE | UNCOMMON))}]{_GIVEN}{{1,2}}"
    rf"|[{''.join(sorted(SINGLE))}]{{2}}{_GIVEN}{{1,2}}|{_HAN}{{1,12}}(?:[·•・‧∙.]{_HAN}{{1,12}}){{1,4}})"
)
_SELF = (
    "我们?|俺们?|咱们?|额|鄙人|在下|小弟|小妹|老汉|老头子?|老太婆|老婆子|老太太|老身|本人|自己|自个儿?|这边|这个?|那个?"
)
_PAPER = "(?:身份证|户口[本簿]|证件|执照|上户|档案|短信|[\u4e00-\u9fff]{1,3}证(?=上))(?:上头?|里头?|上面)?"
_NAME_WORD = "大名|学名|全名|真名|本名|正名|官名|姓名|名字|名儿|名"
_OFFICE = (
    "法定代表人|法人代表|法人|代表人?|负责人|经办人?|委托代理人|代理人?|受托人|委托人|监护人|家长|代办人?|申请人|查询人|会计|出纳|财务|总监|主管"
    "|经理|秘书处?|主任|行政|人事|法务|文员|律师|店主|店长|老板娘?|厂长|校长|理事长|会长|组长|队长|干事|职员|业务员|员工|应聘的?人?|求职者"
)
_VERB = "就?是|叫做?|名叫|系|乃|称|写的?是?|登记的?是?|填的?是?|为"
_LEAD = re.compile(
    rf"(?:{_SELF}|{_PAPER}|{_NAME_WORD}|{_OFFICE}|{_VERB}|{KIN}|{CHILD}|他|她|人家|家里?|的|啊|嗯|哦|哎|呃|好|就|也|记一下|听好|[:：\s“\"'])*"
)
_TAIL = re.compile(r"(?:[啊吧呀哈哦的了咧嘛呢哟\s”\"']|先生|女士|同志|这个名字|这个人|就是我|是我)+$")
_NAMING = re.compile(rf"(?:{_VERB}|{_NAME_WORD}|{_PAPER})")
_NICKNAME = re.compile(
    r"小名|乳名|外号|绰号|网名|昵称|微信名|笔名|艺名|曾用名|以前叫|原来叫|原名|人称|(?:大家|别人|人家|都|邻居|他们)[^，。]{0,3}叫|叫我|喊我"
)
_TITLE = re.compile(r"^[老小阿]|(?:先生|女士|律师|医生|会计|师傅|老师|经理|总|大爷|大妈|大哥|大姐|阿姨|婶|叔|伯)$")
_SPLIT_NAME = re.compile(
    rf"姓(?P<surname>{COMPOUND}|{_HAN})(?:[，,。\s][^，。]{{0,8}})?[，,。\s]*(?:单)?名(?:字)?(?:叫|是|为|就)?(?:做|一个)?\s?"
    rf"(?P<given>{_HAN}{{1,2}})(?=字?$|[，,。；\s])"
)
"""姓欧阳，名慧兰."""
_CLAUSE = re.compile(rf"[^，,。；;！!？?、\n\s{TAKEN}]+")
_WORDS = re.compile(
    r"[写叫是填说给报]$|什么|怎么|公司|企业|单位|信用|记录|不知|没|不|跳过|算了|本人|自己|法人|身份|电话|手机|号码|代码|人$"
)


def read_told_name(reading: Reading, slot: str) -> bool:
    """Take the name that answers the question for `slot`; False where no clause is one."""
    if found := _SPLIT_NAME.search(reading.open):
        surname, given = found["surname"], found["given"]
        name = given if given.startswith(surname) else surname + given
        reading.take(*found.span())
        reading.mention(slot, name, found.group())
        return True
    best = max(_candidates(reading), key=lambda one: one[0], default=None)
    if best is None or best[0] < 0:
        return False
    _, start, name = best
    reading.mention(slot, reading.take(start, start + len(name)), name)
    return True


def _candidates(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """How likely, where, and which; a later clause of the same likelihood gives way to an earlier one."""
    party = asked_party(reading)
    led_up_to, further = "", ""
    for clause in _CLAUSE.finditer(reading.open):
        said = clause.group()
        led_up_to, further = further, said if _LEAD.fullmatch(said) else ""
        for lead in _leads(said):
            name = _TAIL.sub("", said[lead:]) or said[lead:]
            if not _is_name(name):
                continue
            start = clause.start() + lead
            owner = whose(reading, start)
            if owner in (None, party) or (owner is Party.SUBJECT and _speaks_of_oneself(reading, said[:lead])):
                before = said[:lead] or led_up_to
                named, nickname = bool(_NAMING.search(before)), bool(_NICKNAME.search(said[:lead]))
                yield 2 * named - 5 * nickname - _is_doubtful(name), start, name
            break


def _is_name(name: str) -> bool:
    if "·" in name and _FULL.fullmatch(name):
        return True
    return bool(_FULL.fullmatch(name)) and not (name in NOT_NAMES or _TITLE.search(name) or _WORDS.search(name))


def _is_doubtful(name: str) -> bool:
    return len(name) == 2 and name[0] in RARE | UNCOMMON | {"那", "都", "有"}


def _speaks_of_oneself(reading: Reading, lead: str) -> bool:
    """姐姐符晓云, where the subject's name is known and the agent's was asked: who writes is somebody's sister."""
    return "subject_name" in reading.expected.slots and not re.search(r"[我俺咱他她]", lead)


def _leads(said: str) -> tuple[int, ...]:
    """Where the name may begin: behind all the words that lead up to one, or at the very beginning."""
    found = _LEAD.match(said)
    return (found.end(), 0) if found is not None and found.end() else (0,)
