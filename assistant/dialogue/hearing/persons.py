"""Names of people: 我叫…, 法定代表人是…, 孩子叫…, or a bare name where one was asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from assistant.dialogue.hearing.parties import CHILD, KIN, OF_ROLE, Party, default_party, whose
from assistant.dialogue.hearing.reading import TAKEN, Reading
from assistant.dialogue.hearing.surnames import AFTER_NAME, COMPOUND, NOT_NAMES, RARE, SINGLE, STOP_CHARS
from assistant.dialogue.hearing.told_names import read_told_name
from assistant.dialogue.slots import SLOTS, Kind

_HAN = "[\u4e00-\u9fff\u3400-\u4dbf]"
_LATER = rf"(?:(?!{AFTER_NAME})[^{STOP_CHARS}\W\dA-Za-z_])"
_SURNAME = "[" + "".join(sorted(SINGLE)) + "]"
_DOTTED = rf"{_HAN}{{1,12}}(?:[·•・‧∙.]{_HAN}{{1,12}}){{1,4}}"
_ENGLISH = r"(?:[A-Z][a-z'’-]{1,19}|[A-Z]{2,20}(?= [A-Z]))(?:[ .]{1,2}[A-Z][A-Za-z.'’-]{0,19}){0,3}"
_CHINESE = rf"(?:(?:{COMPOUND}){_LATER}{{1,2}}|{_SURNAME}{_HAN}{_LATER}?|{_SURNAME}{_HAN}(?=[{STOP_CHARS}]|$))"
_NAME = rf"(?P<name>{_DOTTED}|{_ENGLISH}|{_CHINESE})"
_ANY = rf"(?P<name>{_DOTTED}|{_ENGLISH}|{_CHINESE}|{_HAN}{_LATER}{{1,2}})"
_IS = r"(?:名字?)?(?:[是叫为:]|就是|名叫|叫做|是叫)?[\s“\"']{0,2}"
_CALLED = re.compile(
    r"(?:(?:我|俺|咱|本人|他|她)(?:的)?(?:大名|名字|姓名|真名)?叫(?:做)?|(?:姓名|名字|大名"
    rf"|真名)(?:[是叫为:]|就是){{1,2}}|名叫|叫做|(?<=[，,。；\s])叫)\s{{0,4}}{_ANY}"
)
_LABELLED = re.compile(
    r"(?:(?:公司|企业|我们|单位|店|厂)?(?:的)?(?:法定代表人|法人代表|(?<!非)法人(?!代表)|负责人|老板"
    r"|经营者)|(?:委托|法定)?代理人|经办人|受托人|(?<!被)委托人|监护人|申请人|授权人|查询人"
    rf"|被查(?:询)?人|(?:要)?查的(?:人|是)|求职者|应聘者|候选人|租客|当事人|姓名|(?:我|俺|咱|他|她|孩子)?(?:家)?(?:的)?(?:{KIN}"
    rf"|{CHILD}))(?:的)?{_IS}(?:我)?(?:他|她)?(?:{KIN})?{_NAME}"
)
_BOUND = rf"(?=[{STOP_CHARS}\s\d]|$|{AFTER_NAME})"
_I_AM = re.compile(
    rf"(?:我|俺|本人)(?:就?是|[:：]){_NAME}(?P<of>的(?:代理人?|律师|监护人|家长|{KIN}|{CHILD}|员工|受托人))?{_BOUND}"
)
_ON_BEHALF = re.compile(
    rf"(?:帮|替|代|代表|给|受)(?:(?:我|俺|咱)?(?:家|们)?(?:的)?(?:{KIN}|{CHILD}|同事|客户))?{_NAME}(?:的?委托)?(?P<doing>来?(?:办|问|查|申请|提|弄|递|委托))"
)
_WITH_NUMBER = re.compile(
    rf"(?:^|(?<=[，,。；\s]))(?:我是|本人|我)?\s?{_NAME}[，,\s]{{1,3}}(?=(?:我的?)?(?:身份[证正]|证件|{TAKEN}))"
)
_IN_PERSON = re.compile(rf"^(?:我是|是)?{_NAME}(?=本人|身份证|证件|电话|手机)")
_MYSELF = re.compile(
    rf"(?<![\u4e00-\u9fff])(?:就|是|就是)?(?:本人|(?:我|俺)?(?:自己|自个儿?|本人)(?:来?办)?)[，,\s]{{0,2}}"
    rf"{_NAME}(?=[，,。\s(（]|$|身份|证件|电话|手机)"
)
_I_COMMA = re.compile(rf"^(?:我|本人){_NAME}(?=[，,\s])")
_POLITE = re.compile(
    r"^(?:我?(?:叫|是)|[^，。]{1,8}叫|(?:我的?)?名字(?:是|叫)?|我?姓.(?=[\u4e00-\u9fff]{2,3}$)|姓名[是:]?|他叫|她叫|叫|是|就是|哦|嗯"
    r"|写)?[\s:]{0,2}(?P<name>.{2,30}?)(?:[吧啊呀哈]|先生|女士|同志)?$"
)
_WHOLE = re.compile(rf"(?:{_DOTTED}|{_ENGLISH}|(?:{COMPOUND}){_HAN}{{1,2}}|{_HAN}{{2,4}})")
_KNOWN = re.compile(
    rf"(?:{_DOTTED}|{_ENGLISH}|(?:{COMPOUND}){_HAN}{{1,2}}|{_SURNAME}{_HAN}{{1,2}}|{_SURNAME}{_SURNAME}{_HAN}{{1,2}})"
)
_SAYS_NAME = re.compile(r"[是叫为:](?:我|他|她)?\S{0,3}\s{0,2}$|名字?\s?$|就是\s?$")
_OF_KIN = re.compile(rf"{KIN}")
"""Who acts for oneself tells a relative's name; it is not the subject's."""
_COMMA = re.compile(r"[，,。;；\s]")
_TITLE = re.compile(
    r"(?:先生|女士|律师|医生|会计|主任|书记|大夫|队长|小姐|同志|老师|经理|师傅|老板|总|公子|阿姨|大爷|大妈|大哥|大姐)$|^[老小阿]"
)
_WORDS = re.compile(
    r"[的了吗呢么吧]$|^姓.{1,2}$|随便|写个|什么|啥|怎么|多少|谁|不|没|查|办|提|交|改|删|投诉|异议|修复|信用|身份|记录|公司|问|再说"
    r"|跳过|为啥|干嘛|干啥|告诉|一定|可以|必须|算|你们|我们|自己|本人|法人|以后|等|人工|客服|真人|进度|姓$|就行|就好|^我姓|人$|^[他她我你](?!.*·)(?=[家的儿女妈爸老])"
)


def read_persons(reading: Reading) -> None:
    """Every name with a label; a bare one where a name was asked for."""
    slot = SLOTS.get(reading.expected.asked or "")
    asked = slot is not None and slot.kind is Kind.NAME and not any(m.slot == slot.name for m in reading.mentions)
    if slot is not None and asked and not reading.asks:
        read_told_name(reading, slot.name)
    for found in reading.find(_ON_BEHALF):
        _of_principal(reading, found)
    for found in reading.find(_I_AM):
        _i_am(reading, found)
    for pattern in (_LABELLED, _CALLED):
        for found in reading.find(pattern):
            at = found.start("name")
            if (
                pattern is _LABELLED
                and not _SAYS_NAME.search(found.group()[: at - found.start()])
                and not _stands_alone(reading, found)
            ):
                continue
            party = whose(reading, at) or default_party(reading)
            another = reading.role == "self" and party is Party.SUBJECT and bool(_OF_KIN.search(found.group()))
            _mention(reading, found, party, sure=_is_likely(found["name"]) and not another)
    for found in (m for pattern in (_IN_PERSON, _MYSELF, _WITH_NUMBER) for m in reading.find(pattern)):
        _mention(reading, found, default_party(reading), sure=_is_likely(found["name"]))
    for found in reading.find(_I_COMMA):
        if not any(m.slot.endswith("_name") for m in reading.mentions):
            _mention(reading, found, default_party(reading), sure=_is_likely(found["name"]) and len(found["name"]) > 2)
    if slot is not None and slot.kind is Kind.NAME and reading.value(slot.name) is None:
        read_bare_name(reading, slot.name)


def read_bare_name(reading: Reading, slot: str, said: str | None = None) -> None:
    """`said`, the whole message, or its first words before a comma, as a name."""
    for words in [said] if said else _said(reading):
        found = _POLITE.match(words)
        name = found["name"].strip() if found else ""
        if not _WHOLE.fullmatch(name) or _is_word(name):
            continue
        if words != reading.bare and not _KNOWN.fullmatch(name) and not (said or TAKEN in reading.open):
            continue  # 有事，等会儿再说
        start = reading.line.index(name)
        if TAKEN in reading.open[start : start + len(name)]:
            continue
        sure = bool(_KNOWN.fullmatch(name)) and not _TITLE.search(name)
        if not sure and any(_KNOWN.fullmatch(p) and not _TITLE.search(p) for p in _COMMA.split(reading.bare)[1:]):
            continue  # 姜律师，姜海洋
        reading.mention(slot, _spelled(reading.take(start, start + len(name))), name, sure=sure)
        return


def _said(reading: Reading) -> Iterator[str]:
    """The whole message, its first words, and a further clause that begins with a surname (法人是我，黎志刚)."""
    pieces = _COMMA.split(reading.bare)
    yield reading.bare
    yield pieces[0]
    yield from (piece for piece in pieces[1:] if _KNOWN.fullmatch(piece) and piece[0] not in RARE)


def _i_am(reading: Reading, found: re.Match[str]) -> None:
    """我是张三: the writer; 我是张三的代理人: the one acted for."""
    name = found["name"]
    if _is_word(name):
        return
    if found["of"]:
        kind = found["of"]
        subject = Party.GUARDIAN if re.search(CHILD, kind) and reading.role == "minor_self" else Party.SUBJECT
        _mention(reading, found, subject, sure=_is_likely(name))
        return
    party = OF_ROLE.get(reading.role or "") or default_party(reading)
    sure = _is_likely(name) and (len(name) > 2 or reading.expected.asked == f"{party.value}_name")
    _mention(reading, found, party, sure=sure)


def _of_principal(reading: Reading, found: re.Match[str]) -> None:
    name = found["name"]
    if _is_likely(name) and len(name) >= 2 and name[0] not in RARE:
        _mention(reading, found, Party.SUBJECT, sure=len(name) > 2 and reading.role in ("agent", "guardian"))
        if reading.role is None:
            reading.mention("applicant_role", "agent", found.group(), sure=False)


def _mention(reading: Reading, found: re.Match[str], party: Party, *, sure: bool) -> None:
    name = found["name"]
    if _is_word(name) or any(part in NOT_NAMES for part in (name[:2], name[:3])):
        return
    start = found.start("name")
    words = reading.take(start, found.end("name"))
    reading.mention(f"{party.value}_name", _spelled(words), words, sure=sure and not _TITLE.search(name))


def _stands_alone(reading: Reading, found: re.Match[str]) -> bool:
    """法人王五，…: without a verb between, a name that is no other word and ends where a name may end."""
    numbered = reading.open[found.end("name") : found.end("name") + 1] == TAKEN
    return (_is_likely(found["name"]) or numbered) and re.match(_BOUND, reading.line[found.end("name") :]) is not None


def _is_word(name: str) -> bool:
    if re.search("[·•・‧∙A-Z]", name):
        return False
    return name in NOT_NAMES or bool(_WORDS.search(name))


def _is_likely(name: str) -> bool:
    return bool(_KNOWN.fullmatch(name)) and name not in NOT_NAMES and name[0] not in RARE


def _spelled(words: str) -> str:
    """The name in one spelling: the middle dot of 少数民族 names is ·, Latin letters half width."""
    text = unicodedata.normalize("NFKC", words).strip(" “”\"'")
    if re.search(_HAN, text):
        return re.sub(r"\s*[·•・‧∙.]\s*", "·", text.replace(" ", ""))
    return " ".join(text.split())
