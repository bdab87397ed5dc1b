"""Forms as pages over real conversations: the same row as the chat, the law of the place, and one filing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from assistant.dialogue.acts import GUIDED, Act
from assistant.dialogue.errors import DialogueError, TurnKeyReused, UnknownConversation
from assistant.dialogue.state import Conversation
from assistant.forms import Filled, Forms, Need, Posted
from tests.channels.web.house import House, opened

NUMBER = "11010519491231002X"
TYPED = {
    "jurisdiction": "shanxi",
    "info_kind": "public",
    "applicant_role": "self",
    "subject_name": "张伟",
    "subject_id": NUMBER,
    "record_ref": "去年那条罚款",
    "record_source": "",
    "objection_ground": "error",
    "objection_detail": "罚款早就交了",
    "evidence": "缴款凭证",
    "contact": "13800138000",
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with opened(tmp_path_factory.mktemp("forms")) as made:
        yield made


@pytest.fixture
def forms(house: House) -> Forms:
    return house.converser().forms


@pytest.fixture
def talk(house: House) -> str:
    return house.converser().begin("web", "session")


def fill(forms: Forms, talk: str, key: str = "k", whole: bool = True, warned: Any = (), **changes: str) -> Filled:
    return forms.fill(
        talk, "objection", Posted({**TYPED, **changes}, whole=whole, warned=frozenset(warned)), key=f"form-{key}"
    )


def needs(forms: Forms, act: str, place: str) -> dict[str, Need]:
    view = forms.form(act, place=place)
    return {field.slot: field.need for group in view.groups for field in group.fields}


def test_every_act_has_a_form_in_every_place_with_its_own_clause(forms: Forms) -> None:
    for act in forms.acts():
        assert len(act.places) == 3
        for place in act.places:
            view = forms.form(act.id, place=place.id)
            assert view.slots[0] == "jurisdiction"
            assert all(
                clause.clause.startswith(place.id) for g in view.groups for f in g.fields for clause in f.clauses
            )
            assert bool(view.silence) is bool(place.silence)


ANSWERS = {
    **TYPED,
    "applicant_role": "agent",
    "subject_kind": "organisation",
    "subject_name": "测试商贸有限公司",
    "subject_id": "91110000600037341L",
    "agent_name": "张伟",
    "agent_id": NUMBER,
    "applicant_name": "张伟",
    "applicant_id": NUMBER,
    "authorisation": "有签字的授权书，有效期到2026年12月31日",
    "purpose": "签合同以前了解情况",
    "records": "区里给的先进单位",
    "correction_facts": "罚款已经交了",
    "legal_document": "测市监罚字〔2026〕12号",
    "event_date": "2026-03-02",
    "topic": "物业没有问过我，就查了我的信用记录",
}


@pytest.mark.parametrize("place", ["city", "jiangxi", "shanxi"])
@pytest.mark.parametrize("act", GUIDED)
def test_every_act_is_filed_from_its_form_in_every_place(forms: Forms, house: House, act: Act, place: str) -> None:
    talk = house.converser().begin("web", f"{act}-{place}")
    view = forms.form(act, talk, place)
    for step in range(4):
        if view.confirming:
            break
        typed = {slot: place if slot == "jurisdiction" else ANSWERS[slot] for slot in view.slots}
        if "objection_ground" in typed and step:
            field = next(f for group in view.groups for f in group.fields if f.slot == "objection_ground")
            typed["objection_ground"] = field.options[0][0]
        filled = forms.fill(talk, act, Posted(typed), key=f"form-{step}")
        assert filled.troubles == {}, filled.troubles
        view = filled.view
    check = forms.check(talk, act)
    assert check is not None
    made = forms.confirm(talk, act, check.seen, key="form-c")
    assert made.case is not None, made.reply.text
    assert made.case["jurisdiction"] == place


def test_only_what_the_law_of_the_place_asks_is_required(forms: Forms, house: House) -> None:
    for place, required in (("shanxi", {"evidence"}), ("jiangxi", {"evidence"}), ("city", {"objection_detail"})):
        talk = house.converser().begin("web", "s", place)
        forms.fill(talk, "objection", Posted({"info_kind": "public"}, whole=False), key="form-1")
        view = forms.form("objection", talk)
        assert set(view.needed_by_law) >= required, place
        assert view.complete
    assert needs(forms, "complaint", "shanxi")["topic"] is Need.ESSENTIAL
    assert needs(forms, "repair", "jiangxi")["correction_facts"] is Need.LAW


def test_what_decides_the_law_is_asked_first(forms: Forms) -> None:
    assert forms.form("objection").slots == ("jurisdiction",)
    assert forms.form("objection", place="shanxi").slots == ("jurisdiction", "info_kind")
    assert not forms.form("objection", place="shanxi").complete


def test_the_notice_stands_before_the_first_personal_field(forms: Forms) -> None:
    for act in ("repair", "complaint", "authorised_query"):
        groups = forms.form(act, place="city").groups
        noticed = [group.notice for group in groups]
        first = next(n for n, group in enumerate(groups) if any(field.personal for field in group.fields))
        assert noticed.index(True) == first
        assert sum(noticed) == 1


def test_a_form_becomes_one_case_however_often_it_is_sent(forms: Forms, house: House, talk: str) -> None:
    filled = fill(forms, talk)
    assert filled.troubles == {}
    assert filled.view.confirming
    check = forms.check(talk, "objection")
    assert check is not None
    assert NUMBER not in check.answer.text
    made = forms.confirm(talk, "objection", check.seen, key="form-c")
    assert made.case is not None
    assert made.access_code
    assert forms.confirm(talk, "objection", check.seen, key="form-c") == made
    assert len(house.converser().standing(talk).cases) == 1
    with pytest.raises(DialogueError, match="已经提交"):
        forms.confirm(talk, "objection", check.seen, key="form-d")


def test_page_and_chat_go_on_where_the_other_left(forms: Forms, house: House, talk: str) -> None:
    reception = house.converser()
    fill(forms, talk, whole=False, record_source="省信用办", evidence="", contact="", objection_detail="")
    told = reception.standing(talk).flow
    assert told
    assert told["asked"] == "objection_detail"
    reception.turn(talk, "罚款早就交了，还写着没交")
    values = {field.slot: field.value for group in forms.form("objection", talk).groups for field in group.fields}
    assert values["objection_detail"] == "罚款早就交了，还写着没交"
    assert values["subject_id"] == NUMBER
    assert forms.check(talk, "objection") is None
    reception.turn(talk, "缴款凭证")
    reception.turn(talk, "不留电话")
    assert forms.check(talk, "objection") is not None


def test_what_is_seen_is_what_is_filed(forms: Forms, house: House, talk: str) -> None:
    fill(forms, talk)
    seen = forms.check(talk, "objection")
    assert seen is not None
    house.converser().turn(talk, "电话改成13900139000")
    made = forms.confirm(talk, "objection", seen.seen, key="form-c")
    assert made.case is None
    again = forms.check(talk, "objection")
    assert again is not None
    assert again.seen != seen.seen
    assert forms.confirm(talk, "objection", again.seen, key="form-d").case is not None


def test_what_holds_is_kept_and_what_does_not_is_said_beside_its_field(forms: Forms, talk: str) -> None:
    filled = fill(forms, talk, subject_id="110105194912310021", contact="139")
    assert "校验" in filled.troubles["subject_id"]
    assert set(filled.troubles) == {"subject_id", "contact"}
    assert not filled.view.confirming
    values = {field.slot: field.value for group in filled.view.groups for field in group.fields}
    assert values["subject_name"] == "张伟"
    assert values["subject_id"] == ""


def test_what_the_law_asks_is_missed_once(forms: Forms, talk: str) -> None:
    first = fill(forms, talk, key="1", evidence="")
    assert "条例要求" in first.troubles["evidence"]
    again = fill(forms, talk, key="2", evidence="", warned=first.view.needed_by_law)
    assert again.troubles == {}
    check = forms.check(talk, "objection")
    assert check is not None
    assert "还缺" in check.answer.text


def test_what_nothing_is_filed_without_stays_missing(forms: Forms, talk: str) -> None:
    for key in "12":
        filled = forms.fill(
            talk, "complaint", Posted({"jurisdiction": "city", "topic": ""}, warned=frozenset({"topic"})), key=key
        )
        assert set(filled.troubles) == {"topic"}


def test_another_role_asks_for_other_things_and_drops_the_former(forms: Forms, talk: str) -> None:
    view = fill(forms, talk, key="1", whole=False, applicant_role="agent").view
    assert "agent_name" in view.slots
    filled = fill(forms, talk, key="2", whole=False, applicant_role="agent", agent_name="李四", agent_id=NUMBER)
    assert not filled.troubles
    back = fill(forms, talk, key="3")
    assert "agent_name" not in back.view.slots
    assert "agent_name" not in (back.turn.flow or {})["slots"]


def test_files_are_evidence_and_can_be_taken_out(forms: Forms, house: House, talk: str) -> None:
    file = house.converser().store("凭证.txt", "缴款凭证".encode())
    posted = Posted({**TYPED, "evidence": ""})
    filled = forms.fill(talk, "objection", posted, [file], key="1")
    assert not filled.troubles
    assert (filled.turn.flow or {})["slots"]["evidence"] == ["凭证.txt"]
    dropped = Posted({**TYPED, "evidence": "照片"}, dropped=frozenset({file.sha256}))
    filled = forms.fill(talk, "objection", dropped, key="2")
    assert (filled.turn.flow or {})["slots"]["evidence"] == ["照片"]
    assert filled.view.files == ()


def test_another_act_is_put_aside_and_found_again(forms: Forms, talk: str) -> None:
    fill(forms, talk, whole=False)
    forms.fill(talk, "repair", Posted({"jurisdiction": "shanxi", "record_ref": "那一条"}, whole=False), key="2")
    assert forms.current(talk) == "repair"
    values = {field.slot: field.value for group in forms.form("objection", talk).groups for field in group.fields}
    assert values["objection_detail"] == TYPED["objection_detail"]


def test_the_transcript_names_fields_and_no_values(forms: Forms, house: House, talk: str) -> None:
    fill(forms, talk)
    said = " ".join(turn.question + turn.answer.text for turn in house.converser().transcript(talk))
    assert "证件号码" in said
    for hidden in (NUMBER, "张伟", "13800138000"):
        assert hidden not in said


def test_given_up_files_nothing(forms: Forms, house: House, talk: str) -> None:
    fill(forms, talk)
    result = forms.cancel(talk, "objection", key="form-x")
    assert (result.flow or {})["state"] == "cancelled"
    assert house.converser().standing(talk).cases == ()
    with pytest.raises(DialogueError):
        forms.check(talk, "objection")


def test_what_does_not_exist_is_refused(forms: Forms, talk: str) -> None:
    with pytest.raises(DialogueError, match="没有这个事项"):
        forms.form("handoff")
    with pytest.raises(UnknownConversation):
        forms.form("repair", "0" * 32)
    fill(forms, talk, key="same")
    with pytest.raises(TurnKeyReused):
        fill(forms, talk, key="same", contact="")


def test_a_place_without_law_in_force_says_so(forms: Forms) -> None:
    flow = forms.turns.opened(Conversation("0" * 32, "web"), Act.REPAIR).with_slots({"jurisdiction": "jiangxi"})
    view = forms.turns.views.view(flow, date(2020, 1, 1))
    assert view.unavailable
    assert view.groups == ()
