"""What a short question in the middle of a form is about, where the act's own law answers it better than a search does."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.dialogue.acts import Act

_LONGEST = 24
"""A longer question has a matter of its own."""
_OTHER_MATTER = re.compile(
    r"第[一二三四五六七八九十百]+条|条例|规定|别的|另外|以前|上次|哪些信息|罚|奖|评分|贷款|坐车|飞机"
)


class Topic(StrEnum):
    """What can be asked of any act."""

    TIME = "time"  # 多久
    FEE = "fee"  # 收不收钱
    PAPERS = "papers"  # 要什么材料
    BODY = "body"  # 交给谁
    MEANWHILE = "meanwhile"  # 办的时候别人看不看得到
    WHY = "why"  # 为什么要填这一项


_TOPICS = (
    (
        Topic.WHY,
        re.compile(
            r"(?:为什么|为啥|干嘛|干吗|凭什么|凭啥|做什么用|有什么用|有啥用)[^，。]{0,4}(?:填|问|留|给|说|提供|知道|交代|$)"
            r"|(?:填|要|问|留)(?:这个|它|了)?(?:干嘛|干吗|做什么|干什么|有什么用|有啥用)"
        ),
    ),
    (
        Topic.MEANWHILE,
        re.compile(
            r"(?:期间|这段时间|办的时候|核查的时候|处理的时候|没办完|还没办好)[^，。]{0,12}(?:看|公示|显示|挂|用|查)"
            r"|(?:还会|还要|继续)[^，。]{0,4}(?:公示|挂|显示)"
        ),
    ),
    (Topic.FEE, re.compile(r"收费|收钱|要钱|多少钱|花钱|交钱|掏钱|费用|免费|不要钱")),
    (
        Topic.PAPERS,
        re.compile(
            r"(?:什么|哪些|啥|几样)(?:证明)?(?:材料|证件|证据|资料|东西)|要不要(?:带)?(?:材料|证明)"
            r"|(?:带|准备|交|要)(?:点|些)?(?:什么|啥)(?:$|[去来？?吗呢])"
        ),
    ),
    (
        Topic.BODY,
        re.compile(
            r"(?:交|报|提|送|找|归)(?:给|到|去)?(?:谁|哪[个家里儿]|什么(?:单位|部门|地方))"
            r"|(?:谁|哪个(?:单位|部门|局)|哪里|哪家)(?:来)?(?:办|管|处理|受理|负责|审)"
        ),
    ),
    (
        Topic.TIME,
        re.compile(
            r"(?:几|多少)(?:个)?(?:天|日|工作日|星期|周|个?月)|多久|多长时间|要多长|快不快|几时|何时"
            r"|(?:什么|啥)时(?:候|间)[^，。]{0,6}(?:结果|回复|答复|回音|好|完|下来|出来|消息|通知|办)"
        ),
    ),
)
_NAMES = {
    Act.OBJECTION: re.compile(r"异议"),
    Act.REPAIR: re.compile(r"修复"),
    Act.COMPLAINT: re.compile(r"投诉|举报"),
    Act.DELETE_HONOUR: re.compile(r"荣誉|表彰"),
    Act.REVOCATION: re.compile(r"撤销"),
    Act.AUTHORISED_QUERY: re.compile(r"授权"),
    Act.QUERY_OWN_RECORD: re.compile(r"查询|查自己|信用报告"),
}


def topic_of(question: str, act: Act) -> Topic | None:
    """The topic, if the question is about this act and nothing besides."""
    if len(question) > _LONGEST or _OTHER_MATTER.search(question):
        return None
    named = {one for one, words in _NAMES.items() if words.search(question)}
    if named and act not in named:
        return None
    return next((topic for topic, words in _TOPICS if words.search(question)), None)
