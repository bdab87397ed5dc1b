"""The page of the work queue: order, filters, giving cases to somebody, files."""

from __future__ import annotations

import csv
import io

from openpyxl import load_workbook

from credit_core.model.people import Role
from tests.channels.web.staff.case_work import OTHER_PLACE, PLACE, case
from tests.channels.web.staff.desks import Desks


def assigned(desks: Desks, case_id: str) -> str | None:
    with desks.office.store.read() as unit:
        return unit.cases.get(case_id).assigned_to


def test_the_queue_shows_each_open_case_with_its_duty_and_its_clause(desks: Desks) -> None:
    open_case, withdrawn = case(desks, "accept"), case(desks, "withdraw")
    page = desks.client(Role.CASE_OFFICER).get("/staff/queue")
    assert page.status_code == 200
    assert open_case.number in page.text
    assert withdrawn.number not in page.text
    assert "第三十九条第二款" in page.text
    assert open_case.applicant["subject_id"] not in page.text
    assert open_case.applicant["subject_name"] not in page.text


def test_a_member_sees_the_cases_of_their_places_and_a_clerk_those_of_their_body(desks: Desks) -> None:
    here, there = case(desks), case(desks, place=OTHER_PLACE)
    page = desks.client(Role.CASE_OFFICER, places=(PLACE,)).get("/staff/queue").text
    assert here.number in page
    assert there.number not in page
    clerk = desks.client(Role.PROVIDER_CLERK, body="别的单位（测试）")
    assert here.number not in clerk.get("/staff/queue").text
    own = desks.client(Role.PROVIDER_CLERK, body=here.recipient)
    assert here.number in own.get("/staff/queue").text


def test_filters_narrow_the_list_and_stay_in_the_tabs(desks: Desks) -> None:
    objection, repair = case(desks), case(desks, procedure="repair")
    client = desks.client(Role.SUPERVISOR)
    page = client.get("/staff/queue", params={"type": "repair"}).text
    assert repair.number in page
    assert objection.number not in page
    assert "/staff/queue?bucket=overdue&amp;type=repair" in page
    assert objection.number in client.get("/staff/queue", params={"text": objection.number.lower()}).text
    none = client.get("/staff/queue", params={"text": "YY-20000101-AAAAAAA"}).text
    assert "到全部办件里找" in none
    odd = client.get("/staff/queue", params={"type": "nothing", "bucket": "x"})
    assert objection.number in odd.text


def test_a_page_leads_on_to_the_next(desks: Desks) -> None:
    numbers = [case(desks).number for _ in range(51)]
    client = desks.client(Role.CASE_OFFICER)
    first = client.get("/staff/queue", params={"place": PLACE}).text
    onward = first.split('rel="next"', 1)[0].rsplit('href="', 1)[1].split('"', 1)[0].replace("&amp;", "&")
    last = client.get(onward).text
    assert sum(number in first for number in numbers) == 50
    assert [number in first for number in numbers] == [number not in last for number in numbers]
    assert f'href="/staff/queue?place={PLACE}">第一页' in last
    assert client.get("/staff/queue", params={"after": "broken"}).status_code == 400


def test_chosen_cases_are_given_to_somebody_and_back(desks: Desks) -> None:
    one, two = case(desks), case(desks)
    client = desks.client(Role.CASE_OFFICER)
    colleague = desks.member(Role.REVIEWER)
    sent = client.post("/staff/queue/assign", data={"case": [one.id, two.id], "to": colleague.id, "place": PLACE})
    assert sent.status_code == 303
    assert sent.headers["location"] == f"/staff/queue?place={PLACE}&assigned=2"
    assert assigned(desks, one.id) == assigned(desks, two.id) == colleague.id
    assert client.post("/staff/queue/assign", data={"case": [one.id], "to": "-"}).status_code == 303
    assert assigned(desks, one.id) is None


def test_nothing_chosen_or_nobody_known_is_told(desks: Desks) -> None:
    one = case(desks)
    client = desks.client(Role.CASE_OFFICER)
    me = client.member.id  # type: ignore[attr-defined]
    auditor = desks.member(Role.AUDITOR)
    for data in (
        {"to": me},
        {"case": [one.id]},
        {"case": [one.id], "to": "nobody"},
        {"case": [one.id], "to": auditor.id},
    ):
        answer = client.post("/staff/queue/assign", data=data)
        assert answer.status_code == 422
        assert "请先勾选办件" in answer.text
    assert assigned(desks, one.id) is None


def test_what_could_not_be_given_is_named_and_the_rest_is_done(desks: Desks) -> None:
    here, there, closed = case(desks), case(desks, place=OTHER_PLACE), case(desks, "withdraw")
    client = desks.client(Role.CASE_OFFICER, places=(PLACE,))
    me = client.member.id  # type: ignore[attr-defined]
    answer = client.post("/staff/queue/assign", data={"case": [here.id, there.id, closed.id], "to": me})
    assert answer.status_code == 409
    assert closed.number in answer.text
    assert there.number not in answer.text
    assert assigned(desks, here.id) == me
    assert assigned(desks, there.id) is None


def test_who_only_reads_gives_nothing_away(desks: Desks) -> None:
    one = case(desks)
    for role in (Role.AUDITOR, Role.PROVIDER_CLERK):
        client = desks.client(role, body=one.recipient)
        assert 'name="case"' not in client.get("/staff/queue").text
        refused = client.post("/staff/queue/assign", data={"case": [one.id], "to": "-"})
        assert refused.status_code == 403
    assert desks.client(Role.ADMINISTRATOR).get("/staff/queue").status_code == 403


def test_the_list_comes_as_csv_and_as_a_workbook(desks: Desks) -> None:
    one = case(desks)
    client = desks.client(Role.SUPERVISOR)
    me = client.member.id  # type: ignore[attr-defined]
    client.post("/staff/queue/assign", data={"case": [one.id], "to": me})
    sent = client.get("/staff/queue/export", params={"format": "csv", "place": PLACE})
    assert "attachment" in sent.headers["content-disposition"]
    head, row = csv.reader(io.StringIO(sent.content.decode("utf-8-sig")))
    assert dict(zip(head, row, strict=True))["编号"] == one.number
    assert "王工" in row
    book = load_workbook(io.BytesIO(client.get("/staff/queue/export", params={"format": "xlsx"}).content))
    assert one.number in [cell.value for cell in next(book.worksheets[0].iter_rows(min_row=2))]
    nothing = client.get("/staff/queue/export", params={"place": OTHER_PLACE}).content.decode("utf-8-sig")
    assert one.number not in nothing
