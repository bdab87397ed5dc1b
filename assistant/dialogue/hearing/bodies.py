"""Which body reported a record or made the decision: 县市场监管局报的, 来自税务局."""

from __future__ import annotations

import re

from assistant.dialogue.acts import Act
from assistant.dialogue.hearing.reading import TAKEN, Reading
from assistant.dialogue.slots import SLOTS, Kind

_KIND = (
    "局|委员会|发改委|住建委|卫健委|农委|委|厅|法院|检察院|银行|支行|公安局?|派出所|支队|大队|中队"
    "|街道办(?:事处)?|办事处|管委会|城管局?|政府|人社局?|税务局?|市监局?|工商局?|海关|信用中心|信息中心"
    "|服务中心|公积金中心|中心|平台|物业公司|供电公司|自来水公司|征信公司|评级机构|信用办|物业|学校|协会"
)
_NAME = rf"(?P<body>[\u4e00-\u9fff]{{0,12}}?(?:{_KIND})(?:[\u4e00-\u9fff]{{1,8}}(?:分局|支局|支行|大队))?)"
_MADE = re.compile(
    rf"(?:由|是|被|来自|来源是|找|让){_NAME}(?:那边|那里)?(?:给)?(?:报送?|上报|报上去|作出|做出|罚|处罚|列"
    r"|登|录|认定|下|发|开|判|推送|归集|提供|公布|公示)?(?:的|了|我)?"
)
_SUFFIXED = re.compile(
    rf"{_NAME}(?:那边|那里)?(?:给我?|对我|把我)?(?:报送?|上报|报上去|作出|做出|罚|处罚|录入|认定|下|发|开"
    r"|推送|列|登|录|记|弄|搞|判|写)(?:的|我|了|上去)"
)
_NAMED = re.compile(rf"(?:报送|作出|认定|处罚|来源|发布|上报)(?:的)?(?:单位|机关|部门|机构)(?:[:：]|是|为)\s?{_NAME}")
_PAPER = re.compile(
    r"^(?:那边)?(?:给)?(?:我)?(?:开|出|写|发|盖|打)(?:的|了|过)?(?:一?[张份个])?[^，。]{0,8}(?:证明|说明|凭证|收据|回执|单|书|材料|章)"
)
"""派出所开的证明: a paper of the body, and no record."""
_ALONE = re.compile(rf"(?<=[，,。；;])\s?{_NAME}(?=[，,。；;]|$)")
"""…，示例市城管局: a clause of its own."""
_PUBLIC_BODY = re.compile(
    r"(?:是|由)?(?P<body>[\u4e00-\u9fff]{2,14}(?:局|委员会|法院|检察院|厅|支队|大队|政府|街道办|(?:发改|住建|卫健|经信|国资|网信|农)委))(?:的|吧|啊)?"
)
_OVERTURNS = re.compile(r"(?:后来|已经?|又)?(?:复议|撤销|撤了|变更|确认|改判|改了|推翻|受理)")
"""Who quashed a decision did not make it."""
_LEAD = re.compile(
    r".{0,14}(?:是|由|被|来自|来源|让|找|那个|我们|我|应该|就|好像|哦|嗯|叫|从|对|要|将|把|记录|信息|处罚"
    r"|里有一[条笔个]|有一[条笔个]|那条|这条|的)(?=.{2})"
)
_ANSWER = re.compile(
    rf"^(?:应该|好像|大概|可能|就|我记得|哦|嗯)?(?:是|由|来自)?(?:那个)?{_NAME}(?:吧|啊|呀|的|报的|作出的"
    r"|罚的|给的|报送的|发的|列的|那边)?$"
)
_FIRM = (
    "有限责任公司|股份有限公司|有限公司|公司|集团|合作社|事务所|超市|商行|商店|酒店|饭店|药店|医院|商场|电商|工厂|厂|店"
    "|保险|小贷|网贷|电信|移动|联通|燃气|水务|电网|热力|中介|房东|商家|商会|交易所"
)
_FIRM_ANSWER = re.compile(
    rf"^(?:应该|好像|大概|可能|就|我记得|哦|嗯)?(?:是|由|来自|被)?(?:一家|那个|那家)?(?P<body>[\u4e00-\u9fffA-Za-z0-9()（）&·]{{0,30}}?"
    rf"(?:{_FIRM})(?:[\u4e00-\u9fff()（）]{{1,12}}(?:分公司|支公司|分店|营业部))?)(?:那边|那里|他们|自己)?(?:给我?|把我)?"
    r"(?:吧|啊|呀|的|(?:报送?|上报|作出|做出|罚|给|发|列|登记?|记|录入?|弄|搞|传|上传|推送|采集|提供)(?:上去|进去)?(?:的|了)?)?$"
)
_OURS = re.compile(r"^(?:我们?|俺|咱们?|本)(?:的)?(?:公司|厂|店|企业|单位)|叫|名称")
_COMMON_WORDS = (
    "信用平台 平台 这个平台 你们平台 中心 局 委 那个局 这个局 哪个局 什么局 办事处 政府 学校 物业 银行 公安 协会"
)
_ORDINARY = frozenset(_COMMON_WORDS.split())
_QUESTION = re.compile(r"^个体|哪|什么|谁|怎么|几|何")


def read_asked_body(reading: Reading) -> None:
    """The answer to which body a record comes from; a firm's name is that body's name there, not the subject's."""
    asked = reading.expected.asked
    if asked != "record_source":
        _unasked(reading, asked)
        return
    for pattern in (_ANSWER, _FIRM_ANSWER):
        found = pattern.match(reading.bare)
        if found is None or len(found["body"]) < 2 or _QUESTION.search(found["body"]) or _OURS.search(reading.bare):
            continue
        start = reading.line.index(found["body"])
        reading.mention("record_source", reading.take(start, start + len(found["body"])), found["body"])
        return


def _unasked(reading: Reading, asked: str | None) -> None:
    """市场监管局, and nothing else, where documents or a choice were asked for."""
    if asked is None or reading.asks or reading.act not in (Act.OBJECTION, Act.REPAIR, Act.REVOCATION):
        return
    whole = _PUBLIC_BODY.fullmatch(reading.bare)
    other = asked == "record_ref" or SLOTS[asked].kind in (Kind.CHOICE, Kind.CONTACT, Kind.DATE, Kind.LIST)
    if other and whole is not None:
        start = reading.line.index(whole["body"])
        reading.mention("record_source", reading.take(start, start + len(whole["body"])), whole["body"])


def read_bodies(reading: Reading) -> None:
    """The body, where it is told as the source of a record."""
    if reading.asks or reading.act in (None, Act.COMPLAINT, Act.HANDOFF):
        return
    for pattern in (_NAMED, _MADE, _SUFFIXED, _ALONE):
        for found in reading.find(pattern):
            body = found["body"]
            lead = _LEAD.match(body)
            cut = lead.end() if lead is not None else 0
            name = body[cut:]
            if _PAPER.match(reading.line[found.end("body") :]):
                continue
            if reading.line[: found.start()].endswith("不") or _OVERTURNS.match(reading.line[found.end("body") :]):
                continue
            if len(name) < 3 or name in _ORDINARY or _QUESTION.search(name) or TAKEN in name:
                continue
            start = found.start("body") + cut
            reading.mention("record_source", reading.take(start, found.end("body")), name)
            return
