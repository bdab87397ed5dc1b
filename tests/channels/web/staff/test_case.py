"""The page of a case: what it shows, its personal data and evidence for a purpose, who works on it, its documents."""

from __future__ import annotations

import io

import pytest
from docx import Document

from credit_core.model.people import Role
from credit_core.storage import chain
from tests.channels.web.staff.case_work import OTHER_PLACE, PLACE, case, evidence
from tests.channels.web.staff.desks import Desks

WHY = "核对申请人提出的事实"


def test_each_duty_stands_beside_its_clause_with_the_day_and_the_counting(desks: Desks) -> None:
    one = case(desks, "accept")
    page = desks.client(Role.CASE_OFFICER).get(f"/staff/cases/{one.id}").text
    assert "公共信用信息平台或者公共信用信息提供单位收到异议申请后，应当在一个工作日内作出异议标注" in page
    assert "怎样算出来的" in page
    assert "个工作日" in page


def test_personal_data_is_shown_for_a_purpose_alone_and_the_look_is_registered(desks: Desks) -> None:
    one = case(desks)
    client = desks.client(Role.CASE_OFFICER)
    secret = one.applicant["subject_id"]
    assert secret not in client.get(f"/staff/cases/{one.id}").text
    refused = client.post(f"/staff/cases/{one.id}/full", data={"purpose": " "})
    assert refused.status_code == 422
    assert "请先写明查看的目的" in refused.text
    assert secret not in refused.text
    shown = client.post(f"/staff/cases/{one.id}/full", data={"purpose": WHY})
    assert secret in shown.text
    with desks.office.store.read() as unit:
        looks = unit.queries.where(case_id=one.id)
    assert [(look.purpose, look.actor_id) for look in looks] == [(WHY, client.member.id)]  # type: ignore[attr-defined]


def test_a_case_out_of_reach_is_not_there(desks: Desks) -> None:
    there = case(desks, "accept", place=OTHER_PLACE)
    file = evidence(desks, there)
    client = desks.client(Role.CASE_OFFICER, places=(PLACE,))
    address = f"/staff/cases/{there.id}"
    assert client.get(address).status_code == 404
    assert client.get(f"{address}/drafts/acceptance").status_code == 404
    for path, data in (
        ("/full", {"purpose": WHY}),
        (f"/files/{file.id}", {"purpose": WHY}),
        ("/steps/mark", {"version": "1", "key": "k"}),
    ):
        assert client.post(address + path, data=data).status_code == 404
    assert client.get("/staff/cases", params={"number": there.number}).status_code == 404
    assert client.get("/staff/cases/nothing").status_code == 404


def test_evidence_is_given_out_as_it_was_handed_in_and_the_look_is_on_record(desks: Desks) -> None:
    one, other = case(desks), case(desks)
    file = evidence(desks, one)
    client = desks.client(Role.CASE_OFFICER)
    page = client.get(f"/staff/cases/{one.id}").text
    assert "材料 1（PDF）" in page
    assert file.name not in page
    assert file.name in client.post(f"/staff/cases/{one.id}/full", data={"purpose": WHY}).text
    sent = client.post(f"/staff/cases/{one.id}/files/{file.id}", data={"purpose": WHY})
    assert sent.content == b"%PDF-1.4 evidence"
    assert sent.headers["content-type"] == "application/octet-stream"
    assert client.post(f"/staff/cases/{one.id}/files/{file.id}").status_code == 400
    assert client.post(f"/staff/cases/{other.id}/files/{file.id}", data={"purpose": WHY}).status_code == 404
    with desks.engine.connect() as connection:
        acts = [entry.act for entry, _ in chain.rows(connection)]
    assert acts.count("case.open_evidence") == 1


def test_evidence_that_is_no_longer_what_was_handed_in_is_withheld(desks: Desks) -> None:
    one = case(desks)
    file = evidence(desks, one)
    desks.desk.evidence.attachments.path(file.sha256).write_bytes(b"%PDF-1.4 forged")
    sent = desks.client(Role.CASE_OFFICER).post(f"/staff/cases/{one.id}/files/{file.id}", data={"purpose": WHY})
    assert sent.status_code == 404
    assert "与收到时的摘要不一致" in sent.text


def test_a_case_is_given_to_a_colleague_on_its_page(desks: Desks) -> None:
    one = case(desks)
    client, colleague = desks.client(Role.CASE_OFFICER), desks.member(Role.REVIEWER)
    address = f"/staff/cases/{one.id}/assign"
    assert client.post(address, data={"to": "nobody"}).status_code == 422
    sent = client.post(address, data={"to": colleague.id})
    assert (sent.status_code, sent.headers["location"]) == (303, f"/staff/cases/{one.id}?done=assigned")
    assert "办理人已经改好" in client.get(sent.headers["location"]).text
    stale = client.post(address, data={"to": "-", "version": str(one.version), "seen": "1"})
    assert stale.status_code == 409
    assert "别人改了办理人" in stale.text
    closed = case(desks, "withdraw")
    assert client.post(f"/staff/cases/{closed.id}/assign", data={"to": colleague.id}).status_code == 409
    assert f"/staff/cases/{closed.id}/assign" not in client.get(f"/staff/cases/{closed.id}").text


def test_only_colleagues_who_see_the_case_are_offered(desks: Desks) -> None:
    one = case(desks)
    client = desks.client(Role.CASE_OFFICER)
    near = [desks.member(Role.REVIEWER, places=("jiangxi",)), desks.member(Role.PROVIDER_CLERK, body=one.recipient)]
    far = [desks.member(Role.REVIEWER, places=("shanxi",)), desks.member(Role.PROVIDER_CLERK, body="别的单位")]
    page = client.get(f"/staff/cases/{one.id}").text
    assert all(f'value="{colleague.id}"' in page for colleague in near)
    assert not any(f'value="{colleague.id}"' in page for colleague in far)
    refused = client.post(f"/staff/cases/{one.id}/assign", data={"to": far[0].id})
    assert refused.status_code == 422
    assert "看不到这件办件" in refused.text
    many = client.post("/staff/queue/assign", data={"to": far[1].id, "case": [one.id]})
    assert many.status_code == 409
    assert "看不到这件办件" in many.text


def test_documents_are_drafted_as_word_and_pdf_and_a_draft_says_that_it_is_one(desks: Desks) -> None:
    one = case(desks, "accept")
    client = desks.client(Role.CASE_OFFICER)
    address = f"/staff/cases/{one.id}/drafts"
    assert f"{address}/objection_decision?format=pdf" in client.get(f"/staff/cases/{one.id}").text
    word = client.get(f"{address}/objection_decision", params={"format": "docx"})
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(word.content)).paragraphs)
    assert "草稿" in text
    assert "应当在一个工作日内作出异议标注" in text or "异议" in text
    assert client.get(f"{address}/acceptance", params={"format": "pdf"}).content.startswith(b"%PDF")
    assert client.get(f"{address}/repair_decision").status_code == 404
    assert client.get(f"{address}/nothing").status_code == 404
    assert desks.client(Role.AUDITOR).get(f"{address}/acceptance").status_code == 403


def test_all_cases_are_listed_and_found_by_number(desks: Desks) -> None:
    one, closed = case(desks), case(desks, "withdraw")
    client = desks.client(Role.AUDITOR)
    page = client.get("/staff/cases").text
    assert one.number in page
    assert closed.number in page
    assert closed.number not in client.get("/staff/cases", params={"open": "1", "type": "objection"}).text
    found = client.get("/staff/cases", params={"number": closed.number.lower()})
    assert (found.status_code, found.headers["location"]) == (303, f"/staff/cases/{closed.id}")


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SUPERVISOR])
def test_who_only_looks_gets_no_forms_of_steps(desks: Desks, role: Role) -> None:
    one = case(desks, "accept")
    page = desks.client(role).get(f"/staff/cases/{one.id}").text
    assert f"/staff/cases/{one.id}/steps/" not in page
    assert "由受理单位经办人" in page
