"""Lists of the records area: the query register with its filters, authorisations, repairs and changed documents."""

from __future__ import annotations

from credit_core.model.people import Role
from tests.channels.web.staff.case_work import OTHER_PLACE, PLACE, case
from tests.channels.web.staff.desks import Desks
from tests.credit_core.offices import add_person
from tests.credit_core.query_filings import granted

REGISTER = "/staff/records/register"


def test_the_register_tells_who_looked_at_whose_records_and_why(desks: Desks) -> None:
    one, two = case(desks), case(desks)
    officer = desks.client(Role.CASE_OFFICER)
    officer.post(f"/staff/cases/{one.id}/full", data={"purpose": "第一个目的"})
    officer.post(f"/staff/cases/{two.id}/full", data={"purpose": "第二个目的"})
    client = desks.client(Role.AUDITOR)
    page = client.get(REGISTER).text
    assert "第一个目的" in page
    assert "王工" in page
    assert f"{REGISTER}?subject={one.subject_id}" in page
    assert "第一个目的" in client.get(REGISTER, params={"since": "2026-11-20", "until": "2026-11-20"}).text
    for chosen in (
        {"until": "2026-11-19"},
        {"mode": "open"},
        {"granted": "no"},
        {"place": OTHER_PLACE},
        {"actor": "nobody"},
        {"subject": "nobody"},
    ):
        assert "没有符合的登记" in client.get(REGISTER, params=chosen).text
    assert "第一个目的" in client.get(REGISTER, params={"mode": "nothing", "since": "gestern"}).text


def test_a_register_page_leads_on_to_the_next(desks: Desks) -> None:
    one = case(desks)
    client = desks.client(Role.SUPERVISOR, Role.CASE_OFFICER)
    for number in range(51):
        client.post(f"/staff/cases/{one.id}/full", data={"purpose": f"目的 {number}。"})
    first = client.get(REGISTER, params={"place": PLACE}).text
    assert "目的 50。" in first
    assert "目的 0。" not in first
    onward = first.split('rel="next"', 1)[0].rsplit('href="', 1)[1].split('"', 1)[0].replace("&amp;", "&")
    last = client.get(onward).text
    assert "目的 0。" in last
    assert f'href="{REGISTER}?place={PLACE}"' in last


def test_authorisations_are_listed_by_state(desks: Desks) -> None:
    with desks.office.store.begin() as unit:
        subject = add_person(unit)
    granted(desks.office, subject, PLACE)
    client = desks.client(Role.CASE_OFFICER)
    address = "/staff/records/authorisations"
    assert "有效" in client.get(address).text.split("<tbody>", 1)[1]
    assert "<tbody>" in client.get(address, params={"state": "active"}).text
    assert "没有符合的授权" in client.get(address, params={"state": "refused"}).text
    far = desks.client(Role.CASE_OFFICER, places=(OTHER_PLACE,))
    assert "没有符合的授权" in far.get(address).text


def test_repairs_and_changed_documents_are_listed_apart(desks: Desks) -> None:
    repair, revocation = case(desks, procedure="repair"), case(desks, "withdraw", procedure="revocation")
    client = desks.client(Role.CASE_OFFICER)
    repairs = client.get("/staff/records/repairs").text
    assert repair.number in repairs
    assert revocation.number not in repairs
    assert revocation.number in client.get("/staff/records/revocations").text
    assert revocation.number not in client.get("/staff/records/revocations", params={"open": "1"}).text
