"""Canaries through every channel: what persons write stands in the columns that are marked for it, and nowhere else."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from typer.testing import CliRunner

from assistant.desk import operator_log
from assistant.memory.tables import ConversationRow
from assistant.redaction import mask
from channels.cli import loading
from channels.cli.main import app as command_line
from channels.web.sessions import COOKIE
from credit_core.use_cases.audit_trail import verify_trail
from credit_core.use_cases.vocabulary import Role
from tests.channels.cli.reception import FakeService
from tests.channels.telegram.bot_api import bot_api, said
from tests.channels.telegram.conftest import Chat
from tests.channels.web.staff.desks import OWN_PAGE
from tests.channels.web.test_act_pages import sent as filled
from tests.credit_core.offices import add_person
from tests.security.canaries import canaries, hits, where_raw
from tests.security.world import World, inhabited

WEB, FORM, REST, ASKED, TELEGRAM, CLI, DESK = canaries(7)
EVERY = (WEB, FORM, REST, ASKED, TELEGRAM, CLI, DESK)
ALL_WORDS = [word for one in EVERY for word in (one.name, one.address, *one.numbers)]
ALL_NUMBERS = [number for one in EVERY for number in one.numbers]


@dataclass
class Heard:
    """What came out: every log entry, and every page that somebody else was shown."""

    world: World
    log: io.StringIO = field(default_factory=io.StringIO)
    logged: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Heard]:
    """A world in which a canary went through each channel, with every logger listened to at its lowest level."""
    folder = tmp_path_factory.mktemp("canaries")
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setenv("DATA_DIR", str(folder / "data"))
    monkeypatch.setattr("channels.telegram.api.patiently.__defaults__", ((0.01, 0.01, 0.01),))
    with inhabited(folder) as world:
        made, root = Heard(world), logging.getLogger()
        handler, level = logging.StreamHandler(made.log), root.level
        root.addHandler(handler)
        root.setLevel(logging.DEBUG)
        for noisy in ("httpx", "httpx2", "httpcore", "asyncio"):  # of the tests' own clients
            logging.getLogger(noisy).setLevel(logging.WARNING)
        try:
            _push(made, monkeypatch)
            yield made
        finally:
            root.removeHandler(handler)
            root.setLevel(level)
            monkeypatch.undo()


def _push(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    world = heard.world
    client = TestClient(world.desks.app, headers={**OWN_PAGE}, cookies={COOKIE: "c" * 43}, follow_redirects=False)
    assert client.post("/turn", data={"text": WEB.sentence, "key": "web-key-1"}).status_code < 400
    form = filled(client.get("/acts/repair?place=jiangxi").text, subject_name=FORM.name, subject_id=FORM.number,
                  contact=FORM.phone, correction_facts=FORM.sentence)  # fmt: skip
    assert client.post("/acts/repair", data=form).status_code < 400
    begun = client.post("/api/v1/conversations", json={"channel": "api"}).json()["conversation_id"]
    turns = f"/api/v1/conversations/{begun}/turns"
    assert client.post(turns, json={"text": REST.sentence}, headers={"Idempotency-Key": "k"}).status_code == 200
    assert client.post("/api/v1/ask", json={"question": ASKED.sentence}).status_code == 200
    assert client.post("/ask", data={"question": ASKED.sentence}).status_code == 200
    with bot_api() as api:
        Chat(api, world.desks.runtime.conversing).hand_in(said(1, 501, TELEGRAM.sentence))
        assert api.said(501)
    monkeypatch.setattr(loading, "load_service", lambda _: FakeService(reception=world.desks.runtime.conversing))  # type: ignore[arg-type]
    ran = CliRunner().invoke(command_line, ["chat", "--json"], input=f"{CLI.sentence}\n")
    assert ran.exit_code == 0, ran.output
    officer = world.desks.client(Role.SUPERVISOR)
    search = {"kind": "subject", "text": DESK.number, "purpose": "核对异议事实"}
    assert officer.post("/staff/records", data=search).status_code == 200
    assert officer.post("/staff/answers/check", data={"text": DESK.sentence}).status_code == 200
    assert officer.get("/staff/answers", params={"words": DESK.number}).status_code == 200


def test_the_canaries_are_valid_and_a_mask_knows_every_number_of_a_thousand() -> None:
    for one in canaries(1000):
        assert hits(mask(one.sentence), one.numbers) == []
        assert hits(mask(f"{one.number[:6]} {one.number[6:14]} {one.number[14:]}"), [one.number[14:]]) == []


def test_the_log_holds_nothing_of_them(heard: Heard) -> None:
    assert hits(heard.log.getvalue(), ALL_WORDS) == []


def test_no_column_holds_them_but_those_that_are_marked(heard: Heard) -> None:
    assert where_raw(heard.world.file, ALL_WORDS, marked=False) == {}


def test_what_was_said_is_kept_with_its_numbers_masked(heard: Heard) -> None:
    """In the marked columns they stand where a form is being filled in, not in what was said."""
    raw = where_raw(heard.world.file, ALL_NUMBERS, marked=True)
    assert {name for name in raw if name.startswith(("turn.", "answer_", "message.", "handoff.", "verdict"))} == set()
    assert set().union(*raw.values()) <= {*WEB.numbers, *FORM.numbers, *REST.numbers, *TELEGRAM.numbers, *CLI.numbers}


def test_nor_does_what_is_counted_or_lies_about(heard: Heard) -> None:
    client = heard.world.desks.anybody()
    for path in ("/metrics", "/healthz", "/readyz"):
        assert hits(client.get(path).text, ALL_WORDS) == []
    database = {heard.world.file.name + more for more in ("", "-wal", "-shm", "")}
    for file in heard.world.file.parent.rglob("*"):
        if file.is_file() and file.name not in database and file.suffix != ".kept":
            assert hits(file.read_bytes().decode("utf-8", "ignore"), ALL_WORDS) == [], file


@pytest.mark.parametrize(
    "path",
    ["/staff/queue/export", "/staff/answers/verdicts.jsonl", "/staff/answers", "/staff/handoffs",
     "/staff/records/register", "/staff/answers/held", "/staff/answers/review"],
)  # fmt: skip
def test_what_staff_are_shown_and_carry_away_has_no_number_of_them(heard: Heard, path: str) -> None:
    client = heard.world.desks.client(Role.SUPERVISOR)
    answer = client.get(path)
    assert answer.status_code == 200
    assert hits(answer.text, ALL_NUMBERS) == []


def test_another_citizen_takes_nothing_of_them_along(heard: Heard) -> None:
    world = heard.world
    client = TestClient(world.desks.app, headers=OWN_PAGE, cookies=dict(world.visitor("another citizen").cookies))
    taken = client.post("/mine/data/export", data={"format": "json"})
    assert taken.status_code == 200
    assert hits(json.dumps(taken.json(), ensure_ascii=False), ALL_WORDS) == []


@pytest.fixture
def failing(heard: Heard, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A browser where each turn fails with an error that repeats what was said."""

    def fails(_: Any, __: str, text: str, *___: Any, **____: Any) -> None:
        raise RuntimeError(text)

    monkeypatch.setattr(type(heard.world.desks.runtime.conversing), "turn", fails)
    app = heard.world.desks.app
    return TestClient(app, headers=OWN_PAGE, cookies={COOKIE: "d" * 43}, raise_server_exceptions=False)


def test_an_error_shows_nobody_what_was_said(failing: TestClient) -> None:
    page = failing.post("/turn", data={"text": WEB.sentence, "key": "failing-1"})
    assert page.status_code == 500
    assert hits(page.text, [*WEB.numbers, WEB.name, WEB.address]) == []
    assert "Traceback" not in page.text


def _logged(error: Exception) -> str:
    """What the operators' log says of it, traceback and all."""
    formatter = operator_log.Masking()
    record = logging.LogRecord(
        "x", logging.ERROR, "x.py", 1, "失败：%s", (WEB.sentence,), (type(error), error, error.__traceback__)
    )
    return formatter.format(record)


def test_the_operators_log_masks_tracebacks() -> None:
    try:
        raise RuntimeError(WEB.sentence)
    except RuntimeError as error:
        entry = _logged(error)
    assert "Traceback" in entry
    assert hits(entry, WEB.numbers) == []


def test_an_error_of_the_database_does_not_repeat_what_was_to_be_stored(heard: Heard) -> None:
    with heard.world.desks.engine.connect() as connection, pytest.raises(IntegrityError) as caught:
        connection.execute(insert(ConversationRow), [{"id": "x", "channel": WEB.name}])
    assert hits(str(caught.value), [WEB.name]) == []


def test_the_search_finds_a_canary_that_is_let_out(heard: Heard) -> None:
    """Else all of the above would pass by not looking."""
    logging.getLogger("assistant").warning("said: %s", CLI.sentence)
    assert hits(heard.log.getvalue(), CLI.numbers) == list(CLI.numbers)
    heard.log.truncate(0)
    heard.log.seek(0)
    raw = where_raw(heard.world.file, FORM.numbers, marked=True)
    assert raw != {}


@pytest.mark.parametrize("held", [False, True])
def test_erased_and_forgotten_nobody_is_left_in_any_column(heard: Heard, held: bool) -> None:
    """Of a citizen who signed in, took a report and talked; whether the office held anything or not. The audit chain holds."""
    world, office = heard.world, heard.world.desks.office
    canary = next(iter(canaries(1, seed=7 + held)))
    if held:
        with office.store.begin() as unit:
            add_person(unit, 71, name=canary.name, id_number=canary.number)
    citizen = world.desks.citizen(canary.name, canary.number)
    citizen.cookies.set(COOKIE, "e" * 43)
    citizen.post("/mine/report", data={"key": "r", "place": "jiangxi", "format": "json"})
    citizen.post("/turn", data={"text": canary.sentence, "key": "leaving-1"})
    wanted = (canary.name, *canary.numbers)
    assert where_raw(world.file, wanted, marked=True) != {}
    talks = world.desks.runtime.conversing
    talk = talks.conversation_of("web", "e" * 43)
    assert talk
    talks.forget(talk)
    taken = json.loads(citizen.post("/mine/data/export", data={"format": "json"}).content)
    assert hits(json.dumps(taken, ensure_ascii=False), [canary.number]) == [canary.number]
    erased = citizen.post("/mine/data/erase", data={"sure": "yes"})
    assert (erased.status_code, erased.headers["location"]) == (303, "/mine/data?done=erased")
    citizen.post("/sign-out")
    assert where_raw(world.file, wanted, marked=True) == {}
    assert verify_trail(office.store).sound
