"""The overview: the same figures on the page, in the charts and in the files; who sees which of them."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta

import pytest

from assistant.answering.trace import Trace, Versions
from assistant.memory.conversations import Conversations, RememberedTurn
from assistant.memory.switches import stop
from assistant.memory.transactions import writing
from channels.web.staff import words
from credit_core.model.people import Role
from tests.channels.web.staff.case_work import OTHER_PLACE, PLACE, case
from tests.channels.web.staff.desks import Desks
from tests.channels.web.staff.test_handoffs import NOW, waiting
from tests.fakes import TODAY, objection_answer, place_answer

PATH = "/staff/overview"


def asked(desks: Desks, *answers: object, days_ago: int = 0) -> None:
    """Answers as they are given."""
    memory = Conversations(desks.engine)
    for number, made in enumerate(answers):
        told = {**made.to_dict(), "answer_id": f"{days_ago:04}{number:04}".ljust(32, "a")}  # type: ignore[attr-defined]
        turn = RememberedTurn("问", "问", told["jurisdiction"], TODAY, told["reason"], told)
        trace = Trace("问", "k" * 64, Versions("corpus", "law", "calendar", "index"))
        memory.append(f"c{days_ago}-{number}", turn, NOW - timedelta(days=days_ago), "web", trace)


def table(desks: Desks, name: str, role: Role = Role.SUPERVISOR, **asked_for: str) -> list[dict[str, str]]:
    sent = desks.client(role).get(f"{PATH}/export", params={"table": name, **asked_for})
    assert sent.status_code == 200
    return list(csv.DictReader(io.StringIO(sent.content.decode("utf-8-sig"))))


def test_cases_are_counted_as_they_were_received(desks: Desks) -> None:
    case(desks, "accept")
    case(desks, "withdraw")
    days = table(desks, "days")
    assert len(days) == 30
    assert sum(int(row["收到"]) for row in days) == 2
    assert sum(int(row["办结"]) for row in days) == 1
    assert sum(int(row["件数"]) for row in table(desks, "volumes")) == 2
    page = desks.client(Role.SUPERVISOR).get(PATH)
    assert page.status_code == 200
    assert words.DAYS_TOLD.format(received=2, closed=1) in page.text
    assert page.text.count("<svg") >= 1
    ids = re.findall(r'\sid="([^"]+)"', page.text)
    assert len(ids) == len(set(ids))


def test_an_overdue_case_leads_to_its_page(desks: Desks) -> None:
    late = case(desks, "accept")
    desks.office.clock.day += timedelta(days=40)  # type: ignore[attr-defined]
    page = desks.client(Role.SUPERVISOR).get(PATH).text
    assert f'href="/staff/cases/{late.id}">{late.number}' in page
    rows = table(desks, "duties", since=TODAY.isoformat())
    assert any(row["超期未办"] == "1" and row["按时率"] == "0.0%" for row in rows)


def test_places_and_bodies_hold(desks: Desks) -> None:
    here, there = case(desks), case(desks, place=OTHER_PLACE)
    del there
    sent = desks.client(Role.REVIEWER, places=(PLACE,)).get(f"{PATH}/export", params={"table": "volumes"})
    rows = list(csv.DictReader(io.StringIO(sent.content.decode("utf-8-sig"))))
    assert [row["件数"] for row in rows] == ["1"]
    clerk = desks.client(Role.PROVIDER_CLERK, body=here.recipient)
    assert clerk.get(PATH).status_code == 200
    assert clerk.get(f"{PATH}/export", params={"table": "answers"}).status_code == 404
    assert desks.client(Role.ADMINISTRATOR).get(PATH).status_code == 403


def test_answers_are_counted_by_status_reason_and_place(desks: Desks) -> None:
    asked(desks, objection_answer(), objection_answer(), place_answer())
    asked(desks, objection_answer(), days_ago=400)
    answers = table(desks, "answers")
    assert answers[-1] | {words.DAY: ""} == {
        words.DAY: "", "已作答": "2", "反问": "1", "没有依据": "0", "拒绝": "0", "寒暄、转人工": "0", "出错": "0"
    }  # fmt: skip
    assert answers[-1][words.DAY] == TODAY.isoformat()
    assert {(row["情形"], row["个数"]) for row in table(desks, "reasons")} == {
        ("有明文规定", "2"),
        ("请告诉我地区", "1"),
    }
    assert {row[words.PLACE] for row in table(desks, "places")} == {"江西省", words.NO_PLACE}


def test_a_long_period_is_told_by_months_and_a_wrong_one_is_told(desks: Desks) -> None:
    days = table(desks, "days", since="2026-01-01", until="2026-11-20")
    assert [row[words.DAY] for row in days][:2] == ["2026-01", "2026-02"]
    weeks = table(desks, "days", since="2026-08-01", until="2026-11-20")
    assert weeks[0][words.DAY] == words.WEEK_OF.format(day="2026-07-27")
    wrong = desks.client(Role.AUDITOR).get(PATH, params={"since": "2026-11-20", "until": "2026-01-01"})
    assert wrong.status_code == 200
    assert words.BAD_PERIOD in wrong.text


@pytest.mark.parametrize("content", ["", "{}", '{"format": 1, "series": [{"result": "x"}]}'])
def test_a_damaged_trend_costs_only_itself(desks: Desks, content: str) -> None:
    (desks.settings.data_dir / "eval-trend.json").write_text(content)
    page = desks.client(Role.SUPERVISOR).get(PATH)
    assert page.status_code == 200
    assert "评测走势" not in page.text


def test_the_trend_is_shown_with_its_values(desks: Desks) -> None:
    points = [{"accepted": f"2026-11-{day}T09:00:00+08:00", "value": value} for day, value in ((19, 97.25), (20, 98.5))]
    series = [{"result": "answers/held", "label": "首条引用即为依据", "points": points}]
    (desks.settings.data_dir / "eval-trend.json").write_text(json.dumps({"format": 1, "series": series}))
    page = desks.client(Role.SUPERVISOR).get(PATH).text
    assert 'class="spark"' in page
    assert "98.5" in page
    assert "评测走势" not in desks.client(Role.PROVIDER_CLERK, body="某单位").get(PATH).text


def test_the_metrics_count_the_queue_who_waits_and_what_is_stopped(desks: Desks) -> None:
    case(desks, "accept")
    desks.office.clock.day += timedelta(days=40)  # type: ignore[attr-defined]
    waiting(desks, priority="urgent")
    with writing(desks.engine) as connection:
        stop(connection, "answers", "somebody", "原因", NOW)
    text = desks.anybody().get("/metrics").text
    assert 'credit_assistant_queue_cases{bucket="overdue"} 1.0' in text
    assert 'credit_assistant_handoffs{priority="urgent",state="open"} 1.0' in text
    assert 'credit_assistant_stopped{switch="answers"} 1.0' in text
    assert 'credit_assistant_stopped{switch="web"} 0.0' in text
    assert "原因" not in text
