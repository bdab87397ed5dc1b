"""Whose name or number is it: the subject's, or that of one who acts for it?"""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.dialogue.hearing.reading import Reading


class Party(StrEnum):
    """Somebody with a name and a number in a filing; the values begin the slots' names."""

    SUBJECT = "subject"
    REPRESENTATIVE = "representative"
    AGENT = "agent"
    GUARDIAN = "guardian"
    APPLICANT = "applicant"


OF_ROLE = {
    "self": Party.SUBJECT,
    "minor_self": Party.SUBJECT,
    "legal_representative": Party.REPRESENTATIVE,
    "agent": Party.AGENT,
    "guardian": Party.GUARDIAN,
    "authorised_third_party": Party.APPLICANT,
}
"""Which party the person is who writes 我, by applicant_role."""

KIN = (
    "丈母娘|老丈人|老伴儿?|女婿|儿媳妇?|[表堂][哥姐弟妹]|大伯|伯伯|伯父|伯母|舅妈|婶婶?|嫂子|姐夫|妹夫|老[爸妈爹娘]|室友|工友|老乡"
    "|爸爸?|妈妈?|爹|娘|父亲?|母亲?|老公|老婆|爱人|丈夫|妻子|媳妇|对象|爷爷?|奶奶?|姥姥|姥爷|外公|外婆"
    "|岳父|岳母|公公|婆婆"
    "|哥哥?|姐姐?|弟弟?|妹妹?|叔叔?|舅舅?|姑姑?|姨|侄子|朋友|同学|邻居|亲戚|老人家?|家里老人"
)
CHILD = "孩子|小孩|娃儿?|儿子|女儿|闺女|姑娘|小子|孙子|孙女|崽"
ORGANISATION = "公司|企业|单位|店|厂|合作社|机构|学校|社团|个体户|我们这边"
_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("representative", re.compile(r"法定代表人|法人代表|(?<!非)法人|负责人|老板|经营者|投资人")),
    ("agent", re.compile(r"(?<!法定)代理人|经办人|受托人|被委托人|代办人|跑腿的?|律师|办事人员?")),
    ("guardian", re.compile(r"监护人|家长")),
    (
        "subject",
        re.compile(
            r"(?<!被)委托人|授权人|被查(?:询)?人|求职者|应聘者|候选人|客户|供应商|合作方|甲方|乙方|被查(?:单位|公司|企业)|租客|员工|对方|当事人|本尊|主体|要查的(?:人|单位|公司)?|查的(?:人|是)"
        ),
    ),
    ("applicant", re.compile(r"查询人|查询单位")),
    ("organisation", re.compile(ORGANISATION)),
    ("child", re.compile(CHILD)),
    ("kin", re.compile(rf"(?:我|俺|咱|他|她|孩子)?(?:家|的|们)?(?:{KIN})")),
    ("him", re.compile(r"[他她](?!们)")),
    ("me", re.compile(r"我(?!们)|俺(?!们)|本人|自己|申请人|咱(?!们)")),
)


_OFFICES = frozenset({"representative", "agent", "guardian", "subject", "applicant"})


def whose(reading: Reading, start: int) -> Party | None:
    """The party that the words before a value name: an office (代理人) before kin, then the nearest; None for nobody."""
    before = _before(reading, start)
    found = [(label in _OFFICES, m.end(), label) for label, pattern in _LABELS for m in pattern.finditer(before)]
    return _party(max(found)[2], reading) if found else None


def _before(reading: Reading, start: int) -> str:
    """The words of the clause before the value; the clause before that too, where it names the owner (我爸，身份证…)."""
    window = reading.line[max(0, start - 40) : start]
    parts = list(re.split(r"[，。；！？\n,;!?]", window))
    own = parts[-1]
    if any(pattern.search(own) for _, pattern in _LABELS) or len(parts) < 2:
        return own
    return parts[-2] + own


def _party(label: str, reading: Reading) -> Party | None:
    role = reading.role
    if label in _OFFICES:
        return Party(label)
    if label == "organisation":
        seeks = role == "authorised_third_party" and asked_party(reading) is not Party.SUBJECT
        return Party.APPLICANT if seeks else Party.SUBJECT
    if label == "child":
        return Party.SUBJECT
    if label == "kin":
        return Party.GUARDIAN if role in ("minor_self", "guardian") else Party.SUBJECT
    if label == "him":
        if role == "minor_self":
            return Party.GUARDIAN
        return Party.SUBJECT if role in ("agent", "guardian", "authorised_third_party") else None
    if role is None:
        organised = reading.value("subject_kind") == "organisation"
        return Party.REPRESENTATIVE if organised else Party.SUBJECT
    return OF_ROLE[role]


def asked_party(reading: Reading) -> Party | None:
    """The party of the slot that was asked for, if it was a name or a number."""
    asked = reading.expected.asked or ""
    part = asked.rsplit("_", 1)[0] if asked.endswith(("_name", "_id")) else ""
    return Party(part) if part in set(Party) else None


def default_party(reading: Reading) -> Party:
    """The party of a value that nothing names: the one asked for, else the one who writes."""
    return asked_party(reading) or OF_ROLE.get(reading.role or "", Party.SUBJECT)
