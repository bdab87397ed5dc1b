"""Who sees what: the cases of tests/cases/query, and that no read shows another's record without its check."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field

from credit_core.law.disclosure_files import read_disclosure_files
from credit_core.law.outside_schema import CatalogueEntry
from credit_core.messages import disclosure as messages
from credit_core.model.decisions import Met, Outcome
from credit_core.model.disclosure import AuthorisationState, Mode, RequesterKind
from credit_core.model.records import Publicity, RecordClass, Sharing, Source, Validity
from credit_core.rules.disclosed_records import COUNTS, Held
from credit_core.rules.disclosure import MODE_NAMES, Requester, decide_disclosure
from knowledge.regulations.corpus import load_corpus
from tests.credit_core import query_examples as examples
from tests.credit_core.query_examples import FIRM, PERSON, PLACES, TODAY, disclose, place_of, record, request

FOLDER = Path(__file__).parents[2] / "cases" / "query"
MODES = {str(name): mode for mode, name in MODE_NAMES.items()}
OUTCOMES = {
    "可以": Outcome.ALLOWED,
    "不可以": Outcome.REFUSED,
    "要补材料": Outcome.INCOMPLETE,
    "由受理单位认定": Outcome.ASK_OFFICE,
}
IDENTITIES = {"已核验": Met.MET, "未核验": Met.UNKNOWN, "未通过": Met.NOT_MET, None: Met.UNKNOWN}
RULES = {
    ("shanxi", Mode.OPEN): ("SX-07",),
    ("shanxi", Mode.SHARED): ("SX-07", "SYS-19", "SYS-24"),
    ("shanxi", Mode.EX_OFFICIO): ("SX-07", "SX-09", "SYS-24"),
    ("shanxi", Mode.REAL_NAME): ("SX-07", "SX-13"),
    ("shanxi", Mode.AUTHORISED): ("SX-07", "SYS-23"),
    ("city", Mode.OPEN): ("CT-20", "CT-22", "CT-23", "SYS-20"),
    ("city", Mode.SHARED): ("CT-20", "CT-25", "SYS-19"),
    ("city", Mode.EX_OFFICIO): ("CT-20", "CT-25", "CT-19"),
    ("city", Mode.REAL_NAME): ("CT-20", "CT-19"),
    ("city", Mode.AUTHORISED): ("CT-20", "CT-24", "CT-64", "SYS-23"),
    ("jiangxi", Mode.OPEN): ("JX-20",),
    ("jiangxi", Mode.SHARED): ("JX-20", "SYS-24"),
    ("jiangxi", Mode.EX_OFFICIO): ("JX-20", "SYS-19"),
    ("jiangxi", Mode.REAL_NAME): ("JX-20", "JX-48"),
    ("jiangxi", Mode.AUTHORISED): ("JX-20",),
}


class Case(BaseModel):
    """One row of a case file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    place: str
    name: str = Field(alias="名称")
    mode: str = Field(alias="方式")
    record: dict[str, Any] = Field(alias="信息", default={})
    reader: str | None = Field(alias="查询人", default=None)
    identity: str | None = Field(alias="身份", default=None)
    authorisation: dict[str, Any] | None = Field(alias="授权", default=None)
    purpose: str | None = Field(alias="用途", default=None)
    duty: str | None = Field(alias="职责", default=None)
    activity: int | None = Field(alias="活动", default=None)
    basis: str = Field(alias="所称依据", default="")
    findings: dict[str, bool] | None = Field(alias="认定", default=None)
    outcome: str = Field(alias="结果")
    shown: bool = Field(alias="展示")
    content: dict[str, str] | None = Field(alias="内容", default=None)
    marks: dict[str, str] = Field(alias="标注", default={})
    silent: bool = Field(alias="未写明", default=False)
    clauses: tuple[str, ...] = Field(alias="依据")


def cases() -> list[Any]:
    rows = []
    for file in sorted(FOLDER.glob("*.yaml")):
        head = yaml.safe_load(file.read_text(encoding="utf-8"))
        for row in head["cases"]:
            case = Case.model_validate({"place": head["place"], **row})
            rules = RULES[case.place, MODES[case.mode]]
            rows.append(pytest.param(case, id=f"{case.place}-{case.name}", marks=pytest.mark.rule(*rules)))
    return rows


CASES = cases()


@pytest.mark.parametrize("case", CASES)
def test_case(case: Case) -> None:
    mode = MODES[case.mode]
    asked = request(mode, case.place, activity=case.activity, basis=case.basis)
    if case.purpose is not None:
        asked = replace(asked, purpose=case.purpose)
    if case.duty is not None:
        asked = replace(asked, duty=case.duty)
    if case.findings is not None:
        asked = replace(asked, findings=case.findings)
    if case.reader is not None:
        asked = replace(asked, requester=readers(case.place)[case.reader])
    given = None if case.authorisation is None else examples.authorisation(case.place, **authorised(case.authorisation))
    one = record(jurisdiction=case.place, **words(case.record))
    found = disclose(asked, one, given=given, verified=IDENTITIES[case.identity])
    reasons = found.decision.reasons
    decisive = [r for r in reasons if r.met is not Met.MET] if not found.allowed else list(reasons)
    assert found.decision.outcome is OUTCOMES[case.outcome]
    assert bool(found.shown) is case.shown
    assert {str(r.clause) for r in decisive if r.clause} == set(case.clauses)
    if found.shown:
        shown = found.shown[0]
        assert {mark.name: str(mark.clause) for mark in shown.marks} == case.marks
        assert bool(shown.silences) is case.silent
        assert case.content is None or dict(shown.fields) == case.content


def test_the_cases_cover_each_mode_of_each_place_allowed_and_not() -> None:
    """Allowed with something shown, and not: refused, or nothing shown."""
    seen = {(p.values[0].place, MODES[p.values[0].mode], p.values[0].shown) for p in CASES}
    assert seen == {(place, mode, shown) for place in PLACES for mode in Mode for shown in (True, False)}


def words(written: dict[str, Any]) -> dict[str, Any]:
    kinds = {"publicity": Publicity, "sharing": Sharing, "validity": Validity, "source": Source,
             "record_class": RecordClass}  # fmt: skip
    return {name: kinds[name](value) if name in kinds else value for name, value in written.items()}


def authorised(written: dict[str, Any]) -> dict[str, Any]:
    kinds: dict[str, Any] = {"state": AuthorisationState, "scope": tuple}
    return {name: kinds[name](value) if name in kinds else value for name, value in written.items()}


def readers(place: str) -> dict[str, Requester]:
    other = Requester("他人", "0" * 18, RequesterKind.PERSON)
    return {
        "未登记的单位": Requester("示例单位", "", RequesterKind.DEPARTMENT),
        "他人": other,
        "核实过的代办人": replace(other, represents=Met.MET),
        "没有核实的代办人": replace(other, represents=Met.UNKNOWN),
        "信用服务机构": examples.bank(RequesterKind.CREDIT_SERVICE),
    }


@pytest.mark.rule("CT-20")
def test_a_closed_list_admits_no_other_mode_whatever_an_officer_states() -> None:
    """The city's list is whole; taking a mode out of it shows what being closed means."""
    whole = place_of("city")
    listed = {mode: name for mode, name in whole.modes.listed.items() if mode is not Mode.SHARED}
    shorter = whole.model_copy(update={"modes": whole.modes.model_copy(update={"listed": listed})})
    asked = request(Mode.SHARED, "city", basis="规定", findings={"within_duty": True, "mode_has_basis": True})
    for place, outcome in [(whole, Outcome.ALLOWED), (shorter, Outcome.REFUSED)]:
        found = decide_disclosure(asked, [Held(record(jurisdiction="city"))], None, Met.UNKNOWN, place, TODAY)
        assert found.decision.outcome is outcome


@pytest.mark.rule("SYS-19")
@pytest.mark.parametrize("mode", Mode)
def test_a_refusal_does_not_tell_whether_there_is_anything(mode: Mode) -> None:
    """To who may not read, a subject with records and one without look the same."""
    asked = replace(request(mode, "city"), requester=Requester("某", "", RequesterKind.PERSON), findings={})
    if mode is not Mode.OPEN:
        assert disclose(asked, record(jurisdiction="city")) == disclose(asked)
    else:
        assert disclose(asked, record(jurisdiction="city", publicity=Publicity.NOT_PUBLIC)).shown == ()


@pytest.mark.rule("SX-29", "CT-50")
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("mode", Mode)
def test_the_objection_mark_hides_nothing_and_is_always_shown(place: str, mode: Mode) -> None:
    findings = {"within_duty": True, "mode_has_basis": True}
    asked = request(mode, place, basis="规定", findings=findings)
    given = examples.authorisation(place)
    plain = disclose(asked, record(jurisdiction=place), given=given, verified=Met.MET)
    marked = disclose(asked, record(jurisdiction=place, objection_marks=2), given=given, verified=Met.MET)
    assert [mark.name for mark in marked.shown[0].marks] == [messages.OBJECTION_MARK]
    assert replace(marked.shown[0], marks=(), silences=()) == plain.shown[0]
    stated = "不影响披露和使用" in marked.shown[0].marks[0].words
    assert stated is (place == "shanxi")
    assert bool(marked.shown[0].silences) is not stated


@pytest.mark.rule("CT-19")
def test_property_and_tax_fields_are_left_out_for_all_but_the_subject_and_its_authorised() -> None:
    one = record(jurisdiction="city", content={"处罚结果": "警告", "附": {"纳税数额": "1", "不动产坐落": "示例市"}})
    firm = replace(one, subject_id=FIRM.id)
    for mode in Mode:
        found = disclose(request(mode, "city"), one, given=examples.authorisation("city"), verified=Met.MET)
        labels = [label for label, _ in found.shown[0].fields]
        whole = ["处罚结果", "附·纳税数额", "附·不动产坐落"]
        assert labels == (whole if mode in (Mode.REAL_NAME, Mode.AUTHORISED) else ["处罚结果"])
    shown = disclose(request(Mode.OPEN, "city", FIRM), firm).shown[0]
    assert len(shown.fields) == 3  # the clause speaks of natural persons


@pytest.mark.rule("CT-19")
@pytest.mark.parametrize("place", ["shanxi", "jiangxi"])
def test_the_citys_limit_on_property_data_is_not_borrowed(place: str) -> None:
    one = record(jurisdiction=place, title="不动产登记信息")
    findings = {"within_duty": True, "mode_has_basis": True}
    assert disclose(request(Mode.EX_OFFICIO, place, basis="规定", findings=findings), one).shown


@pytest.mark.rule("CT-22")
def test_what_the_catalogue_closes_is_not_published_and_what_it_does_not_share_is_not_shared() -> None:
    entry = CatalogueEntry(code="A", name="行政处罚", record_class=RecordClass.DISHONEST, provider="单位", basis="规定",
                           open=False, shared=False)  # fmt: skip
    one = record(jurisdiction="city", item="A")

    def shown(mode: Mode, entry: CatalogueEntry, **findings: bool) -> bool:
        asked = request(mode, "city", findings={"within_duty": True, **findings})
        return bool(decide_disclosure(asked, [Held(one, entry)], None, Met.UNKNOWN, place_of("city"), TODAY).shown)

    both = entry.model_copy(update={"open": True, "shared": True})
    scoped = both.model_copy(update={"share_scope": "住房保障部门"})
    assert [shown(Mode.OPEN, entry), shown(Mode.SHARED, entry)] == [False, False]
    assert [shown(Mode.OPEN, both), shown(Mode.SHARED, both)] == [True, True]
    assert [shown(Mode.SHARED, scoped), shown(Mode.SHARED, scoped, in_share_scope=True)] == [False, True]


@pytest.mark.rule("SX-12", "CT-21")
def test_market_information_goes_only_the_ways_the_text_gives() -> None:
    for place in PLACES:
        one = record(jurisdiction=place, source=Source.MARKET)
        findings = {"within_duty": True, "mode_has_basis": True}
        shown = {
            mode
            for mode in Mode
            if disclose(request(mode, place, basis="规定", findings=findings), one,
                        given=examples.authorisation(place), verified=Met.MET).shown
        }  # fmt: skip
        assert shown == {Mode.OPEN, Mode.REAL_NAME, Mode.AUTHORISED}


@pytest.mark.rule("CT-23")
def test_open_publication_hides_a_persons_data_wherever_it_stands() -> None:
    number = PERSON.id_number
    content = {
        "身份证号码": number,
        "住址": "示例省示例市示例区诚信路1号",
        "违法事实": f"{PERSON.name}（{number}，电话15400001234）未公示年度报告",
        "处罚": ["警告", True, None, 3],
    }
    shown = disclose(request(Mode.OPEN, "city"), record(jurisdiction="city", content=content, title=PERSON.name)).shown[
        0
    ]
    everything = shown.title + "".join(value for _, value in shown.fields)
    assert PERSON.name not in everything
    assert number not in everything
    assert "诚信路" not in everything
    assert "15400001234" not in everything
    assert dict(shown.fields)["处罚"] == "警告、是、、3"
    firm = record(FIRM, "city", content={"名称": FIRM.name, "代码": FIRM.id_number, "住所": "示例市诚信路1号"})
    assert dict(disclose(request(Mode.OPEN, "city", FIRM), firm).shown[0].fields) == firm.content


@pytest.mark.rule("CT-25", "SYS-24")
@pytest.mark.parametrize(
    "body",
    [
        None,
        examples.body("city", active=False),
        examples.body("city", ("credit_service_org",)),
        examples.body("shanxi"),
    ],
    ids=["not registered", "no longer active", "no public duty", "another place's"],
)
@pytest.mark.parametrize("mode", [Mode.SHARED, Mode.EX_OFFICIO])
def test_duty_is_a_registered_active_departments_of_the_place(mode: Mode, body: Any) -> None:
    asked = request(mode, "city")
    assert disclose(asked).allowed
    refused = disclose(replace(asked, requester=replace(asked.requester, body=body)))
    assert refused.decision.outcome is Outcome.REFUSED


@pytest.mark.rule("SX-39", "CT-59")
def test_what_is_no_longer_shared_goes_to_nobody_but_its_subject_and_the_public_while_published() -> None:
    """公示 and 共享 are two things (F-22): each mode looks at its own."""
    one = record(jurisdiction="city", sharing=Sharing.STOPPED)
    given = examples.authorisation("city")
    shown = {mode for mode in Mode if disclose(request(mode, "city"), one, given=given, verified=Met.MET).shown}
    assert shown == {Mode.OPEN, Mode.REAL_NAME}


def test_only_the_records_asked_for() -> None:
    both = record(), record(id="record-2", number="R-2")
    found = disclose(request(Mode.OPEN, named=("record-2",)), *both)
    assert [one.record_id for one in found.shown] == ["record-2"]
    assert found.withheld == {"record-1": messages.NOT_ASKED_FOR}


def test_records_that_count() -> None:
    assert {Validity.EFFECTIVE, Validity.CORRECTED} == COUNTS


@pytest.mark.rule("SX-07", "CT-20", "JX-20", "JX-21", "CT-27", "SYS-29")
def test_the_disclosure_files_say_only_what_the_texts_say() -> None:
    corpus = load_corpus()
    files = read_disclosure_files()
    assert set(files) == {"shanxi-2022", "city-2022", "jiangxi-2022"}
    for file in files.values():
        assert all(corpus.find(ref) is not None for ref in file.clauses)

        def text(ref: Any) -> str:
            found = corpus.provision(ref)
            return found.lead + found.text

        quoted = [(point.words, point.clause) for point in file.points if point.words]
        quoted += [(mode.name, mode.clause) for mode in file.modes.listed.values()]
        quoted += [(name, file.channels.clause) for name in file.channels.names]
        quoted += [(heading.title, heading.clause) for heading in file.headings.values() if heading.clause]
        quoted += [(word, file.restricted.clause) for word in file.restricted.words_of]
        assert [(words, str(ref)) for words, ref in quoted if words not in text(ref)] == []
        assert ("等方式" in text(file.modes.clause)) is not file.modes.closed
        items = [ref for ref in (file.mandatory.activity(number) for number in range(1, 9)) if ref]
        assert len(items) == file.mandatory.classes
        assert all(corpus.find(ref) is not None for ref in items)
        if items:
            following = replace(items[-1], item=len(items) + 1)
            assert corpus.find(following) is None
