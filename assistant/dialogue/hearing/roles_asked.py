"""Short answers to the question who applies: 我自己的事, 公司的，我是出纳. Before the rules for running text."""

from __future__ import annotations

import re

from assistant.dialogue.hearing.parties import CHILD, KIN
from assistant.dialogue.hearing.sayings import made_of
from assistant.dialogue.hearing.wordings import words


def is_ones_own(clause: str) -> bool:
    """自己查自己, 当然我自己办: a clause made of nothing but words for oneself and for the matter."""
    return made_of(clause, words("self_words"), words("self_around"))


ANSWERS: tuple[tuple[str, str | None, re.Pattern[str]], ...] = (
    (
        "minor_self",
        "natural_person",
        re.compile(
            r"^(?:我|俺)(?:才|今年|刚|还|刚满|现在)*(?:1[0-7]|十[一二三四五六七])(?:周?岁)?$|^(?:我|俺)?(?:是|还|还是)?(?:个)?未成年(?:人|本人)?|^(?:我)?还?没(?:有)?成年|^未满(?:18|十八)"
        ),
    ),
    (
        "agent",
        None,
        re.compile(
            r"^(?:我是|委托)?(?:代办|代理|受托|经办)人?(?:员)?$|(?:替|帮|代)(?:别人|他人|人家|单位"
            r"|公司)[^，。]{0,6}(?:代?办|代理)"
        ),
    ),
    ("self", "natural_person", re.compile(r"^(?:我是|是)?[\u4e00-\u9fff]{2,4}本人(?:来?办)?$")),
    (
        "self",
        "natural_person",
        re.compile(
            r"^(?:就是?|是|给|替|帮|为|那)*(?:我|俺|咱|自[己已]|自个儿?|自家|本人|个人)(?:自[己已]|自个儿?|自家|本人|个人)?(?:的)?(?:事情?|记录)?"
            r"(?:来|办|弄|的|呗|申请|办理|查|提|这个|去){0,3}$"
        ),
    ),
    (
        "legal_representative",
        "organisation",
        re.compile(
            r"^(?:我|俺)?(?:就)?(?:是|当)?(?:我们?|咱们?|本|这个|这家)?(?:公司|企业|单位|厂里?|学校|医院|协会|合作社)?(?:里)?的?"
            r"(?:法人(?:就)?是我|法定代表人(?:就)?是我|法人|法定代表人|法人代表|负责人|厂长|董事长|总经理|一把手|校长|院长|社长|会长|理事长|当家的)(?:本人)?$"
        ),
    ),
    (
        "agent",
        "organisation",
        re.compile(
            r"我(?:是)?在(?:我们?)?(?:公司|单位|厂里?|店里?|学校|企业)(?:里)?(?:管|做|负责|当|干)(?!.{0,4}(?:自己|个人))"
        ),
    ),
    (
        "guardian",
        "natural_person",
        re.compile(rf"^(?:是|办)?(?:我|俺|咱)?(?:家|们)?(?:的)?(?:{CHILD})(?:的)?(?:事情?|记录)?$"),
    ),
    (
        "agent",
        "natural_person",
        re.compile(rf"^(?:是|办|替|帮|给)?(?:我|俺|咱)?(?:家|们)?(?:的)?(?:{KIN})(?:的)?(?:事情?|记录|办)?$"),
    ),
    (
        "agent",
        "natural_person",
        re.compile(
            r"^(?:我|俺)是(?:他|她|老人|老人家)(?:家)?(?:的)?(?:女儿|闺女|儿子|老婆|老公|爱人|媳妇|孙子|孙女|女婿|侄[子女儿]|外甥女?)"
        ),
    ),
    ("authorised_third_party", None, re.compile(r"授权(?:了)?的?(?:查询人|第三方|单位|人)|^(?:被|经)授权")),
)
"""Role, kind of subject if the role tells it, and the words; tried on the whole message and on each clause."""
FOR_SOMEBODY = re.compile(
    r"^(?:我|俺|咱)?(?:们)?(?:就|也|只|其实)?(?:是|来)?(?:给|替|帮|代)(?!我自己|自己|我(?:办|$)|本人|个人)[^，。]{1,8}?"
    r"(?:代办|跑跑?腿|办事|办手续|办理|办|弄|提|申请|来)(?:的|一下|个事)?$"
)
"""给村里五保户代办: somebody, whoever it is; where nothing says more."""
