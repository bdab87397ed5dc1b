"""Who writes, and for whom: 我是法人, 替公司跑腿, 帮我爸问, 我17岁."""

from __future__ import annotations

import re

from assistant.dialogue.acts import Act
from assistant.dialogue.hearing.date_forms import number
from assistant.dialogue.hearing.parties import CHILD, KIN
from assistant.dialogue.hearing.reading import Reading, clauses
from assistant.dialogue.hearing.roles_asked import ANSWERS, FOR_SOMEBODY, is_ones_own
from assistant.dialogue.hearing.traders import LICENCE, is_keepers_own, keeps_shop

_FOR = (
    "(?<![\u4e00-\u9fff])(?:帮忙?|替|代(?!理|表)|代表|给|为)|(?<=[我俺来想要是的得去，])(?:帮忙?|替"
    "|代(?!理|表)|代表|给|为)"
)
_DO = "来|问|查|办|弄|申请|提|递|交|跑|咨询|打听|看|处理|修复|投诉|报|写|填|咋|的?(?:忙|事)"
_I = "(?:我|俺|本人|咱|这边)(?:就|也|只|其实)?(?:是|叫)?(?:个|一个|一名)?"
_FIRM = "公司|企业|单位|我们?店|老板|厂里?|合作社|学校|机构|我们?厂"
_YEARS = re.compile(
    r"(?P<who>我|俺|本人|孩子|娃|儿子|女儿|闺女|他|她)?(?:今年|现在|才|刚|都|已经|马上|还|也|快|只有|刚满"
    r"|是|就){0,3}(?P<age>\d{1,2}|[一二三四五六七八九十]{1,3})(?:周?岁|(?<=今年\d\d)(?=[，,。\s]|$))"
)
_ADULT = 18

_RULES: tuple[tuple[str, str | None, re.Pattern[str]], ...] = (
    (
        "minor_self",
        "natural_person",
        re.compile(
            r"(?:我|俺|本人)(?:还|现在|是个?|才)?(?:没|未|不)(?:满|到)(?:十八|18)|(?:我|俺"
            r"|本人)(?:还)?是(?:个)?未成年|我(?:还)?没成年"
            r"|(?:我|俺)(?:还|现在|正)*在?(?:上|读|念)(?:小学|初[一二三中]|高[一二三中])"
        ),
    ),
    (
        "guardian",
        "natural_person",
        re.compile(
            rf"{_I}(?:(?:{CHILD})(?:他|她)?|他|她|未成年人)(?:的)?(?:妈妈?|爸爸?|父亲?|母亲?|家长|监护人|爷爷|奶奶|姥姥|外婆"
            rf"|外公)|(?:我|本人)是(?:\S{{2,4}}的)?(?:监护人|家长|法定监护人)"
            rf"|^(?:{CHILD})(?:的|他|她)?(?:妈妈?|爸爸?|家长)|^(?:监护人|家长)$|{_I}(?:监护人|家长)"
            rf"|孩子还小.{{0,4}}我(?:来|替|帮)"
        ),
    ),
    (
        "authorised_third_party",
        None,
        re.compile(
            r"(?:公司|单位|老板|领导)(?:让|叫|派|要)我查.{0,8}(?:求职|应聘|员工|候选|客户|对方|合作|租客|别人"
            r"|信用)|(?:我|我们|本公司).{0,6}(?:做|搞|是)?背(?:景)?调(?:查)?"
            r"|(?:对方|客户|本人|他|她|求职者|应聘者|候选人|人家)(?:都|也|已经)?(?:书面)?(?:授权|同意)(?:了|过|我"
            r"|我们|公司|查|$)|(?:我|我们)(?:有|拿到|取得)(?:了)?(?:对方|客户|他|她|求职者|本人)的?(?:书面)?授权"
            r"|我是(?:被)?授权(?:的)?(?:第三方|查询人|人)|^(?:被)?授权(?:的)?(?:第三方|查询人|查询|人)$|^(?:经"
            r"|得到)?(?:本人)?授权(?:的)?(?:别人|他人)"
        ),
    ),
    (
        "legal_representative",
        "organisation",
        re.compile(
            rf"{_I}(?:(?:我们?|咱们?|这家|这个|该|本)?(?:{_FIRM})的?|\S{{2,20}}(?:公司|厂|店"
            r"|合作社)的?)?(?:法定代表人|法人代表|(?<!非)法人|负责人)(?!章)(?:本人)?(?!的(?:朋友|代理|委托|员工|妻"
            r"|儿|亲|助理))|我就是法人"
            r"|^(?:我)?(?:是)?(?:我们?)?(?:公司|企业|单位|店|厂)?(?:的)?(?:法定代表人|法人代表|法人|负责人)(?:本人"
            r"|代表)?$|公司是我(?:的|开的)|我(?:自己)?(?:开|办)(?:的|了)?(?:一?[个家]|的)(?:公司|厂)"
        ),
    ),
    (
        "agent",
        "organisation",
        re.compile(
            rf"(?:{_FOR})(?:我们|我|咱们?|你们|一家|本|老板的?|别的)?(?:{_FIRM})(?:跑腿|{_DO}|的)|{_I}(?:(?:我们?"
            rf"|咱们?|这家|本)?(?:{_FIRM})的?)?(?:会计|出纳|财务|文员|行政|人事|法务|经办人|办事员|办事的|跑腿的"
            r"|秘书|助理|前台|员工|职员|业务员|专员)"
            rf"|(?:{_FIRM})(?:派|让|叫|委托|安排|授权|指派)(?:我|俺)(?!查)|受(?:我们?|本|这家|\S{{2,16}})?(?:公司"
            rf"|企业|单位)(?:的)?(?:委托|指派)|替(?:公司|单位|老板|厂里|店里)跑|{_I}代账|代理记账"
            r"|^(?:公司)?(?:经办人|会计|员工|经办)$"
        ),
    ),
    (
        "agent",
        "natural_person",
        re.compile(
            rf"(?:{_FOR})(?:我|俺|咱|我们)?(?:家|的)?(?:{KIN}|老乡|室友|同事"
            rf"|客户)(?:[\u4e00-\u9fff]{{2,3}}(?:{_DO})|{_DO}|，|,|$)|(?:我|俺)(?:家|的)?(?:{KIN})(?:让|叫|托|委托"
            rf"|派)(?:我|俺)|(?:{_FOR})(?:他|她|别人|人家|个朋友|一个朋友)(?:{_DO})"
        ),
    ),
    (
        "agent",
        None,
        re.compile(
            rf"{_I}(?:\S{{2,8}}的)?(?:委托|诉讼)?(?:代理人?|律师|受托人|代办人?|代办的)(?!费|合同)"
            r"|^受[^，。]{1,6}(?:之托|所托)|我(?:是)?受(?:人"
            rf"|他人|\S{{2,4}})?(?:的)?委托|(?<!不)受委托(?:来|办)|^(?:我是)?(?:委托)?(?:代理人?|受委托人?|代办"
            r"|律师|帮别人办?|替别人办?|帮人办)(?:的)?$"
            r"|我是代(?:别人|人家|他|她|人)|我代(?:他|她)|有委托书.{0,4}我(?:替|帮|来)"
        ),
    ),
    (
        "agent",
        "natural_person",
        re.compile(rf"不是我(?:本人|自己|的)?[，,\s]?(?:而)?(?:是|给|帮|替)(?:我|俺)?(?:家|的)?(?:{KIN})"),
    ),
    (
        "guardian",
        "natural_person",
        re.compile(rf"不是我(?:本人|自己|的)?[，,\s]?(?:而)?(?:是|给|帮|替)(?:我|俺)?(?:家|的)?(?:{CHILD})"),
    ),
    (
        "guardian",
        "natural_person",
        re.compile(rf"(?:{_FOR})(?:我|俺|我们|我家|咱)?(?:家|的|们)?(?:小|大)?(?:{CHILD})(?:{_DO})"),
    ),
    (
        "self",
        "natural_person",
        re.compile(
            r"(?<![\u4e00-\u9fff])本人(?=[\u4e00-\u9fff]{2,3}(?:[，,\s0-9]|$))|(?:^|[，,。\s])(?:我|俺)?(?:就)?(?:是|为)?(?:我|俺)?本人(?!的|同意|授权|签|书面|意愿)(?:$"
            r"|[，,。\s办申来查提])|我(?:就)?是(?:我)?(?:本人|自己)|我(?:给|替|为|帮)(?:我)?自己|^(?:给|替|为"
            r"|帮)?(?:我|俺)?自[己已](?:的|办|来|申请|弄)?$|^我$|^我的$|^(?:我)?个人(?:的|办理)?$"
            r"|(?:我|俺)(?:自己|自个儿?|个人)(?:的|来|办|要|想)|不是公司.{0,3}是(?:我)?(?:个人|自己)|就(?:是)?我自己|是我(?:本人|自己)的事"
        ),
    ),
)
_SELF_ORGANISED = re.compile(
    r"我(?:就)?是(?:个|做|开)?(?:个体户|个体工商户|开(?:小)?店的|做(?:小)?生意的)|我(?:自己)?(?:开"
    r"|有)(?:了)?(?:一?[个家间])(?:小)?(?:店|铺|厂|超市|饭店|餐馆)"
)
_FIRMS_OWN = re.compile(
    r"(?:我们|咱们?|我|本)(?:的)?(?:公司|企业|单位|厂|合作社)(?!里?(?:的)?(?:同事|老板|员工|让我|叫我|派我"
    r"|附近))|我们(?:店|学校|协会)"
)
_KIND_ASKED = (
    (
        "natural_person",
        re.compile(r"^(?:是|替|为|给|帮)?(?:我?个人|自然人|本人|我|我自己|人|一个人|我爸|我妈|我家人)(?:的|办)?$"),
    ),
    (
        "organisation",
        re.compile(
            r"^(?:[^，。]{0,8}[，,])?(?:是|替|为|给|帮|算|按|属于)?(?:我们)?(?:社会组织|社会团体|协会|学会|商会|公司|企业|单位|店|厂|合作社|机构|组织|法人(?:或者?非法人组织)?"
            r"|个体户|个体工商户"
            r"|学校|社团|协会|集体)(?:的|办)?$"
        ),
    ),
)
_ONES_OWN = re.compile(
    r"(?:我|俺|本人)(?:自己|自个儿?|个人|本人)的?(?:公共)?信用|查(?:一下|询|下)?(?:本人|自[己已])|我自己的记录"
)
_DENIES = re.compile(r"不是|并非|不算")
_NOT = re.compile(r"(?:不是|并非|又不是|不算)(?:我|帮|替|给)?$")


def read_role(reading: Reading) -> None:
    """The applicant's role and whether the subject is a person or an organisation; nothing is taken, names stand there too."""
    if reading.expected.asked == "applicant_role":
        _asked(reading)
    _from_age(reading)
    for role, kind, pattern in _RULES:
        for found in pattern.finditer(reading.line):
            if _NOT.search(reading.line[max(0, found.start() - 4) : found.start()]):
                continue
            if role == "self" and (reading.expected.asked == "subject_kind" or _of_whom_is_asked(reading, found)):
                continue
            if (reading.asks or _is_a_story(reading)) and not _said_of_oneself(reading, found):
                continue
            _mention(reading, role, kind, found.group().strip("，, "))
            break
    _from_act(reading)
    if reading.expected.asked == "applicant_role":
        for said in clauses(reading.line):
            if found_for := FOR_SOMEBODY.search(said):
                _mention(reading, "agent", None, found_for.group())
    _kind_alone(reading)
    heard = next((m for m in reading.mentions if m.slot == "applicant_role"), None)
    reading.role = heard.value if heard is not None else reading.role


def _asked(reading: Reading) -> None:
    """The answer to who applies: a shopkeeper for the shop or not; else by the whole message, or one of its clauses."""
    if is_keepers_own(reading.line):
        _mention(reading, "self", "natural_person", reading.bare)
    elif (shop := keeps_shop(reading.line)) is not None:
        _mention(reading, "self", "organisation", shop)
        for found in reading.find(LICENCE):
            reading.take(*found.span())
    for said in dict.fromkeys((reading.bare, *clauses(reading.line))):
        if _DENIES.search(said):
            continue
        if is_ones_own(said):
            _mention(reading, "self", "natural_person", said)
        for role, kind, pattern in ANSWERS:
            if answer := pattern.search(said):
                _mention(reading, role, kind, answer.group())


def read_keeper(reading: Reading) -> None:
    """A shop's keeper who tells its name or code applies for it in person; to be called when those are read."""
    told = any(m.slot == "subject_kind" and m.value == "organisation" and m.sure for m in reading.mentions)
    shop = keeps_shop(reading.line)
    if told and shop is not None and reading.role is None and not reading.asks:
        _mention(reading, "self", "organisation", shop)


def _kind_alone(reading: Reading) -> None:
    """Whether the subject is an organisation, where no role tells it."""
    if reading.expected.asked in ("subject_kind", "applicant_role"):
        for kind, pattern in _KIND_ASKED:
            if pattern.match(reading.bare) and (kind == "organisation" or reading.expected.asked == "subject_kind"):
                reading.mention("subject_kind", kind, reading.bare)
    if reading.asks or any(m.slot == "applicant_role" for m in reading.mentions):
        return
    own = _SELF_ORGANISED.search(reading.line) or (_FIRMS_OWN.search(reading.line) if reading.act is not None else None)
    if own is not None:
        reading.mention("subject_kind", "organisation", own.group(), sure=False)


def _mention(reading: Reading, role: str, kind: str | None, words: str) -> None:
    if any(m.slot == "applicant_role" and m.sure for m in reading.mentions):
        return
    if role == "agent" and reading.act is Act.AUTHORISED_QUERY:
        role, kind = "authorised_third_party", None  # who is commissioned to look somebody up is that act's applicant
    reading.mention("applicant_role", role, words)
    if kind is not None:
        reading.mention("subject_kind", kind, words)


def _from_age(reading: Reading) -> None:
    for found in _YEARS.finditer(reading.line):
        if number(found["age"]) >= _ADULT or number(found["age"]) < 3:
            continue
        if found["who"] in ("我", "俺", "本人") or (
            found["who"] is None and reading.expected.asked == "applicant_role"
        ):
            _mention(reading, "minor_self", "natural_person", found.group())
        elif (
            not _is_a_story(reading)
            and re.search(CHILD, reading.line[: found.end()])
            and re.search(f"我|俺|(?:{_FOR})", reading.line)
            and not reading.asks
        ):
            _mention(reading, "guardian", "natural_person", found.group())


def _from_act(reading: Reading) -> None:
    """授权查询 is a third party's act; 查我自己 is one's own."""
    if reading.act is Act.AUTHORISED_QUERY and reading.expected.act is None:
        reading.mention("applicant_role", "authorised_third_party", reading.bare[:20], sure=False)
    own = _ONES_OWN.search(reading.line)
    if own and not reading.asks and reading.act is Act.QUERY_OWN_RECORD:
        _mention(reading, "self", "natural_person", own.group())


def _is_a_story(reading: Reading) -> bool:
    """A long account outside any act tells of people; it does not say who applies."""
    return reading.act is None and reading.expected.asked is None and len(reading.line) > 30


def _of_whom_is_asked(reading: Reading, found: re.Match[str]) -> bool:
    """本人荣大山, where the representative's name was asked: no change of role."""
    known, asked = reading.expected.slots.get("applicant_role", "self"), reading.expected.asked or ""
    return known != "self" and asked.endswith(("_name", "_id")) and bool(re.match(r"\W*本人", found.group()))


def _said_of_oneself(reading: Reading, found: re.Match[str]) -> bool:
    """In a question only what is plainly said of oneself counts, and only where an act is in progress."""
    return reading.expected.act is not None and bool(re.match("我|俺|本人", found.group()))
