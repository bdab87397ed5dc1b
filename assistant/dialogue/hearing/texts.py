"""Free text: the whole message where text was asked for, and what is told of purpose and authorisation by the way."""

from __future__ import annotations

import re

from assistant.dialogue.acts import Act
from assistant.dialogue.hearing.lists import split_list
from assistant.dialogue.hearing.reading import TAKEN, Reading
from assistant.dialogue.slots import SLOTS, Kind

_AUTHORISED = re.compile(
    r"(?:有|写了?|写的|签了?|签过|签的|带了?|带着|拿着|持|拿到|取得|获得|凭|办了|开了|出具了?)(?:着|了)?(?:他|她|对方"
    r"|客户|本人|人家|求职者|应聘者|公司|老板|我爸|我妈)?(?:的)?(?:一?[份张个])?(?:书面|签字的?"
    r"|亲笔)?(?:的)?"
    r"(?:授权委托书|委托授权书|授权书|委托书|书面授权|授权|书面同意|同意书)|(?:对方|客户|本人|他|她|求职者"
    r"|应聘者|候选人|人家|租客|员工)(?:都|也|已经?|签字)*(?:书面)?(?:授权|同意|签字|签了字)(?:了|过)?"
    r"|(?:授权委托书|委托授权书|授权书|委托书)(?:我)?(?:都|也|已经?)?(?:有|带了?|签了|开了|办了|准备好了)(?:的)?"
)
_PURPOSE = re.compile(
    r"(?:用于|用来|为了|因为要|是要|目的是|用途是?:?|拿去|用作|用在)(?P<purpose>[^，。；！？,;!?]{2,30})"
    r"|(?P<short>招聘|录用|入职|背调|背景调查|放贷|贷款审批|贷款|投标|招投标|合作|租房|出租|签合同|落户"
    r"|考公|政审|评优)(?:用|要用|时用|审核)"
)
_TERMS = re.compile(r"有效期|期限|限于|仅限|只限|盖|签|写明|注明|用途|为期|到.{1,12}[月年日止]")
_PIECE = re.compile(r"[^，。；\n]+")
_IN_WRITING = re.compile(r"书|信|函|授权(?!了|过|$)|文件|纸|条")
_LACKING = re.compile("[没无]$")
_LEAD = re.compile(r"^(?:是|就是|因为|主要是?|嗯+|哦|那个|理由是?:?|原因是?:?|用于|用来|为了)[，,:：\s]*")
_AROUND = re.compile(
    r"^(?:我们?|俺|本人|他|她|的|是|在|叫|姓名|名字|名称|公司|单位|企业|店|身份证?|证件|号码?|编号|文号"
    r"|统一|社会|信用|代码|电话|手机|联系方式|联系|邮箱|微信|加"
    r"|法人|代表人?|法定|代理人?|经办人|监护人|孩子|爸爸?|妈妈?|收到|作出|递|交|提|了|吧|啊|呢|人|省|市|县"
    r"|区|那边|这边|日期|时间|就|这|那|也|：|[\s，。、,.:：；;！!（）()])*$"
)
_STOPS = re.compile(r"[，,；;。！!\n]+|(?<=[\u4e00-\u9fff]{4}) (?=[\u4e00-\u9fff]{4})")
_ALSO = re.compile(r"^(?:而且|并且|然后|也|还(?!没|在|未|清|上)|我们?(?=.{3}))+")
_NOT_YET = re.compile(r"还?(?:没|未)(?:有)?(?:整改|改|履行|交|缴|还|付|纠正)|正在|准备")
_TOLD_ELSE = ("correction_facts", "evidence", "contact", "event_date", "objection_ground", "record_source")
_NO_BODY = re.compile(r"作证|证人|证明$|我(?!们?(?:单位|公司|学校|村|社区|小区|爸|妈|前))|错|[了过]$|没|不(?!动产)")
_KEEPS_LEAD = ("objection_detail", "topic")


def read_texts(reading: Reading) -> None:
    """Purpose and authorisation told by the way."""
    if reading.asks or reading.act is None:
        return
    asked = reading.expected.asked
    authorised = _AUTHORISED.search(reading.line)
    used = reading.act is Act.AUTHORISED_QUERY or reading.role == "agent"
    if authorised and used and asked != "authorisation" and not _LACKING.search(reading.line[: authorised.start()]):
        start, end = _with_terms(reading, *authorised.span())
        words = reading.raw[start:end]
        if TAKEN not in reading.open[start:end] and words == reading.raw.strip(" ，。"):
            reading.take(start, end)
        reading.mention("authorisation", words, words, sure=bool(_IN_WRITING.search(words)))
    if (
        asked != "purpose"
        and reading.act in (Act.AUTHORISED_QUERY, Act.QUERY_OWN_RECORD)
        and (found := _PURPOSE.search(reading.line))
    ):
        group = "purpose" if found["purpose"] else "short"
        words = reading.raw[found.start(group) : found.end(group)].strip()
        reading.mention("purpose", words, words)


def _with_terms(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """The words about an authorisation, with its terms behind them: …，有效期三个月."""
    own = _PIECE.match(reading.line, end)
    end = own.end() if own is not None and _TERMS.search(own.group()) else end
    for further in _PIECE.finditer(reading.line, end):
        if (
            not _TERMS.search(further.group())
            or TAKEN in reading.open[end : further.end()]
            or further.start() > end + 1
        ):
            break
        end = further.end()
    return start, end


def rest_of(reading: Reading) -> str:
    """What is left, empty where nothing is left but the words around the values (我叫…，电话…)."""
    if reading.expected.asked == "record_source" and _is_no_body(reading):
        return ""
    rest = reading.rest()
    return "" if reading.mentions and _AROUND.match(rest) else rest


def _is_no_body(reading: Reading) -> bool:
    """Whether what was said instead of a body's name is none: a ground, a document, an account."""
    return any(m.slot in _TOLD_ELSE for m in reading.mentions) or bool(_NO_BODY.search(reading.bare))


def read_asked_text(reading: Reading) -> None:
    """The whole message is the value of the text, list or document that was asked for."""
    slot = SLOTS.get(reading.expected.asked or "")
    if slot is None or slot.kind not in (Kind.TEXT, Kind.LIST, Kind.DOCUMENT):
        return
    if any(m.slot == slot.name for m in reading.mentions) or not rest_of(reading):
        return
    if slot.name == "evidence" and any(m.slot in _TOLD_ELSE for m in reading.mentions):
        return
    if reading.raw in reading.expected.grounds.values() and slot.kind is Kind.LIST:
        reading.mention(slot.name, [reading.raw], reading.raw)
    elif slot.kind is Kind.LIST:
        items = _facts(reading.raw) if slot.name == "correction_facts" else split_list(reading.raw)
        if items:
            doubtful = slot.name == "correction_facts" and bool(_NOT_YET.search(reading.line))
            reading.mention(slot.name, items, reading.raw, sure=not doubtful)
    if slot.kind is Kind.LIST or slot.name == "case_no" or (slot.name == "record_source" and len(reading.raw) > 40):
        return
    words = reading.raw if slot.name in _KEEPS_LEAD else _LEAD.sub("", reading.raw).strip(" ，,。")
    reading.mention(slot.name, words or reading.raw, reading.raw)


def _facts(text: str) -> list[str]:
    """What was done, one fact for each clause."""
    return list(dict.fromkeys(fact for part in _STOPS.split(text) if (fact := _ALSO.sub("", part.strip()).strip())))
