"""Notices: which wait, recording their delivery with its proof, and the letter."""

from __future__ import annotations

from credit_core.model.cases import Case, Notice
from credit_core.model.people import Role
from tests.channels.web.staff.case_work import OTHER_PLACE, PLACE, case
from tests.channels.web.staff.desks import Desks

DELIVERY = {"f.delivered_on": "2026-11-20", "f.delivery_channel": "post", "f.delivery_proof": "挂号信回执"}


def waiting(desks: Desks, of: Case) -> Notice:
    with desks.office.store.read() as unit:
        return unit.notices.where(case_id=of.id, delivered_on=None)[0]


def test_notices_wait_in_a_list_until_their_delivery_is_recorded(desks: Desks) -> None:
    one = case(desks, "accept")
    notice = waiting(desks, one)
    client = desks.client(Role.CASE_OFFICER)
    assert notice.text in client.get("/staff/notices").text
    form = DELIVERY | {"case": one.id, "version": str(notice.version)}
    sent = client.post(f"/staff/notices/{notice.id}/delivery", data=form)
    assert (sent.status_code, sent.headers["location"]) == (303, f"/staff/cases/{one.id}?done=delivered")
    page = client.get(sent.headers["location"]).text
    assert "送达已经登记" in page
    assert "挂号信回执" in page
    assert notice.text not in client.get("/staff/notices").text
    again = client.post(f"/staff/notices/{notice.id}/delivery", data=form)
    assert again.status_code == 409


def test_a_delivery_without_its_proof_comes_back_with_what_was_typed(desks: Desks) -> None:
    one = case(desks, "accept")
    notice = waiting(desks, one)
    client = desks.client(Role.CASE_OFFICER)
    form = DELIVERY | {"case": one.id, "f.delivery_proof": ""}
    answer = client.post(f"/staff/notices/{notice.id}/delivery", data=form)
    assert answer.status_code == 422
    assert f'id="n-{notice.id}-delivery_proof-error"' in answer.text
    assert 'value="2026-11-20"' in answer.text
    assert '<option value="post" selected>' in answer.text
    early = client.post(f"/staff/notices/{notice.id}/delivery", data=DELIVERY | form | {"f.delivered_on": "2026-11-01",
                                                                                     "f.delivery_proof": "回执"})  # fmt: skip
    assert early.status_code == 422
    assert waiting(desks, one).id == notice.id


def test_a_letter_is_shown_to_print_and_as_a_pdf(desks: Desks) -> None:
    one = case(desks, "accept")
    notice = waiting(desks, one)
    client = desks.client(Role.AUDITOR)
    page = client.get(f"/staff/notices/{notice.id}/letter").text
    assert notice.text in page
    assert one.applicant["subject_name"] in page
    pdf = client.get(f"/staff/notices/{notice.id}/letter", params={"format": "pdf"})
    assert pdf.content.startswith(b"%PDF")
    assert one.number in pdf.headers["content-disposition"]


def test_notices_of_cases_out_of_reach_are_not_there(desks: Desks) -> None:
    there = case(desks, "accept", place=OTHER_PLACE)
    notice = waiting(desks, there)
    client = desks.client(Role.CASE_OFFICER, places=(PLACE,))
    assert notice.text not in client.get("/staff/notices").text
    assert client.get(f"/staff/notices/{notice.id}/letter").status_code == 404
    sent = client.post(f"/staff/notices/{notice.id}/delivery", data=DELIVERY | {"case": there.id})
    assert sent.status_code == 404
    assert desks.client(Role.AUDITOR).post(f"/staff/notices/{notice.id}/delivery", data=DELIVERY).status_code == 403
