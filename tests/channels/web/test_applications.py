"""The written application of a conversation: for the browser in which it was filled in, and nobody else."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from docx import Document
from fastapi.testclient import TestClient
from pypdf import PdfReader

from assistant.dialogue.acts import Act, FlowState
from assistant.dialogue.state import Flow
from channels.web.app import create_app
from channels.web.throttle import Limits
from tests.channels.web.conftest import OWN_PAGE
from tests.channels.web.house import House, opened

SLOTS = {
    "jurisdiction": "shanxi",
    "info_kind": "public",
    "applicant_role": "self",
    "subject_kind": "natural_person",
    "subject_name": "张伟",
    "subject_id_type": "resident_id",
    "subject_id": "11010519491231002X",
    "objection_detail": "罚款已经交清",
}


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path) as made:
        yield made


@pytest.fixture
def client(house: House) -> TestClient:
    return TestClient(create_app(house, house.settings), headers=OWN_PAGE)


def filled_in(client: TestClient, house: House, state: FlowState = FlowState.CONFIRMING) -> str:
    """A conversation of this browser whose form is filled in."""
    conversation = str(client.post("/new").url).rsplit("/", 1)[-1]
    dialogues, now = house.converser().dialogues, house.converser().clock.now()
    with dialogues.writing() as connection:
        flow = Flow(Act.OBJECTION, "key-of-a-form", state, SLOTS)
        dialogues.save(connection, replace(dialogues.load(conversation), flow=flow), now)
    return conversation


@pytest.mark.parametrize("state", [FlowState.CONFIRMING, FlowState.SUBMITTED])
def test_its_owner_downloads_it_with_what_was_filled_in(client: TestClient, house: House, state: FlowState) -> None:
    client.get("/")
    conversation = filled_in(client, house, state)
    assert "下载 Word" in client.get(f"/c/{conversation}").text
    word = client.post("/application", data={"conversation": conversation, "format": "docx"})
    paper = client.post("/application", data={"conversation": conversation, "format": "pdf"})
    texts = (
        "".join(cell.text for table in Document(io.BytesIO(word.content)).tables for cell in table._cells),
        "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.content)).pages),
    )
    for response, text in zip((word, paper), texts, strict=True):
        assert response.headers["cache-control"] == "no-store"
        assert "申请书" in unquote(response.headers["content-disposition"])
        assert "张伟" in text
        assert "11010519491231002X" in text


def test_nobody_else_does(client: TestClient, house: House) -> None:
    client.get("/")
    conversation = filled_in(client, house)
    data = {"conversation": conversation}
    assert TestClient(client.app, headers=OWN_PAGE).post("/application", data=data).status_code == 404
    assert client.post("/application", data=data, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    limited = TestClient(create_app(house, house.settings, Limits(pages="0/minute")), headers=OWN_PAGE)
    assert limited.post("/application", data=data).status_code == 429


def test_there_is_none_while_the_form_is_open(client: TestClient, house: House) -> None:
    client.get("/")
    conversation = filled_in(client, house, FlowState.COLLECTING)
    assert "下载 Word" not in client.get(f"/c/{conversation}").text
    refused = client.post("/application", data={"conversation": conversation})
    assert refused.status_code == 422
    assert "没有可以下载的申请书" in refused.text
