"""``POST /turn/stream``: the order of events, and what happens when something goes wrong."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from channels import messages
from channels.web import stream
from channels.web.asking import Asking
from channels.web.metrics import Metrics
from channels.web.throttle import Limits, Throttle
from tests.channels.web.conversing import OBJECT, SUBMIT, TalkingRuntime
from tests.fakes import FakeRuntime, objection_answer

Event = tuple[str, dict[str, Any]]


def events_of(text: str) -> Iterator[Event]:
    """Parse an event stream; comments are skipped."""
    for block in text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.split("\n") if line and not line.startswith(":"))
        if lines:
            yield lines["event"], json.loads(lines["data"])


def ask(client: TestClient, **form: str) -> list[Event]:
    response = client.post("/turn/stream", data=form)
    assert response.status_code == 200
    return list(events_of(response.text))


def test_status_then_text_then_the_whole_answer_then_its_card(client: TestClient) -> None:
    response = client.post("/turn/stream", data={"text": "异议几天？"})
    assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert response.headers["x-accel-buffering"] == "no"
    events = list(events_of(response.text))
    names = [name for name, _ in events]
    assert sorted(set(names), key=names.index) == ["status", "text", "turn", "done"]
    assert names == sorted(names, key=["status", "text", "turn", "done"].index)
    expected = objection_answer()
    assert names.count("text") > 3
    assert "".join(data["piece"] for name, data in events if name == "text") == expected.text
    assert dict(events)["turn"]["html"].count("<blockquote>") == 2


def test_a_streamed_turn_is_in_the_history(client: TestClient) -> None:
    client.get("/")
    turn = dict(ask(client, text="流式的问题"))["turn"]
    assert turn["turn"] == 1
    assert "流式的问题" in client.get("/").text
    assert client.get(f"/c/{turn['conversation']}").status_code == 200


def test_a_streamed_filing_shows_its_code_and_moves_the_panel(client: TestClient) -> None:
    client.get("/")
    conversation = key = ""
    for words in (OBJECT, "张测试", "某证件号", "某单位", "不是我的", "缴款书", SUBMIT):
        last = dict(ask(client, text=words, conversation=conversation, key=key))["turn"]
        assert last["key"] != key
        conversation, key = last["conversation"], last["key"]
    code = re.search(r"<dt>查询码</dt><dd>([A-Z0-9]{10})</dd>", last["html"])
    assert code
    assert 'class="strip' not in last["panel"]
    assert "还有 3 个工作日" in last["cases"]
    assert code[1] not in last["cases"]


def test_a_file_that_is_not_taken_is_an_error_event(client: TestClient) -> None:
    client.get("/")
    files = [("files", ("a.exe", b"MZ", "application/pdf"))]
    events = list(events_of(client.post("/turn/stream", data={"text": "x"}, files=files).text))
    assert (events[-2][0], events[-2][1]["status"]) == ("error", 422)
    assert "程序文件" in events[-2][1]["detail"]


def test_a_conversation_of_another_browser_is_an_error_event(client: TestClient, runtime: TalkingRuntime) -> None:
    made = runtime.conversing.begin("web", "another")
    assert dict(ask(client, text="问", conversation=made))["error"]["status"] == 404


@given(st.text(alphabet="甲乙。！；\n[1]> |"))
def test_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(stream.pieces(text)) == text


def test_a_bad_form_is_an_error_event(client: TestClient) -> None:
    events = ask(client, text="")
    assert [name for name, _ in events] == ["status", "error", "done"]
    assert events[1][1] == {"title": "内容不符合要求", "status": 422, "detail": messages.EMPTY, "field": "text"}


def test_a_crash_ends_the_stream_with_an_error(runtime: FakeRuntime, client_of: Any) -> None:
    runtime.assistant.script["炸"] = lambda: 1 // 0  # type: ignore[assignment,return-value]
    client = client_of(runtime, raises=False)
    events = ask(client, text="炸")
    assert [name for name, _ in events][-2:] == ["error", "done"]
    assert dict(events)["error"]["detail"] == messages.TURN_FAILED


def test_limits_refuse_before_the_stream_begins(runtime: FakeRuntime, client_of: Any) -> None:
    client = client_of(runtime, Limits(pages="1/minute"))
    ask(client, text="问")
    response = client.post("/turn/stream", data={"text": "问"})
    assert (response.status_code, response.headers["content-type"]) == (429, "application/problem+json")


def test_a_busy_server_says_so(runtime: FakeRuntime, client_of: Any) -> None:
    assert dict(ask(client_of(runtime, Limits(in_progress=0)), text="问"))["error"]["detail"] == messages.BUSY


def test_a_failed_load_ends_the_wait(runtime: FakeRuntime, client_of: Any) -> None:
    runtime.ready, runtime.failure = False, "索引损坏"
    assert "索引损坏" in dict(ask(client_of(runtime), text="问"))["error"]["detail"]


def test_it_waits_for_loading_and_reports_the_stage(
    runtime: FakeRuntime, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "LOADING_POLL_SECONDS", 0.01)
    runtime.ready = False
    client = client_of(runtime)
    timer = threading.Timer(0.1, lambda: setattr(runtime, "ready", True))
    timer.start()
    events = ask(client, text="异议几天？")
    timer.join()
    assert events[0] == ("status", {"stage": "请稍候，正在载入检索模型"})
    assert events[-1][0] == "done"
    assert "turn" in dict(events)


def test_a_slow_answer_is_bridged_by_heartbeats(
    runtime: FakeRuntime, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT_SECONDS", 0.02)
    runtime.assistant.hold = threading.Event()
    timer = threading.Timer(0.15, runtime.assistant.hold.set)
    timer.start()
    text = client_of(runtime).post("/turn/stream", data={"text": "问"}).text
    timer.join()
    assert stream.HEARTBEAT in text
    assert text.index(stream.HEARTBEAT) < text.index("event: text")


def test_events_leave_one_by_one(runtime: FakeRuntime) -> None:
    """Not collected and sent at the end: the first status is out before the turn is taken."""
    asking = Asking(runtime, Throttle(Limits()), Metrics())
    closed = []

    def take() -> Any:
        raise AssertionError("not reached")

    async def close() -> None:
        closed.append(True)

    async def first() -> str:
        generator = stream.events(asking, take, close)
        line = await anext(generator)
        await generator.aclose()
        return line

    assert asyncio.run(first()).startswith("event: status")
    assert closed == [True]  # the form's files are let go whatever happens
