"""Records as a provider hands them in, and what became of each."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.config import JsonDict

from channels.text import clean
from channels.web.rest.case_schemas import ReasonBody
from channels.web.rest.contract import In, Line, Listed, Needed, Out
from credit_core.use_cases.push import MOST, PushOutcome
from credit_core.use_cases.vocabulary import DocumentKind, Gravity, IdKind, RecordClass, Source, SubjectKind, Validity

_MOST_FIELDS = 50
Reference = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
Content = Annotated[
    str, BeforeValidator(lambda value: clean(value) if isinstance(value, str) else value),
    StringConstraints(max_length=4000),
]  # fmt: skip


def _few(content: dict[str, str]) -> dict[str, str]:
    if len(content) > _MOST_FIELDS or any(not 1 <= len(name) <= 100 for name in content):
        raise ValueError(f"最多 {_MOST_FIELDS} 项，每项名称 1 到 100 个字")
    return content


class SubjectIn(In):
    """Who the record is about."""

    kind: SubjectKind
    name: Needed
    id_kind: IdKind
    number: Needed = Field(description="统一社会信用代码、居民身份证号或者其他有效证件号码")
    document_name: Line | None = Field(default=None, description="其他证件的名称")
    no_resident_number: bool = Field(default=False, description="没有居民身份证号")
    birth_date: date | None = Field(default=None, description="证件号里没有出生日期时写")


class DocumentIn(In):
    """The document with legal effect that the record rests on."""

    kind: DocumentKind
    number: Needed = Field(description="文号")
    issuer: Needed = Field(description="作出文书的单位")
    issued_on: date | None = None
    effective_on: date | None = Field(default=None, description="生效日期")
    basis: Line | None = Field(default=None, description="其他文书：依据")
    summary: bool | None = Field(default=None, description="是否适用简易程序")


class DeclaredIn(In):
    """What the provider states beside the content; what is not stated is not assumed."""

    category: Line | None = Field(default=None, description="属于清单的哪一项，条款编号")
    serious_category: Line | None = Field(default=None, description="严重失信属于哪一项，条款编号")
    graded_by: Line | None = Field(default=None, description="认定严重程度的人员")
    slight: bool | None = Field(default=None, description="情节轻微")
    corrected: bool | None = Field(default=None, description="及时改正")
    force_majeure: bool | None = Field(default=None, description="受不可抗力影响")
    unintended: bool | None = Field(default=None, description="非主观故意")
    personal_data: list[Needed] = Field(default_factory=list, max_length=50, description="涉及的个人信息种类")
    written_consent: Line | None = Field(default=None, description="本人书面同意的编号")
    legal_basis: Line | None = Field(default=None, description="采集受限个人信息的法律依据")
    agreement: Line | None = Field(default=None, description="采集市场信用信息的约定")
    commitment: bool = Field(default=False, description="承诺合法、真实、准确")
    conformance: Line | None = Field(default=None, description="符合采集要求和技术规范的核对情况")
    reviewed_by: Line | None = Field(default=None, description="推送前审查人")
    other_law: Line | None = Field(default=None, description="征信、企业信息公示等另有规定的")
    unlawful_means: bool | None = None
    secret: bool = Field(default=False, description="涉及国家秘密、商业秘密、个人隐私")


class RecordIn(In):
    """One record."""

    reference: Reference = Field(description="本单位自己的编号：重发用同一个，不会收两条")
    jurisdiction: Needed = Field(description="地区编号")
    subject: SubjectIn
    source: Source
    record_class: RecordClass
    gravity: Gravity | None = None
    title: Needed
    content: Annotated[dict[str, Content], AfterValidator(_few)] = Field(min_length=1)
    basis: Needed = Field(description="采集依据")
    event_date: date | None = Field(default=None, description="事件发生日期")
    item: Line | None = Field(default=None, description="目录条目编号")
    document: DocumentIn | None = None
    declared: DeclaredIn = Field(default_factory=DeclaredIn)


_EXAMPLE: Final[JsonDict] = {
    "reference": "SCJG-2026-0001",
    "jurisdiction": "city",
    "subject": {
        "kind": "legal_person",
        "name": "示例市晨禾建材有限公司",
        "id_kind": "uscc",
        "number": "910000007GBJK20R8T",
    },
    "source": "public",
    "record_class": "dishonest",
    "title": "行政处罚决定（示例）",
    "content": {"处罚结果": "警告"},
    "basis": "某市公共信用信息目录（示例）",
    "event_date": "2026-03-02",
    "item": "SL-1",
    "document": {
        "kind": "penalty",
        "number": "示市监罚字〔2026〕1号",
        "issuer": "示例县市场监督管理局",
        "issued_on": "2026-03-02",
        "effective_on": "2026-03-05",
    },
    "declared": {"graded_by": "示例县市场监督管理局法制科", "commitment": True},
}


class PushRequest(In):
    """Records of one push."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"records": [_EXAMPLE]}]})

    records: list[RecordIn] = Field(min_length=1, max_length=MOST)


class PushedBody(Out):
    """What became of one record."""

    reference: str = Field(description="空：不是经接口报送的")
    outcome: PushOutcome = Field(
        description="accepted 已收录；held 待人工核实；rejected 审查后不收录；error 没有审查，改正后重发"
    )
    number: str | None = Field(description="信息编号")
    record_id: str | None
    validity: Validity | None
    reasons: list[ReasonBody] = Field(description="不符合的条件，或者要人工核实的，各有条款")
    error: str | None = Field(description="没有审查的原因")
    again: bool = Field(description="true：先前已经报送过，结果相同")


class PushAnswer(Listed[PushedBody]):
    """A result for each record, in their order."""

    counts: dict[PushOutcome, int]


class WaitingRecords(Listed[PushedBody]):
    """Records that wait for an officer."""
