"""A confirmed form becomes a case: every act in every place, once, with words that are all backed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.dialogue.acts import Act
from assistant.dialogue.casework import Casework
from assistant.dialogue.ports import Filed, Refusal
from assistant.outcome import Caveat, Reason, Status
from credit_core.use_cases.office import Office
from credit_core.use_cases.receipts import verify_receipt
from credit_core.use_cases.vocabulary import Case, CaseType
from tests.assistant.dialogue.casework.forms import CASES, FILE, NAME, NUMBER, PLACES, filed, flow, turn
from tests.credit_core.offices import add_person, add_record
from tests.credit_core.query_examples import BANK, BANK_CODE
from tests.credit_core.query_filings import granted

Check = Callable[..., None]


def case_of(office: Office, made: Filed) -> Case:
    with office.store.read() as unit:
        return unit.cases.get(made.case_id)


def refused(casework: Casework, office: Office, **changes: Any) -> Refusal:
    with turn(office) as connection:
        made = casework.file(connection, flow(**changes), "web")
    assert isinstance(made, Refusal)
    with office.store.read() as unit:
        assert unit.cases.count() == unit.submissions.count() == unit.attachments.count() == 0
        assert unit.audit_entries.count() == 0
    return made


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("act", CASES)
def test_every_act_is_filed_in_every_place(
    casework: Casework, office: Office, check: Check, act: Act, place: str
) -> None:
    made = filed(casework, office, flow(act, place, FILE))
    case = case_of(office, made)
    assert (case.type, case.jurisdiction, case.channel, case.received_on) == (
        CaseType(act.value), place, "web", office.clock.today(),
    )  # fmt: skip
    assert made.case["number"] == case.number
    assert made.case["receipt_url"] == f"/api/v1/cases/{case.number}/receipt"
    assert made.code is not None
    assert verify_receipt(office, case.number, made.code).intact
    with office.store.read() as unit:
        (kept,) = unit.attachments.where(case_id=case.id)
    assert (kept.name, kept.sha256, kept.size) == (FILE.name, FILE.sha256, FILE.size)
    assert made.said.reason.status is Status.ANSWERED
    assert made.said.citations
    for words in (case.number, made.code, case.recipient, "2026年11月20日 09:00", "回执"):
        assert words in made.said.text
    assert NUMBER not in made.said.text
    assert NAME not in made.said.text
    check(made.said)
    stands = casework.stands(made.case_id)
    check(stands.said)
    assert stands.case == made.case
    check(casework.counting(made.case_id))


@pytest.mark.parametrize("act", CASES)
def test_slots_keep_their_names_and_words(casework: Casework, office: Office, act: Act) -> None:
    form = flow(act, "city")
    kept = case_of(office, filed(casework, office, form)).applicant
    unknown = {Act.QUERY_OWN_RECORD: {"jurisdiction"}, Act.AUTHORISED_QUERY: {"jurisdiction"}}.get(act, set())
    assert {name: kept.get(name) for name in form.slots if name not in unknown} == {
        name: value for name, value in form.slots.items() if name not in unknown
    }


@pytest.mark.parametrize("act", CASES)
def test_the_same_key_files_once_and_shows_no_code_again(casework: Casework, office: Office, act: Act) -> None:
    first, second = (filed(casework, office, flow(act, "jiangxi", FILE)) for _ in range(2))
    assert (second.case_id, second.code) == (first.case_id, None)
    assert str(first.code) not in second.said.text
    assert "没有重复提交" in second.said.text
    with office.store.read() as unit:
        assert (unit.cases.count(), unit.attachments.count()) == (1, 1)


def test_what_is_refused_leaves_nothing_and_can_be_mended(casework: Casework, office: Office, check: Check) -> None:
    made = refused(casework, office, act=Act.COMPLAINT, place="city", topic=None)
    assert "反映的情况" in made.said.text
    assert made.said.reason.status is Status.CLARIFY
    check(made.said)
    again = filed(casework, office, flow(Act.COMPLAINT, "city"))  # the same key
    assert again.code is not None


def test_a_turn_that_rolls_back_takes_the_case_with_it(casework: Casework, office: Office) -> None:
    def fail_later() -> None:
        with turn(office) as connection:
            assert isinstance(casework.file(connection, flow(Act.OBJECTION, "city"), "web"), Filed)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_later()
    with office.store.read() as unit:
        assert unit.cases.count() == unit.submissions.count() == unit.audit_entries.count() == 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"act": Act.QUERY_OWN_RECORD, "place": "city", "subject_id": NUMBER[:-1] + "0"}, "校验"),
        ({"act": Act.QUERY_OWN_RECORD, "place": "city", "subject_id": None, "subject_id_type": None}, "证件种类"),
        ({"act": Act.DELETE_HONOUR, "place": "city", "subject_name": None}, "姓名"),
        ({"act": Act.REVOCATION, "place": "city", "legal_document": None}, "文书"),
        ({"act": Act.OBJECTION, "place": "guangdong"}, "没有收录"),
    ],
)
def test_what_cannot_be_filed_says_why(
    casework: Casework, office: Office, check: Check, changes: dict[str, Any], words: str
) -> None:
    made = refused(casework, office, **changes)
    assert words in made.said.text
    check(made.said)


@pytest.mark.rule("JX-50", "JX-51", "JX-52")
def test_both_alternatives_are_told_with_their_days(casework: Casework, office: Office) -> None:
    made = filed(casework, office, flow(Act.OBJECTION, "jiangxi"))
    assert {(c.rule, c.due) for c in made.said.computed} == {
        ("JX-50", "2026-11-23"),
        ("JX-51", "2026-11-25"),
        ("JX-52", "2026-12-01"),
    }
    assert "属于本单位处理范围的，完成处理并将结果告知异议申请人：最晚2026年11月25日" in made.said.text
    assert "需要向其他单位核查的，完成核查和处理，并将结果告知异议申请人：最晚2026年12月1日" in made.said.text
    assert [choice.send for choice in made.said.choices] == ["日期是怎么算的", "查进度"]


@pytest.mark.rule("SX-33", "CT-50")
@pytest.mark.parametrize(("place", "words"), [("shanxi", "条文只写“及时”，没有写天数"), ("city", "条文没有写期限")])
def test_a_place_without_a_number_gets_none(casework: Casework, office: Office, place: str, words: str) -> None:
    made = filed(casework, office, flow(Act.OBJECTION, place))
    assert words in made.said.text
    assert made.said.computed == ()


def test_a_year_without_notice_is_provisional(casework: Casework, office: Office, clock: Any, check: Check) -> None:
    clock.day = date(2026, 12, 30)
    made = filed(casework, office, flow(Act.REPAIR, "jiangxi"))
    assert "暂定" in made.said.text
    assert Caveat.PROVISIONAL in made.said.caveats
    check(made.said)


@pytest.mark.parametrize(
    ("act", "place", "slot", "names"),
    [
        (Act.OBJECTION, "jiangxi", "evidence", "相关证明材料"),
        (Act.OBJECTION, "shanxi", "evidence", "相关证明材料"),
        (Act.OBJECTION, "city", "objection_detail", "理由"),
        (Act.REPAIR, "jiangxi", "correction_facts", "消除不良影响"),
    ],
)
def test_what_is_missing_is_filed_as_missing(
    casework: Casework, office: Office, check: Check, act: Act, place: str, slot: str, names: str
) -> None:
    made = filed(casework, office, flow(act, place, key="chat-1", **{slot: None}))
    assert f"{names}[" in made.said.text.split("还缺", 1)[1]
    check(made.said)


@pytest.mark.rule("JX-57")
def test_an_incomplete_repair_starts_no_clock(casework: Casework, office: Office) -> None:
    made = filed(casework, office, flow(Act.REPAIR, "jiangxi", correction_facts=None, event_date="2026-11-02"))
    assert made.case["deadlines"] == []
    assert made.said.computed == ()
    assert "从“收到完整的修复申请之日”起算，现在还没有起算" in made.said.text


@pytest.mark.parametrize(
    ("place", "due"), [("shanxi", "2026-11-23"), ("city", "2026-11-23"), ("jiangxi", "2026-11-23")]
)
def test_a_changed_document_is_counted_from_the_day_named(
    casework: Casework, office: Office, place: str, due: str
) -> None:
    made = filed(casework, office, flow(Act.REVOCATION, place))
    assert [c.due for c in made.said.computed] == [due]
    assert "以核实的日子为准" in made.said.text
    old = filed(casework, office, flow(Act.REVOCATION, place, key="k2", event_date="2019-05-06"))
    assert old.said.computed == ()  # before the regulation: nothing is counted by it


def test_a_document_that_nobody_can_name_is_reported_by_its_information(casework: Casework, office: Office) -> None:
    form = flow(Act.REVOCATION, "shanxi", legal_document=None, record_ref="2024年的处罚信息")
    case = case_of(office, filed(casework, office, form))
    assert (case.record_id, case.applicant["record_ref"]) == (None, "2024年的处罚信息")


def test_a_complaint_never_goes_to_the_body_it_complains_of(casework: Casework, office: Office) -> None:
    case = case_of(office, filed(casework, office, flow(Act.COMPLAINT, "shanxi")))
    assert case.recipient == "县级以上人民政府发展改革部门"
    assert case.applicant["about"] == "某县信用平台"


def test_a_complaint_is_linked_to_the_case_it_names(casework: Casework, office: Office) -> None:
    first = filed(casework, office, flow(Act.OBJECTION, "shanxi"))
    named = filed(casework, office, flow(Act.COMPLAINT, "shanxi", key="k2", case_no=first.case["number"]))
    unknown = filed(casework, office, flow(Act.COMPLAINT, "shanxi", key="k3", case_no="YY-20261120-2222222"))
    elsewhere = filed(casework, office, flow(Act.COMPLAINT, "city", key="k4", case_no=first.case["number"]))
    assert [case_of(office, one).linked_to for one in (named, unknown, elsewhere)] == [first.case_id, None, None]


@pytest.mark.parametrize("act", [Act.OBJECTION, Act.REPAIR, Act.REVOCATION])
def test_a_record_is_linked_for_who_names_its_subject_rightly_and_nobody_learns_of_it(
    casework: Casework, office: Office, act: Act
) -> None:
    with office.store.begin() as unit:
        person = add_person(unit, 7)
        record = add_record(unit, person, "jiangxi")
        other = add_record(unit, person, "shanxi")
    its = {"subject_name": person.name, "subject_id": person.id_number}
    own = filed(casework, office, flow(act, "jiangxi", key="k1", record_ref=record.number, **its))
    stranger = filed(casework, office, flow(act, "jiangxi", key="k2", record_ref=record.number))
    guessed = filed(
        casework, office, flow(act, "jiangxi", key="k3", record_ref=record.number, **its | {"subject_name": "甲"})
    )
    elsewhere = filed(casework, office, flow(act, "jiangxi", key="k4", record_ref=other.number, **its))
    nowhere = filed(casework, office, flow(act, "jiangxi", key="k5", record_ref="JL-20200101-2222222", **its))
    linked = [case_of(office, one).record_id for one in (own, stranger, guessed, elsewhere, nowhere)]
    assert linked == [record.id, None, None, None, None]
    told = {_without_names(one) for one in (own, stranger, guessed, elsewhere, nowhere)}
    assert len(told) == 1


def test_a_record_of_another_kind_than_was_said_is_left_to_the_office(casework: Casework, office: Office) -> None:
    with office.store.begin() as unit:
        person = add_person(unit, 7)
        record = add_record(unit, person, "jiangxi")
    form = flow(Act.OBJECTION, "jiangxi", info_kind="market", record_ref=record.number, subject_name=person.name,
                subject_id=person.id_number)  # fmt: skip
    case = case_of(office, filed(casework, office, form))
    assert (case.procedure, case.record_id) == ("market_objection", None)


def test_a_query_finds_the_authorisation_that_its_subject_gave(casework: Casework, office: Office) -> None:
    with office.store.begin() as unit:
        person = add_person(unit, 7)
    authorisation = granted(office, person)
    asked = {"applicant_name": BANK, "applicant_id": BANK_CODE, "subject_name": person.name}
    right = filed(casework, office, flow(Act.AUTHORISED_QUERY, "city", key="k1", subject_id=person.id_number, **asked))
    wrong = filed(casework, office, flow(Act.AUTHORISED_QUERY, "city", key="k2", **asked))
    assert [case_of(office, one).authorisation_id for one in (right, wrong)] == [authorisation, None]
    assert case_of(office, right).applicant["requester_kind"] == "organisation"
    assert _without_names(right) == _without_names(wrong)


@pytest.mark.parametrize(("number", "kind"), [(NUMBER, "resident_id"), (BANK_CODE, "uscc")])
def test_the_kind_of_a_number_is_read_off_it(casework: Casework, office: Office, number: str, kind: str) -> None:
    made = filed(casework, office, flow(Act.QUERY_OWN_RECORD, "city", subject_id=number, subject_id_type=None))
    assert case_of(office, made).applicant["subject_id_type"] == kind


def test_another_document_is_filed_under_its_plain_name(casework: Casework, office: Office) -> None:
    form = flow(Act.QUERY_OWN_RECORD, "city", subject_id="E12345678", subject_id_type="other")
    assert case_of(office, filed(casework, office, form)).applicant["document_name"] == "其他有效证件"


def test_who_acts_for_another_is_told_what_to_bring(casework: Casework, office: Office, check: Check) -> None:
    agent = {"applicant_role": "agent", "agent_name": "李代", "agent_id": NUMBER}
    made = filed(casework, office, flow(Act.QUERY_OWN_RECORD, "jiangxi", **agent))
    assert "书面委托书；这是受理单位的要求，条例没有写" in made.said.text
    check(made.said)


@pytest.mark.parametrize("place", ["shanxi", "jiangxi"])
def test_a_place_that_does_not_give_the_right_says_so_first(casework: Casework, office: Office, place: str) -> None:
    made = filed(casework, office, flow(Act.DELETE_HONOUR, place))
    assert "先说明：条例没有规定可以申请删除" in made.said.text
    assert made.said.text.index("先说明") < made.said.text.index("接下来")


@pytest.mark.rule("CT-53")
def test_an_evaluation_has_its_own_procedure(casework: Casework, office: Office) -> None:
    form = flow(Act.OBJECTION, "city", info_kind="evaluation", record_source="某市场监管局", objection_ground=None)
    made = filed(casework, office, form)
    case = case_of(office, made)
    assert (case.procedure, case.recipient) == ("evaluation_objection", "某市场监管局")
    assert "条文只写“在规定的时间内”" in made.said.text


def test_a_reply_before_the_law_is_no_filing(casework: Casework, office: Office, clock: Any) -> None:
    clock.day = date(2021, 5, 6)
    made = refused(casework, office, act=Act.OBJECTION, place="jiangxi")
    assert made.said.reason is Reason.NOT_IN_FORCE


def _without_names(made: Filed) -> str:
    text = made.said.text.replace(made.case["number"], "NUMBER").replace(str(made.code), "CODE")
    return replace(made.said, text=text).text
