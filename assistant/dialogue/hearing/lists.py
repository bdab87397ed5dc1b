"""Lists in the citizen's own words: evidence, kinds of records, what was done to put things right."""

from __future__ import annotations

import re

from assistant.dialogue.acts import Act
from assistant.dialogue.hearing.reading import Reading

_SPLIT = re.compile(
    r"(?:^|\s)\d{1,2}[.、)）]\s?|[、，,；;。\n]+|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])(?![一二两三四五六七八九十几]{1,3}[份张个页])"
    r"|(?:以及|还有|另外|外加|加上|再加|和|及|跟|与|同时)(?![解平谐时格其])"
)
_PROOF = (
    "判决书|裁定书|小票|票根|决定书|通知书|告知书|凭证|收据|发票|票据|照片|相片|图片|截图|录音|录像|视频|合同|协议"
    "|证明(?:材料|信)?|流水|回单|回执|报告|单子|单据|执照|复印件|原件|身份证|授权书|委托书|整改材料"
    "|承诺书"
    "|完税证明|缴款书|缴费单|聊天记录|邮件|文件|材料|证书|户口本|出生证|公证书|说明|鉴定(?:书|意见)?|检测报告|结案"
    r"|[\u4e00-\u9fff][^名简\W\d]单(?![位独元据子纯])"
)
_HAS = re.compile(
    r"(?:我|手里|手上|这里|这边|家里|公司)?(?:都|也|还)?(?:有|带了?|附上|准备了?|保留了?|留着?|拿着"
    rf"|提供)(?P<list>[^。；！？!?]{{0,60}}?(?:{_PROOF})+(?:[、，,和及跟与还有以及]{{1,3}}[^。；！？!?，,、]{{0,14}}?(?:{_PROOF})+)*)"
)
_NAMED = re.compile(
    r"(?:材料|证据|证明材料|凭据|资料|附件)(?:就|再|那?一?[项栏]?)(?:[:：]|改成|改为|换成|换为|就?是|就?有|为|包括|加上?)"
    r"(?P<list>[^。；！？!?]{2,60})"
)
"""材料：现场照片, 材料改成工作证明: named as evidence, whatever it is."""
_ADDED = re.compile(
    r"(?:(?:再|还|另外?|又|要|想|我)(?:补|加)|补充|补交|补(?=[一几两]|上|个|张|份|点)|追加|添加?|加(?=[一几两]|上|个|张|份|点)|附上?|上传"
    r"|交(?!了?罚|款|了?税))(?:一下|上)?"
    r"(?:一?[份张个条些点段]|几[份张个])?(?:新的?)?"
    rf"(?P<list>[^。；！？!?，,:：]{{0,20}}?(?:{_PROOF})(?:[、和及跟与还有]{{1,3}}[^。；！？!?，,、]{{0,14}}?(?:{_PROOF}))*)"
)
"""再补一张现场照片."""
_FOR_CASE = re.compile(r"^(?:我|俺)?(?:要|想|再|还要|还想|先|来|这里|现在|另外)*(?:补充?|补交|追加|添加|附上|上传)")
"""Outside a form: for a case that was filed."""
_ONLY_KIND = re.compile(r"^(?:新的?|其他的?|一些|点)?(?:材料|证据|证明|凭证|文件|资料|证明材料)$")
_LEAD = re.compile(
    r"^(?:我们|我|手里|手上|这里|这边|就|只|都|也|还(?=[有带要留])|现在|目前|大概|主要|公司|家里|材料|证据|凭据|是|嗯|哦"
    r"|那|有[一两几]?[张个份些条](?=.{2})|有|带了?|附上|准备了?|保留了?|留着?|拿着|提供|拍了|传了|发了|已经|了|的|[：:])+"
)
_TAIL = re.compile(r"(?:等等?|这些|什么的|之类的?|都有|可以吗|行吗|吧|啊|呢|为证|作证|可以证明)+$")
_NONE = re.compile(
    r"^(?:没有?|无|暂时没有?|什么都没有?|啥(?:也|都)没有?|没了|没得|莫得|没啥|没什么)(?:证据|材料|了|的)?$"
)
_SHORT = 2
_PAPER = re.compile(
    rf"[^的了我他她在被给是不没]{{1,8}}?(?:{_PROOF}|[单票函]|[\u4e00-\u9fff][书表])(?!书|单|复印件|原件|照片|截图|材料|副本|证明)"
)
_IN_ONE_BREATH = re.compile(r"[\u4e00-\u9fff]{6,24}")
_KINDS = re.compile(
    r"(?:受到)?表彰(?:奖励)?|奖励|获奖|得奖|荣誉(?:称号)?|志愿(?:服务|者)?|义工|慈善(?:捐赠)?|捐款|捐赠"
    r"|捐助|献血|见义勇为|道德模范|劳动?模范?|先进(?:个人|工作者)?|好人(?:好事)?|三好学生|优秀\S{0,6}"
)
_TO_DELETE = re.compile(
    r"(?:删除?掉?|撤(?:下来?|掉|了)?|去掉|拿掉|隐藏|取消公示)(?:一下|了)?(?:我的?|的)?(?P<list>[^，。；！？,;\n]{3,60})"
)
_ALL_OF_THEM = re.compile(r"(?:这|那)?(?:几|两|些|[二三四])?(?:[条个项样])?(?:的)?(?:荣誉|表彰)?(?:信息|记录)?$")
_ANY_HONOUR = re.compile(r"(?:荣誉|表彰|奖励|志愿(?:服务|者)?|捐[款赠助]|获奖|慈善)*(?:的)?(?:信息|记录|情况)?")
_DONE = re.compile(
    r"(?:罚款|罚金|欠款|欠税|税款|税|钱|滞纳金|货款|工资|社保|物业费|费用?|款)(?:也|都|已经?|早就?|全部?"
    r"|全都|就|当天|当时|马上|去年|今年)*(?:交|缴|付|还|补|结|发)(?:纳|清|完|了|上|齐|过|掉)"
    r"|(?:交|缴|付|还|补|结)(?:纳|清|完|了|齐|上)(?:了)?(?:全部|所有|所欠)?(?:的)?(?:罚款|罚金|欠款|欠税"
    r"|税款|钱|滞纳金|货款|工资|社保|物业费|费)"
    r"|(?:整改|改正|纠正|履行|更正|改过来|拆除|拆|停产|清理|赔偿|赔|道歉|和解|补办|补正|下架|召回|验收"
    r"|结案)(?:也|都|已经?)?(?:完毕|完成|完|到位|好|了|过|清|通过|合格)+"
    r"|(?:已经?|都|也|早就?)(?:经)?(?:整改|改正|纠正|履行|赔偿|改|拆除|消除|验收|结案)"
)
_SAYS_ONLY_DONE = re.compile(
    r"^(?:都|也|已经?|全部?|早就?|我们?|现在|就)*(?:整改|改正|纠正|改|履行|处理|修正|弄)(?:完毕|完成|完|到位|好|过|了|正|过来)*了?$"
)
"""整改完了: that it was done, and not what."""
_ONLY_SORT = re.compile(
    r"^(?:受到)?(?:表彰|奖励|获奖|得奖|荣誉|志愿(?:服务|者)?|义工|慈善|捐款|捐赠|捐助|献血|先进|模范?|劳模)(?:奖励|信息|捐赠)?$"
)
"""A sort of honour, and not which one."""
_ONLY_PROOF = re.compile(rf"^[^不没是的错被写]{{0,14}}(?:{_PROOF})(?:[一二两三四五六七八九十\d]{{1,2}}[份张个])?$")
_NOT_PROSE = (
    "record_source",
    "contact",
    "objection_ground",
    "info_kind",
    "event_date",
    "record_ref",
    "urgency",
    "applicant_role",
    "subject_kind",
    None,
)
"""Questions that a bare enumeration of documents does not answer."""
_DENIED = re.compile(r"不|没|别|错|问题|需要|什么|哪|啥|写着?的|谁|怎么")
_WITH_EVIDENCE = frozenset({None, Act.OBJECTION, Act.REPAIR, Act.REVOCATION, Act.COMPLAINT})
_CLAUSE = re.compile(r"[^，。；！？,;!?、\n]+")


def split_list(text: str) -> list[str]:
    """The items of an enumeration, without what leads in and trails off."""
    items = []
    for part in _SPLIT.split(text):
        item = _TAIL.sub("", _LEAD.sub("", part.strip()).strip()).strip(" 。，：:")
        if item and not _NONE.match(item):
            items += _papers(item)
    return list(dict.fromkeys(items))


def _honours(reading: Reading) -> list[str]:
    """The honours named behind the wish to delete them, each as the citizen calls it."""
    found = _TO_DELETE.search(reading.line)
    if found is None:
        return []
    items = [_ALL_OF_THEM.sub("", item) for item in split_list(reading.raw[found.start("list") : found.end("list")])]
    return [item for item in items if len(item) > _SHORT and _KINDS.search(item) and not _ANY_HONOUR.fullmatch(item)]


def _papers(item: str) -> list[str]:
    """缴费单整改照片, two papers that were said in one breath: cut where each part ends as a paper does."""
    if not _IN_ONE_BREATH.fullmatch(item):
        return [item]
    parts = [m.group() for m in _PAPER.finditer(item)]
    return parts if len(parts) > 1 and "".join(parts) == item and min(map(len, parts)) > _SHORT else [item]


def read_lists(reading: Reading) -> None:
    """What is told by the way; the answer to the question for a list is read in `texts`."""
    if reading.asks:
        return
    asked = reading.expected.asked
    _read_named(reading)
    if (asked != "evidence" or reading.question_follows) and reading.act is not None and reading.act is not Act.HANDOFF:
        for found in reading.find(_HAS):
            items = split_list(reading.raw[found.start("list") : found.end("list")])
            items = [i for i in items if re.search(_PROOF, i) and "授权" not in i and "委托书" not in i]
            if items and "没" not in reading.line[max(0, found.start() - 2) : found.start() + 2]:
                reading.mention("evidence", items, reading.take(*found.span()))
                break
    if (
        asked in _NOT_PROSE
        and reading.expected.act in _WITH_EVIDENCE
        and reading.act
        and not any(m.slot == "evidence" for m in reading.mentions)
    ):
        items = split_list(reading.raw)
        if items and all(_ONLY_PROOF.search(item) for item in items) and len(reading.raw) <= 40:
            reading.mention("evidence", items, reading.take(0, len(reading.line)))
    if asked != "correction_facts" and reading.act is Act.REPAIR:
        facts = done(reading.raw, reading.line)
        if facts:
            told = not all(_SAYS_ONLY_DONE.match(fact) for fact in facts)
            reading.mention("correction_facts", facts, "，".join(facts), sure=told)
    if asked != "records" and reading.act is Act.DELETE_HONOUR and (named := _honours(reading)):
        reading.mention("records", named, "、".join(named))
    elif asked != "records" and reading.act is Act.DELETE_HONOUR:
        kinds = list(dict.fromkeys(m.group() for m in _KINDS.finditer(reading.line)))
        if (kinds and "荣誉" not in kinds[0]) or len(kinds) > 1:
            reading.mention("records", kinds, "、".join(kinds), sure=not all(_ONLY_SORT.match(kind) for kind in kinds))


def _read_named(reading: Reading) -> None:
    """Evidence that is called so, or added to what was told before."""
    if reading.act is None and not _FOR_CASE.search(reading.line):
        return
    if reading.act not in _WITH_EVIDENCE:
        return
    for pattern in (_NAMED, _ADDED):
        for found in reading.find(pattern):
            before = reading.line[max(0, found.start() - 4) : found.start()]
            words = reading.raw[found.start("list") : found.end("list")]
            items = [i for i in split_list(words) if not _ONLY_KIND.match(i) and not _DENIED.search(i)]
            if items and not _DENIED.search(before):
                reading.mention("evidence", items, reading.take(*found.span()))
                return


def done(raw: str, line: str) -> list[str]:
    """The clauses that tell something done (罚款交了), in the citizen's words, without 我 and 也 in front."""
    facts = []
    for found in _CLAUSE.finditer(line):
        clause = found.group()
        if _DONE.search(clause) and not re.search(
            r"吗$|听说|据说|能不能|是不是|要是|如果|没(?:有)?(?:交|缴|付|还|整|改|履)|还没|怎么|未", clause
        ):
            words = raw[found.start() : found.end()].strip()
            begin = re.search(r"[^\s]", words)
            facts.append(
                re.sub(r"^(?:我们?|公司|也|而且|并且|然后|还|但是?|现在|因为|就是|嗯)+(?=.{3})", "", words)
                if begin
                else words
            )
    return facts
