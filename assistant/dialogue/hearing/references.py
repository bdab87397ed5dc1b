"""Numbers of cases, of records and of documents: YY-20261120-7K3QFMX, JL-2024-0012, 晋市监罚字〔2024〕12号."""

from __future__ import annotations

import re

from assistant.dialogue.acts import Act
from assistant.dialogue.hearing.reading import Reading
from credit_core.use_cases.vocabulary import is_number

_CASE = re.compile(
    r"(?<![A-Za-z0-9])(?P<prefix>[A-Za-z]{2})[ -]{0,2}(?P<day>20\d{6})[ -]{0,2}(?P<body>[A-Za-z0-9]{7})(?![A-Za-z0-9])"
)
_CODE_LETTERS = "2-9A-HJ-NP-Za-hj-np-z"
_ACCESS_CODE = re.compile(
    rf"(?:查询码|查询密码|访问码|取件码|密码|(?<![验证])码)(?:[是为:]|就是)?\s{{0,3}}(?P<labelled>[{_CODE_LETTERS}]{{10}})(?![A-Za-z0-9])"
    rf"|(?<![A-Za-z0-9-])(?P<bare>[{_CODE_LETTERS}]{{10}})(?![A-Za-z0-9-])"
)
_RECORD_PREFIX = "JL"
_RECORD = re.compile(r"(?<![A-Za-z0-9])[Jj][Ll][ -]?[0-9]{4,8}(?:-[0-9A-Za-z]{1,12}){0,3}(?![A-Za-z0-9])")
_LABELLED = re.compile(
    r"(?:记录|信息|公示|条目|处罚|数据)?(?:的)?编号(?:[是为:]|就是"
    r"|写的是)?\s{0,2}(?P<ref>[A-Za-z]{0,6}[-_]?[0-9][A-Za-z0-9_-]{3,30})(?![A-Za-z0-9])"
)
_OPEN, _CLOSE = r"[(\[〔【〈<{「『（［]", r"[)\]〕】〉>}」』）］]"
_DOCUMENT = re.compile(
    rf"(?P<prefix>(?:{_OPEN}[\u4e00-\u9fff]{{1,4}}{_CLOSE})?[\u4e00-\u9fff]{{2,16}})\s{{0,2}}{_OPEN}\s?(?P<year>(?:19"
    rf"|20)\d\d)\s?{_CLOSE}"
    r"\s{0,2}(?P<number>第?\s?[0-9]{1,6}(?:[-—－][0-9]{1,3})?\s?号)"
)
_COURT = re.compile(
    rf"{_OPEN}\s?(?:19|20)\d\d\s?{_CLOSE}\s?[\u4e00-\u9fff][0-9]{{0,4}}[\u4e00-\u9fff]{{1,5}}\s?[0-9]{{1,6}}\s?号"
)
_BEFORE_PREFIX = re.compile(
    r"(?:决定书|判决书|裁定书|通知书|告知书|文书|文号|编号|字号|案号|公告|号码|书(?=[\u4e00-\u9fff]{2})"
    r"|[是为叫的了把被由说个份收到我号给对就]"
    r"|那份|这份|一份|撤销|提出|针对|关于|依据|根据|按照|还有|以及|收到|处罚决定|罚单|单子)"
)
_POLICY = re.compile(r"(?:政发|国发|办发|政办发|办函|国办|中办|中发|厅字|令|公告|通告)$")
_SPACES = re.compile(r"\s+")
_OF_RECORD = re.compile(
    r"^[」”\"]?(?:的|那|这|上)?(?:的)?(?:一?条|记录|信息|处罚(?:记录|信息)?(?:提|有|写|不|已)|公示|失信)"
)
_DESCRIBED = re.compile(
    r"(?:(?:去年|前年|今年|(?:19|20)\d\d年?|[〇零一二三四五六七八九]{4}年)的?(?:\d{1,2}月份?)?的?)?(?:那"
    r"|这|有)(?:一)?[条个笔]"
    r"[^，。；！？,;\s]{0,14}?(?:行政处罚|处罚|欠税|欠费|失信|违约|黑名单|拖欠)(?:记录|信息|决定)?"
)


def read_references(reading: Reading) -> None:
    """Case number, record number and document number, each in its slot."""
    for found in reading.find(_CASE):
        _case(reading, found)
    _access_code(reading)
    for found in reading.find(_RECORD):
        reading.mention("record_ref", found.group().upper().replace(" ", ""), reading.take(*found.span()))
    for found in reading.find(_COURT):
        value = _SPACES.sub("", reading.raw[found.start() : found.end()])
        _document(reading, value, found.start(), found.end())
    for found in reading.find(_DOCUMENT):
        _numbered(reading, found)
    for found in reading.find(_LABELLED):
        slot = "case_no" if "办件" in reading.clause(found.start(), found.end())[0] else "record_ref"
        reading.mention(slot, found["ref"].upper(), reading.take(*found.span()))


def read_described_record(reading: Reading) -> None:
    """ "2023年那条环保处罚": a record told in words, where an act is about one."""
    if reading.asks or reading.act not in (Act.OBJECTION, Act.REPAIR, Act.REVOCATION):
        return
    for found in reading.find(_DESCRIBED):
        words = reading.raw[found.start() : found.end()]
        if len(words) >= 6:
            reading.mention("record_ref", words, words, sure=reading.expected.asked == "record_ref")
            return


def _case(reading: Reading, found: re.Match[str]) -> None:
    number = f"{found['prefix']}-{found['day']}-{found['body']}".upper()
    is_record = found["prefix"].upper() == _RECORD_PREFIX
    words = reading.take(*found.span())
    if is_record:
        reading.mention("record_ref", number, words)
    elif is_number(number):
        reading.mention("case_no", number, words)
    else:
        reading.trouble("case_no", "check_digit", words)


def _access_code(reading: Reading) -> None:
    """The code that came with a case's number: labelled, or bare beside the number."""
    for found in reading.find(_ACCESS_CODE):
        group = "labelled" if found["labelled"] else "bare"
        beside = any(m.slot == "case_no" for m in reading.mentions)
        mixed = any(c.isdigit() for c in found[group]) and any(c.isalpha() for c in found[group])
        if group == "labelled" or (beside and mixed):
            reading.mention("access_code", found[group].upper(), reading.take(*found.span(group)))
            return


def _numbered(reading: Reading, found: re.Match[str]) -> None:
    prefix = found["prefix"]
    begin = max((cut.end() for cut in _BEFORE_PREFIX.finditer(prefix) if cut.end() < len(prefix)), default=0)
    if len(prefix) - begin < 2:
        begin = 0
    agency = _SPACES.sub("", reading.raw[found.start("prefix") + begin : found.end("prefix")])
    if _POLICY.search(agency):
        reading.take(found.start("prefix") + begin, found.end())
        return
    number = _SPACES.sub("", found["number"])
    value = f"{agency}〔{found['year']}〕{number}"
    _document(reading, value, found.start("prefix") + begin, found.end())


def _document(reading: Reading, value: str, start: int, end: int) -> None:
    """The document itself, or the record that rests on it, where the words are about the record."""
    _, after = reading.clause(start, end)
    asked = reading.expected.asked
    about_record = asked == "record_ref" or (
        asked != "legal_document" and reading.act in (Act.OBJECTION, Act.REPAIR) and bool(_OF_RECORD.match(after))
    )
    reading.mention("record_ref" if about_record else "legal_document", value, reading.take(start, end))
