"""Names of organisations that a filing is about: 公司叫…, 企业名称:…, 赣州远溪建材有限公司."""

from __future__ import annotations

import re

from assistant.dialogue.acts import Act
from assistant.dialogue.hearing.parties import Party, asked_party
from assistant.dialogue.hearing.reading import TAKEN, Reading
from assistant.dialogue.slots import SLOTS, Kind

_C = r"[\u4e00-\u9fffA-Za-z0-9()（）&·]"
_CERTAIN = "有限责任公司|股份有限公司|有限公司|股份公司|集团公司|专业合作社|合作社|事务所"
_LIKELY = (
    "公司|集团|商行|经营部|工作室|门市部|超市|饭店|餐馆|酒店|宾馆|农场|诊所|药房|药店|幼儿园|学校|小学"
    "|中学|大学|学院|医院|协会|商会|基金会|养老院|合伙企业|加工厂"
    "|服务部|服务站|便利店|小吃店|理发店|美容院|网吧|旅行社|批发部|厂|店|铺|馆|个体户|中心|社|行|坊"
)
_BRANCH = (
    r"(?:[\u4e00-\u9fff0-9()（）]{1,12}?(?:分公司|支公司|分店|门店|支行|分行|营业部|分厂|项目部|服务部|经营部"
    r"|(?<=[一二三四五六七八九十0-9])店))?"
)
_FREE = re.compile(rf"(?P<name>[\u4e00-\u9fffA-Za-z0-9()（）&·]{{2,30}}?(?:{_CERTAIN}){_BRANCH})")
_LABELLED = re.compile(
    r"(?:(?:我们|我|俺|咱们?)?(?:的)?(?:公司|企业|单位|店|厂|店铺|铺子|合作社|机构|学校|厂子"
    r"|小店)(?:的)?(?:名称|名字|全称|大名|抬头|店名)?|名称|店名|厂名|字号|全称|执照上)"
    rf"(?:[是叫为:]|写的是|名叫|就是|登记的是|(?<=店名|全称|字号|厂名|名称))\s{{0,2}}[“\"'《「]?(?P<name>{_C}{{2,40}})"
)
_REGISTERED = re.compile(rf"(?:有限责任公司|有限公司|股份公司){_BRANCH}$")
_TAIL = re.compile(
    rf"^.{{0,38}}?(?:{_CERTAIN}){_BRANCH}"
    rf"|^.{{1,38}}?(?:{_LIKELY})(?![\u4e00-\u9fff]{{0,2}}(?:公司|厂|店))"
)
_LEAD = re.compile(
    r".{0,12}?(?:代理(?=.{4})|我们?是|我们?叫|我们?在|我是|这是|就是|叫做?|名称|全称|名字|是(?!德|达)|替(?!代)|代(?!理"
    r"|表)|帮(?!扶)|代表|受|给(?!力)|为(?!民|来)|在(?!线)|我们|我(?=[\u4e00-\u9fff]{4})|查询?一?下?|关于"
    r"|对(?!外)|被"
    r"|你们|咱们?|俺们?|以及|还有|申请|异议|修复|要办|要|想|开的|开了一?家|一家|请问|您好|你好|本人|法人|的)"
)
_OWN_KIND = re.compile(r"^(?:公司|单位|厂里|工厂|我厂|本店|小店)+(?=[\u4e00-\u9fffA-Za-z0-9()（）&·]{4})")
"""我们公司赣州远溪建材有限公司: no name begins so."""
_COMMON = re.compile(
    r"^(?:我|我们|我的|这|这个|那|那个|一|一个|一家|某|某某|本|该|贵|哪|哪个|哪家|别的|其他|其它|有的"
    r"|我们的|你们|他们|她|他|两|几|每|各|征信|小贷|小额贷款|保险|物业|信用服务|大|小|老|新|开|上市|母|子"
    r"|总|分|外地"
    r"|什么|任何|所有|失信|家|个|是|的|在|自己的?|朋友的?|合作|建筑|快递|装修|外贸|家政|互联网|网络|中介"
    r"|担保|贷款|催收|劳务|信用|国有|民营)*(?:有限责任公司|股份有限公司|有限公司|股份公司|集团公司|公司"
    r"|集团|店|厂|事务所|合作社|学校|机构|企业|单位|律师事务所|会计师事务所)?$"
)
_REPORTS = re.compile(
    r"^(?:那边|那里|他们)?(?:给我?|把我)?(?:报送?|上报|弄|搞|记|登|录|列|传|上传|推送|采集|提供|填|写)(?:上去|进去|错)?(?:的|了)"
)
_SHORTEST = 5
_CLAUSE = re.compile(rf"[^，,。；;：:\s{TAKEN}]+")
_FIRST = re.compile(r"[，,。；;？?！!\s]+")
_BODY = re.compile(r"(?:局|委员会|政府|法院|检察院|信用中心|信息中心|服务中心|平台|银行|办公室)$")
_DOUBT = re.compile(
    r"吗|怎么|什么|如何|多少|哪|谁|能不能|要不要|会不会|是不是|有没有|可以|应该|应当|必须|如果|被|没|不"
)


def read_organisations(reading: Reading) -> None:
    """The organisation the filing is about; of the applicant where a name for that was asked."""
    seeks = reading.role == "authorised_third_party" and asked_party(reading) is not Party.SUBJECT
    party = Party.APPLICANT if seeks else Party.SUBJECT
    for found in reading.find(_LABELLED):
        tail = _TAIL.match(found["name"])
        name = (
            tail.group()
            if tail
            else (found["name"] if len(found["name"]) <= 20 and not _is_asked_person(reading) else "")
        )
        if tail is None and reading.asks:
            continue
        if not name or _bad(name) or _BODY.search(name) or (tail is None and _DOUBT.search(name)):
            continue
        _mention(reading, found.start("name"), found.start("name") + len(name), party, sure=tail is not None)
    for found in reading.find(_FREE):
        if reading.asks and reading.act is None:
            break
        start = found.start("name") + _led(found["name"])
        name = reading.line[start : found.end("name")]
        if len(name) >= 5 and not _bad(name) and not _BODY.search(name):
            if _is_source(reading, start, found.end("name")):
                words = reading.take(start, found.end("name"))
                reading.mention("record_source", words, words)
                continue
            owner = asked_party(reading) or party
            if owner in (Party.SUBJECT, Party.APPLICANT):
                sure = bool(_REGISTERED.search(name)) and not reading.asks
                _mention(reading, start, found.end("name"), owner, sure=sure)
    _beside_its_code(reading)
    _bare(reading)


def names_organisation(name: str) -> bool:
    """Whether the name itself says that it is an organisation's."""
    return bool(_REGISTERED.search(name) or _TAIL.fullmatch(name))


def _beside_its_code(reading: Reading) -> None:
    """示例市阿珍米粉店，执照号92…: a clause that is a name, told with the code of the subject."""
    coded = any(m.slot == "subject_id_type" and m.value == "uscc" for m in reading.mentions)
    if not coded or any(m.slot == "subject_name" for m in reading.mentions):
        return
    for found in reading.find(_CLAUSE):
        name = found.group()[_led(found.group()) :].strip()
        if len(name) >= _SHORTEST and _TAIL.fullmatch(name) and not _bad(name) and not _BODY.search(name):
            _mention(reading, found.end() - len(name), found.end(), Party.SUBJECT, sure=True)
            return


def _bare(reading: Reading) -> None:
    """The whole message, where an organisation's name was asked for."""
    slot = SLOTS.get(reading.expected.asked or "")
    party = asked_party(reading)
    if slot is None or slot.kind is not Kind.NAME or party not in (Party.SUBJECT, Party.APPLICANT):
        return
    if any(m.slot == slot.name for m in reading.mentions):
        return
    organised = reading.value("subject_kind") == "organisation"
    for said in (reading.bare, *_FIRST.split(reading.bare)):
        name = said[_led(said) :].strip().removesuffix("的")
        shortest = 3 if said == reading.bare or reading.bare.startswith(said) else _SHORTEST
        if _TAIL.fullmatch(name) is None or _bad(name) or _DOUBT.search(name) or _FIRST.search(name):
            continue
        if len(name) < shortest:
            continue
        start = reading.line.rindex(name)
        _mention(reading, start, start + len(name), party, sure=organised or reading.value("subject_kind") is None)
        return


def _is_source(reading: Reading, start: int, end: int) -> bool:
    """示例征信有限公司报的: who reported a record, not whom it is about."""
    before, after = reading.clause(start, end)
    about_record = reading.act in (Act.OBJECTION, Act.REPAIR) and not asked_party(reading)
    return about_record and bool(_REPORTS.match(after)) and not before.endswith(("我们", "我", "公司"))


def _led(name: str) -> int:
    """How many characters before the name belong to the sentence around it."""
    found = _LEAD.match(name)
    while found is not None:
        further = _LEAD.match(name, found.end())
        if further is None or further.end() >= len(name) - 3:
            break
        found = further
    led = found.end() if found is not None and found.end() < len(name) - 3 else 0
    own = _OWN_KIND.match(name[led:])
    return led + own.end() if own is not None else led


def _bad(name: str) -> bool:
    return (
        bool(_COMMON.match(name))
        or TAKEN in name
        or bool(re.search("某某|[xX×]{2}|就行$|也行$|都行$|还行$|不行$|[过了的把被想让跟]|督促", name))
    )


def _is_asked_person(reading: Reading) -> bool:
    return reading.expected.asked in ("agent_name", "guardian_name", "representative_name")


def _mention(reading: Reading, start: int, end: int, party: Party, *, sure: bool) -> None:
    words = reading.take(start, end)
    reading.mention(f"{party.value}_name", words.strip(" “”\"'《》「」").replace(" ", ""), words, sure=sure)
    if party is Party.SUBJECT and sure:
        reading.mention("subject_kind", "organisation", words)
