"""不对，是…; 电话改成…; 身份证号写错了: what is taken back, and which fields that points at."""

from __future__ import annotations

import re

from assistant.dialogue.hearing.parties import default_party, whose
from assistant.dialogue.hearing.persons import read_bare_name
from assistant.dialogue.hearing.reading import Reading
from assistant.dialogue.hearing.rewording import akin_slots, denied_slots
from assistant.dialogue.hearing.told_names import read_told_name

_MARKS = re.compile(
    r"^(?:哦|噢|呃|嗯|诶|哎|啊)?[，,\s]?(?:不对|不是|错了|说错了?|写错了?|填错了?|搞错了?|弄错了?|打错了?"
    r"|输错了?|发错了?|讲错了?|记错了?|有误|不好意思|等等|等一下|且慢|抱歉"
    r"|对不起)[的了啊哦呀]?[，,。.！!：:\s]+(?:应该|其实|我)?(?:是|为|写|说|打|填|叫)?"
    r"|(?:说|写|填|搞|弄|打|输|发|讲|记|留|给|报)错了|改(?:成|为|一下|下|到)(?!了)|换(?:成|为|一个|个|到)"
    r"|改一下[。!！]?$|^(?:哦|噢|呃|嗯|诶|哎|啊|呀)不+[，,]|(?:先)?不(?:查|办|弄|提|修)我(?:自己|本人)?的"
    r"|更(?:正|改)(?:成|为|一下|:)|纠正一下|应该(?:是|叫|写)|应[为是]|不是.{1,20}[，,、\s]?(?:而)?(?:是|叫|在)"
    r"|(?:是|要)改(?:一下|下)?|不叫|不姓|^(?:我|他|她)?不是(?:本人|法人|代理人|公司|个人|他本人)|重新(?:填"
    r"|写|给|发|输)(?!来)|(?:电话|手机|号码|地址|名字|姓名|地方|日期|身份证号?|代码|编号|联系方式"
    r"|理由)(?:不对|错了|有误|要改|改)"
)
_OF_RECORD = re.compile(
    r"(?:记录|公示|网上|平台|网站|上面|上头|他们|系统|决定书|局里|那条|这条|处罚|名单)(?:里|上|中|把|将|的"
    r"|写|登)?[^，。]{0,12}(?:写错|登错|记错|弄错|搞错|填错|错了|有误|不对)|(?:写|登"
    r"|记)错(?:了)?(?:我的)?(?:金额|日期|罚款)"
)
_FIELDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("id", re.compile(r"身份证|证件号?|证号|信用代码|代码|号码不对|税号")),
    ("contact", re.compile(r"电话|手机|联系方式|邮箱|微信|号码")),
    ("name", re.compile(r"名字|姓名|名称|叫法|我叫|(?<!微信)名$|公司名|店名|厂名|抬头")),
    ("jurisdiction", re.compile(r"地方|地区|地点|城市|省份|哪个省|属地|区域|所在地|(?:我|公司|店|处罚)在")),
    ("submitted_on", re.compile(r"(?:提交|递交|申请|交材料)(?:的)?(?:日期|时间|日子|那天)")),
    ("event_date", re.compile(r"日期|时间|哪天|日子|几号|收到的?(?:那天)?")),
    (
        "record_ref",
        re.compile(r"记录(?:编)?号|编号|(?:是|选)?(?:另外?|另)一条|那条记录|记录(?:那|这)?一?[条项栏个]|[把改]记录"),
    ),
    ("legal_document", re.compile(r"文号|案号|文书号|决定书号|判决书号")),
    ("record_source", re.compile(r"(?:报送|作出|处罚|来源|那个)(?:的)?(?:单位|机关|部门)|来源|哪个局|^单位")),
    ("info_kind", re.compile(r"种类|类别|哪一?种信息|信息类型")),
    ("objection_ground", re.compile(r"理由|类型|情形")),
    ("objection_detail", re.compile(r"经过|说明|详情|描述|内容")),
    ("evidence", re.compile(r"证据|材料|凭证")),
    ("purpose", re.compile(r"用途|目的")),
    ("authorisation", re.compile(r"授权书|委托书")),
    (
        "applicant_role",
        re.compile(
            r"不是我[，,\s]|不是我本人|我不是(?:本人|法人|代理|他本人|自己)|不是(?:帮|替|给)|身份(?!证)|不是本人"
        ),
    ),
    ("subject_kind", re.compile(r"不是(?:公司|个人|企业|单位)|不是我个人")),
)
_TEXT_ASKED = ("objection_detail", "topic", "correction_facts", "evidence", "objection_ground")
_LONGEST_IN_TEXT = 40
_KEPT = re.compile(r"(?:不用|没有|没啥|没什么|不需要|无需|不)(?:要|再)?改|没(?:有)?(?:错|问题)")
"""Nothing to change."""
_FIELD = (
    "电话|手机号?|号码|邮箱|微信|联系方式|姓名|名字|名称|公司名|店名|身份证号?|证件号?|信用代码|代码|地方|地区|地点|编号|文号|案号|报送单位|单位"
    "|来源|材料|证据|凭证|日期|时间|种类|类别|理由|情形|经过|说明|详情|用途|授权书|记录"
)
_ONES_OWN = "电话|手机号?|邮箱|微信|联系方式|身份证号?|证件号?|信用代码"
"""What the form asks about oneself, and a record about somebody does not tell."""
_SLIPPED = re.compile(
    r"(?<!他们)(?<!他)(?<!局里)(?<!系统)(?<!员)(?:说|讲|打|输|选|留|点|发)错|我(?:刚才|刚刚|前面|之前|上面)?(?:写|记|报|弄|搞|填)错(?!了我)"
)
_REPLACES = re.compile(
    rf"(?:{_FIELD})(?:那|这)?(?:一?[项栏条个])?(?:我)?(?:要|得|也|再)?(?:改成|改为|换成|换为|填错|说错|打错|输错|选错|留错)"
    rf"|(?:{_ONES_OWN})(?:那|这)?(?:一?[项栏个])?(?:我)?(?:要|得|也)?(?:改|换|写错|错了|不对|有误)|(?:{_FIELD})不是[^，。]{{1,20}}[，,\s]?(?:而)?是"
)
"""A field of the form is replaced, whatever else was asked."""
_NAMED_WRONG = re.compile(
    rf"(?:{_FIELD})(?:那|这)?(?:一)?(?:项|栏|条|个|里)?(?:我)?(?:刚才|前面)?(?:要|想|得|需要|也|都|好像|有点)*(?:写|填|说|选|留|打|输|弄|搞)?(?:得|的)?"
    rf"(?:改|换|重写|有问题|不对|错|有误|不准)|^(?:我|那|等等|等一下)*(?:还|就)?(?:想|要|得|需要)?(?:把)?(?:改|换|更正|修改|重填|重写)(?:一?[下个]|掉)?(?:我的|那个)?(?:{_FIELD})"
    rf"|把(?:我的|那个?)?(?:{_FIELD})(?:那[条项个]?)?(?:改|换)|有(?:一?[个处])?(?:地方|错|问题)"
)
"""Said over the summary, it is about the form."""
_HESITATES = re.compile(
    r"^(?:哦|噢|呃|嗯|诶|哎|啊)?[，,\s]?(?:不对|错了|等等|等下|等一下|对了|不好意思|抱歉|对不起|刚才|刚刚|前面|之前|上面(?=填|说|写|的))"
)


_NOT_THERE = re.compile(r"不(?:是|在)[\u4e00-\u9fff]{2,6}(?=$|[，。]|的|那边|这边)")


def is_correction(reading: Reading) -> bool:
    """Whether something said before is taken back or replaced."""
    line, expected = reading.line, reading.expected
    if expected.confirming and not reading.asks and _NAMED_WRONG.search(line) and not _KEPT.search(line):
        return True
    known = bool(expected.slots)
    if known and _REPLACES.search(line) and not _OF_RECORD.search(_REPLACES.sub("", line)):
        return expected.asked not in _TEXT_ASKED or len(line) <= _LONGEST_IN_TEXT
    if known and (_SLIPPED.search(line) or (expected.asked not in _TEXT_ASKED and denied_slots(reading))):
        return expected.asked not in _TEXT_ASKED or bool(corrected_slots(reading))
    if expected.confirming and any(m.slot == "jurisdiction" for m in reading.mentions) and _NOT_THERE.search(line):
        return True
    if not _MARKS.search(line) or _OF_RECORD.search(line):
        return False
    if expected.asked in _TEXT_ASKED:
        return bool(known and _HESITATES.match(line) and corrected_slots(reading))
    if not known and expected.asked is None:
        return bool(re.match(r"^(?:不对|错了|说错|写错|不是)", line)) and reading.act is None
    return True


def corrected_slots(reading: Reading) -> tuple[str, ...]:
    """The slots that the words name or the new values belong to, in the order they were said."""
    found: list[tuple[int, str]] = []
    taken: set[tuple[int, int]] = set()
    for field, pattern in _FIELDS:
        for match in pattern.finditer(reading.line):
            if any(start <= match.start() < end for start, end in taken):
                continue
            taken.add(match.span())
            found.append((match.start(), _slot(reading, field, match)))
    named = [slot for _, slot in sorted(found)]
    valued = [
        m.slot for m in reading.mentions if m.slot in reading.expected.slots and m.slot not in ("subject_id_type",)
    ]
    pointed = [*(n for n in named if n), *valued, *denied_slots(reading)]
    return tuple(dict.fromkeys(pointed)) or akin_slots(reading)


_NEW_NAME = re.compile(
    r"(?:(?:应该)?(?:应为|是|叫|改成|改为|换成|改(?!一?下)|写|为|:)|错了?[，,:：\s])\s?(?P<name>[\u4e00-\u9fff·]{2,12}"
    r"|[A-Z][A-Za-z .'’-]{2,30})[吧啊呀哈。.！!\s]*$"
)


def read_corrected_name(reading: Reading, corrected: tuple[str, ...]) -> None:
    """The new name in 名字写错了，是张珊 and 改成李四; the latter where one name only is known."""
    names = [slot for slot in corrected if slot.endswith("_name")]
    if not corrected:
        names = [slot for slot in reading.expected.slots if slot.endswith("_name")]
    if len(names) != 1 or any(m.slot == names[0] for m in reading.mentions):
        return
    if found := _NEW_NAME.search(reading.open):
        read_bare_name(reading, names[0], found["name"])
    if not any(m.slot == names[0] for m in reading.mentions):
        read_told_name(reading, names[0])


def _slot(reading: Reading, field: str, match: re.Match[str]) -> str:
    if field not in ("id", "name"):
        return field
    party = whose(reading, match.start())
    if party is None and re.search(r"信用代码|公司名|店名|厂名|税号", match.group()):
        return f"subject_{field}"
    if party is None:
        known = [s for s in reading.expected.slots if s.endswith(f"_{field}")]
        return known[-1] if len(known) == 1 else f"{default_party(reading).value}_{field}"
    return f"{party.value}_{field}"
