"""The citation desk's pages: found, read, judged, sampled, held back, checked, and what a change touches."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from assistant.outcome import Reason
from credit_core.use_cases.vocabulary import Role
from tests.assistant.desk.given import QUESTION, VERSIONS, give
from tests.assistant.memory.turns import NOW
from tests.channels.web.staff.desks import Desks
from tests.fakes import reply

PATH = "/staff/answers"
WRONG = {
    "finding-1": "right",
    "finding-2": "wrong_clause",
    "missing": "",
    "expected": "answer",
    "comment": "",
    "number": "0",
}


@pytest.fixture
def reviewer(desks: Desks) -> TestClient:
    return desks.client(Role.REVIEWER)


def text(html: str) -> str:
    """What is read on the page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def test_the_list_is_narrowed_and_keeps_what_was_typed(desks: Desks, reviewer: TestClient) -> None:
    made = give(desks)
    page = reviewer.get(PATH, params={"words": "异议", "status": "answered"})
    assert page.status_code == 200
    assert f'href="{PATH}/{made.answer_id}"' in page.text
    assert 'value="异议"' in page.text
    none = reviewer.get(PATH, params={"words": "没有这样的"})
    assert "没有符合筛选的答复" in none.text


def test_pages_lead_on(desks: Desks, reviewer: TestClient) -> None:
    for number in range(51):
        give(desks, f"异议{number}", at=NOW - timedelta(minutes=number))
    page = reviewer.get(PATH)
    (following,) = re.findall(r'href="(/staff/answers\?after=[^"]+)" rel="next"', page.text)
    assert "“异议50" not in page.text
    assert "异议50" in reviewer.get(following.replace("&amp;", "&")).text


@pytest.mark.parametrize("query", ["clause=39", "after=zz"])
def test_what_cannot_be_looked_for_is_told(reviewer: TestClient, query: str) -> None:
    page = reviewer.get(f"{PATH}?{query}")
    assert page.status_code == 422
    assert 'role="alert"' in page.text


def test_an_answer_shows_claims_beside_clauses_with_the_quote_marked(desks: Desks, reviewer: TestClient) -> None:
    made = give(desks)
    page = reviewer.get(f"{PATH}/{made.answer_id}").text
    assert "<mark>" in page
    assert "三个工作日内办完" in page
    assert "jiangxi-2022#39.4" in page
    assert made.corpus_version in page
    assert "2026-11-25" in page


def test_a_verdict_is_taken_and_shown_with_its_history(desks: Desks, reviewer: TestClient) -> None:
    made = give(desks)
    sent = reviewer.post(f"{PATH}/{made.answer_id}/verdict", data=WRONG)
    assert (sent.status_code, sent.headers["location"]) == (303, f"{PATH}/{made.answer_id}?done=held")
    page = reviewer.get(sent.headers["location"]).text
    assert "已对这个问句停用" in page
    assert "判定经过" in page
    assert "停用的条款" in page
    right = WRONG | {"finding-2": "right", "number": "1"}
    assert reviewer.post(f"{PATH}/{made.answer_id}/verdict", data=right).headers["location"].endswith("done=judged")


def test_a_verdict_that_does_not_hold_keeps_what_was_typed(desks: Desks, reviewer: TestClient) -> None:
    made = give(desks)
    sent = reviewer.post(f"{PATH}/{made.answer_id}/verdict", data=WRONG | {"missing": "第九条", "comment": "看一下"})
    assert sent.status_code == 422
    assert "不是条款编号" in sent.text
    assert "第九条</textarea>" in sent.text
    assert 'value="wrong_clause" checked' in sent.text
    reviewer.post(f"{PATH}/{made.answer_id}/verdict", data=WRONG)
    late = reviewer.post(f"{PATH}/{made.answer_id}/verdict", data=WRONG)
    assert late.status_code == 422
    assert "别人判定过" in late.text


def test_an_answer_without_citations_is_judged_by_what_was_done(desks: Desks, reviewer: TestClient) -> None:
    made = give(desks, "今天天气", reply(Reason.OUTSIDE_CORPUS, "不在范围内。"))
    page = reviewer.get(f"{PATH}/{made.answer_id}").text
    assert '<option value="abstain" selected>' in page
    sent = reviewer.post(f"{PATH}/{made.answer_id}/verdict", data={"expected": "abstain", "number": "0"})
    assert sent.status_code == 303
    assert "判为对" in reviewer.get(f"{PATH}/{made.answer_id}").text


def test_the_question_is_asked_again(desks: Desks, reviewer: TestClient) -> None:
    made = give(desks)
    assert "答复一字不差" in reviewer.get(f"{PATH}/{made.answer_id}?again=1").text
    other = give(desks, "各地有什么不同")
    assert "引用不同" in reviewer.get(f"{PATH}/{other.answer_id}?again=1").text


def test_a_week_is_drawn_reviewed_and_counted(desks: Desks, reviewer: TestClient) -> None:
    made = give(desks, at=NOW - timedelta(days=7))
    sent = reviewer.post(f"{PATH}/review/draw", data={"week": "2026-W46", "size": "5"})
    assert "2026-W46 抽出 1 件" in text(reviewer.get(sent.headers["location"]).text)
    assert reviewer.post(f"{PATH}/review/next").headers["location"] == f"{PATH}/{made.answer_id}"
    assert "由您复核" in reviewer.get(f"{PATH}/{made.answer_id}").text
    other = desks.member(Role.SUPERVISOR)
    given = reviewer.post(f"{PATH}/{made.answer_id}/assign", data={"to": other.id})
    assert "已经交给同事" in reviewer.get(given.headers["location"]).text
    none = reviewer.post(f"{PATH}/review/next")
    assert "没有等着复核" in reviewer.get(none.headers["location"]).text
    late = reviewer.post(f"{PATH}/review/draw", data={"week": "2026-W47", "size": "5"})
    assert (late.status_code, "还没有结束" in late.text) == (422, True)


def test_pairs_are_listed_and_lifted_with_a_reason(desks: Desks, reviewer: TestClient) -> None:
    made = give(desks)
    reviewer.post(f"{PATH}/{made.answer_id}/verdict", data=WRONG)
    assert "不再起作用" in reviewer.get(f"{PATH}/held").text
    desks.runtime.assistant.edition = VERSIONS.index
    page = reviewer.get(f"{PATH}/held").text
    assert QUESTION in page
    (pair,) = re.findall(r'action="(/staff/answers/held/[0-9a-f]+)"', page)
    empty = reviewer.post(pair, data={"why": " "})
    assert (empty.status_code, "理由" in empty.text) == (422, True)
    lifted = reviewer.post(pair, data={"why": "重看没有错"})
    assert "重看没有错" in reviewer.get(lifted.headers["location"]).text


def test_verdicts_are_downloaded_line_by_line(desks: Desks, reviewer: TestClient) -> None:
    made = give(desks)
    reviewer.post(f"{PATH}/{made.answer_id}/verdict", data=WRONG)
    (line,) = desks.client(Role.AUDITOR).get(f"{PATH}/verdicts.jsonl").text.splitlines()
    assert json.loads(line)["answer_id"] == made.answer_id


def test_pasted_text_is_checked_and_nothing_is_kept(desks: Desks) -> None:
    officer = desks.client(Role.CASE_OFFICER)
    assert officer.get(f"{PATH}/check").status_code == 200
    words = "《江西省社会信用条例》第三十九条第二款；第九十九条<script>"
    page = officer.post(f"{PATH}/check", data={"text": words, "place": "jiangxi", "on": ""})
    assert "1 处有问题" in page.text
    assert "没有此条款" in page.text
    assert "<script>" not in page.text
    bad = officer.post(f"{PATH}/check", data={"text": " "})
    assert (bad.status_code, "请粘贴" in bad.text) == (422, True)


def test_what_a_change_touches_is_listed(desks: Desks, reviewer: TestClient) -> None:
    made = give(desks)
    page = reviewer.get(f"{PATH}/impact", params={"clauses": "jiangxi-2022#39"})
    assert page.status_code == 200
    assert made.answer_id in page.text
    assert "JX-5" in page.text
    assert reviewer.get(f"{PATH}/impact").status_code == 200
    assert reviewer.get(f"{PATH}/impact", params={"clauses": "x"}).status_code == 422


@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.AUDITOR])
def test_who_only_reads_sees_no_form(desks: Desks, role: Role) -> None:
    made, client = give(desks), desks.client(role)
    page = client.get(f"{PATH}/{made.answer_id}").text
    assert "finding-1" not in page
    assert client.post(f"{PATH}/{made.answer_id}/verdict", data=WRONG).status_code == 403
    assert "复核下一件" not in client.get(f"{PATH}/review").text


def test_an_answer_of_another_place_is_not_there(desks: Desks) -> None:
    made = give(desks)
    far = desks.client(Role.REVIEWER, places=("shanxi",))
    for answered in (
        far.get(f"{PATH}/{made.answer_id}"),
        far.get(f"{PATH}/{made.answer_id}?again=1"),
        far.post(f"{PATH}/{made.answer_id}/verdict", data=WRONG),
        far.post(f"{PATH}/{made.answer_id}/assign", data={"to": "-"}),
        far.get(f"{PATH}/nobody"),
    ):
        assert answered.status_code == 404


def test_administrators_and_clerks_are_shut_out(desks: Desks) -> None:
    for role in (Role.ADMINISTRATOR, Role.PROVIDER_CLERK):
        client = desks.client(role)
        for path in ("", "/review", "/held", "/check", "/impact", "/verdicts.jsonl"):
            assert client.get(f"{PATH}{path}").status_code == 403
