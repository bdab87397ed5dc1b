"""Values out of a closed set: the kind of information, the ground of an objection, how urgent it is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.dialogue.acts import Act
from assistant.dialogue.hearing.reading import Reading

_INFO_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("market", re.compile(r"^市场(?!监|管|和)|非公共")),
    (
        "listing",
        re.compile(
            r"黑名单|失信(?:主体|惩戒)?名单|严重(?:违法)?失信|(?:列入|列进|拉进|拉入|进了?|上了?|移出"
            r"|加入)(?:了)?[^，。]{0,8}名单|名单|拉黑"
        ),
    ),
    (
        "evaluation",
        re.compile(r"(?:信用)?(?:评分|评级|评价|打分|等级|分数|星级|级别|评估)|信用分|评[成为了][A-DＡ-Ｄ甲乙丙丁]"),
    ),
    (
        "market",
        re.compile(
            r"市场信用|市场主体采集|合同违约|违约(?:记录|信息)|物业费|水费|电费|燃气费|话费|商业(?:上的)?"
            r"|征信(?:公司|机构)|贷款|借款|租金|房租|市场(?!监)|(?:商家|商户|店家|商铺|电商|物业(?:公司)?|房东|供应商"
            r"|合作方|平台|民营?企业|企业|行业协会)(?:自己|自行|那边|给我)?(?:记|报|登|录|采集|收集|上传|提供|产生)"
        ),
    ),
    (
        "public",
        re.compile(
            r"公共信用|公家|衙门|国家|官府|行政处罚|处罚|行政许可|政府|机关|罚款|欠税|局|发改委|住建委|卫健委|社保|判决|法院|公共|官方"
        ),
    ),
)
_GROUNDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "over_period",
        re.compile(
            r"(?:过|到|满)(?:了)?(?:公示)?(?:期|期限|期了)(?:了|都|满)?.{0,6}(?:还|仍|没|不)"
            r"|超(?:过)?(?:了)?(?:公示|保存|披露)?(?:期限?|时间|年限)|公示(?:期|时间)(?:早就?|已经?|都)?(?:过|到"
            r"|满)|超期|过期|到期(?:了|还)|早该(?:撤|下|删)|五年(?:都)?过"
        ),
    ),
    (
        "wrong_listing",
        re.compile(
            r"不(?:应该|该|应当|应|符合).{0,4}(?:列|进|上|拉|纳)|错(?:误)?(?:地|的|把我们?)?(?:列|拉|纳|上了|进了|认定)|(?:列|拉|进)错|列(?:入|进)?得?(?:不对|有错|没道理|冤)|(?:列入|列进|拉进|拉入"
            r"|拉黑|进了?|上了?).{0,8}(?:不服|冤|凭什么|没道理|不认|不合理)|(?:凭什么|为什么|怎么)(?:把)?(?:我们?"
            r"|公司)?(?:列|拉|上|进).{0,6}(?:名单|黑)|不服.{0,6}(?:列|名单|拉黑)|名单.{0,6}(?:不服|不该|冤)"
        ),
    ),
    (
        "infringement",
        re.compile(
            r"侵犯|侵害|侵权|泄露|隐私|商业秘密|国家秘密|没(?:经过?|有|征得)?(?:我|本人)?(?:的)?(?:同意|授权)"
            r"|个人信息.{0,4}(?:公开|公布|挂)|不该公开|私事"
        ),
    ),
    (
        "omission",
        re.compile(
            r"遗漏|漏(?:了|登|写|记|报|掉|填)|少(?:了|写|登|记|一)|没(?:写上?|登上?|记上?|录|加上|更新|有更新|体现"
            r"|显示)|缺(?:了|少|一)|不全|不完整|未(?:登记|记载|更新)|应该有.{0,6}没有"
        ),
    ),
    (
        "error",
        re.compile(
            r"错误|写错|登错|搞错|弄错|记错|填错|录错|报错|错了|有错|有误|不对|不实|不属实|不是(?:我(?!本人|来"
            r"|自己)|本人的|公司(?:的|干)|事实|这样|真)|不准|不符|张冠李戴|弄混|搞混|重名|冒用|冒名|盗用|写成|登成"
            r"|记成|多(?:写|登|记|报)|重复|算错|假的|不存在|没(?:有)?这(?:回)?事|早就?交|错"
        ),
    ),
)
_PLAINLY_WRONG = re.compile(r"^(?:是|就是|都|全|它|他们|那条)?(?:有|写|弄|搞|记|登)?错(?:误)?(?:了|的|啊|呗)*$")
_NOT_PUBLIC = re.compile(r"(?:不是|不属于|不算|并非|又不是|不归)(?:什么|那个)?(?:公共|政府|机关)[^，。；,;]{0,8}")
_NEGATED = re.compile(
    r"(?:(?:不|并不|又不)(?:是|属于|算|归)|并非|没有)(?:什么|那个)?(?:公共|市场|评[分级价]|打分|黑名单|名单|行政处罚"
    r"|处罚|政府|机关)[^，。；,;]{0,8}"
)
"""A kind that is named only to be denied (不是评级，是处罚)."""
_SAYS_KIND = re.compile(
    r"公共信用|公家|行政|处罚|罚款|许可|欠税|判决|市场信用|市场信息|非公共|名单|拉黑|评分|评级|评价|等级|打分|星级|级别|信用分"
)
"""Names the kind, or what can be of one kind only; out of anything else in a story it is only guessed."""
_PRIVATE_SOURCE = re.compile(
    r"商家|商户|店家|私人|民间|电商|网贷|房东|供应商|合作方|甲方|乙方|行业协会|(?:企业|公司)(?:那边)?(?:自己)?(?:记|报|登|录|弄|采集|收集)"
)
_URGENCY: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("normal", re.compile(r"不(?:着|太|是很|怎么|算)?急|不紧急|慢慢|一般|普通|正常|不忙|有空再")),
    (
        "urgent",
        re.compile(r"急|尽快|马上|赶紧|立刻|立即|紧急|越快越好|火烧眉毛|等不了|等着用|快点|十万火急|明天就|今天就"),
    ),
)
_ID_TYPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("uscc", re.compile(r"信用代码|组织代码|公司代码|营业执照|代码")),
    ("other", re.compile(r"其他|护照|通行证|居留证|永居|军官证|别的")),
    ("resident_id", re.compile(r"身份证")),
)
_LETTER = re.compile(r"^(?:选|第)?[（(]?(?P<n>[1-9一二三四五])[)）]?(?:个|项|种|号)?(?:吧)?$")


def read_choices(reading: Reading) -> None:
    """What the sentence says of the record, where an act is about one; nothing is taken."""
    asked = reading.expected.asked
    if (asked == "urgency" and not reading.asks) or reading.act in (Act.HANDOFF, Act.COMPLAINT):
        _first(reading, "urgency", _URGENCY, sure=asked == "urgency")
    if asked == "subject_id_type" and not reading.asks:
        _first(reading, "subject_id_type", _ID_TYPES, sure=True)
    if (asked == "info_kind" and not reading.asks) or (
        asked != "objection_ground" and reading.act is Act.OBJECTION and _about_a_record(reading)
    ):
        _info_kind(reading)
    if (asked == "objection_ground" and not reading.asks) or (
        reading.act is Act.OBJECTION and _about_a_record(reading)
    ):
        _ground(reading)


def value_of(slot: str, words: str, grounds: Mapping[str, str]) -> str | None:
    """The value that words name, for the kind of information and the ground; None where they name none."""
    for value, name in grounds.items() if slot == "objection_ground" else ():
        if words in (name, value):
            return value
    rules = _INFO_KINDS if slot == "info_kind" else _GROUNDS
    return next((value for value, pattern in rules if pattern.search(words)), None)


def _first(
    reading: Reading,
    slot: str,
    rules: tuple[tuple[str, re.Pattern[str]], ...],
    *,
    sure: bool,
    line: str | None = None,
) -> None:
    if slot in reading.expected.slots and reading.expected.asked != slot:
        return
    for value, pattern in rules:
        if found := pattern.search(reading.line if line is None else line):
            reading.mention(slot, value, found.group(), sure=sure)
            return


def _info_kind(reading: Reading) -> None:
    """The kind named, not the one denied. What is denied to be public is 非公共信用信息, kept with market information."""
    asked = reading.expected.asked == "info_kind"
    line = _NEGATED.sub("", reading.line)
    _first(reading, "info_kind", _INFO_KINDS, sure=asked or bool(_SAYS_KIND.search(line)), line=line)
    private = _NOT_PUBLIC.search(reading.line) or (asked and _PRIVATE_SOURCE.search(line))
    if private and (asked or "info_kind" not in reading.expected.slots):
        reading.mention("info_kind", "market", private.group(), sure=asked)


def _ground(reading: Reading) -> None:
    asked = reading.expected.asked == "objection_ground"
    if "objection_ground" in reading.expected.slots and not asked:
        return
    offered = reading.expected.grounds
    if asked and _PLAINLY_WRONG.match(reading.bare) and (not offered or "error" in offered):
        reading.mention("objection_ground", "error", reading.bare)
        return
    for value, name in offered.items():
        if asked and (reading.bare in (name, value) or (len(reading.bare) >= 2 and reading.bare in name)):
            reading.mention("objection_ground", value, reading.bare)
            return
    if asked and (chosen := _LETTER.match(reading.bare)) and offered:
        at = "123456789".find(chosen["n"]) if chosen["n"].isdigit() else "一二三四五".find(chosen["n"])
        if 0 <= at < len(offered):
            reading.mention("objection_ground", list(offered)[at], reading.bare)
        return
    heard = [(value, found.group()) for value, pattern in _GROUNDS if (found := pattern.search(reading.line))]
    if not heard:
        return
    known = [(value, words) for value, words in heard if not offered or value in offered]
    value, words = (known or heard)[0]
    reading.mention("objection_ground", value, words, sure=bool(known))


def _about_a_record(reading: Reading) -> bool:
    return reading.act in (Act.OBJECTION, Act.REPAIR) and not reading.asks
