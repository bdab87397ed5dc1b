"""The OpenAPI document: complete, true to the table of rights, with examples that hold; and the application true to it."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from channels.web.access.gate import CITIZEN_COOKIE
from channels.web.access.table import Who, load_table
from channels.web.rest.snapshot import FILE, snapshot
from credit_core.model.people import Role
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import load_corpus
from tests.assistant.desk.given import give
from tests.channels.web.rest.test_service import waiting
from tests.channels.web.staff.case_work import case
from tests.channels.web.staff.desks import OWN_PAGE, Desks, opened
from tests.credit_core.offices import add_person, add_record
from tests.credit_core.query_filings import granted

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 6
"""Of each operation: some seconds for all of them."""


@pytest.fixture(scope="module")
def world(rest_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    """One application for all operations."""
    with opened(rest_template, tmp_path_factory.mktemp("openapi")) as made:
        yield made


@pytest.fixture(scope="module")
def document(world: Desks) -> dict[str, Any]:
    return world.app.openapi()


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method.upper(), operation


def test_every_route_of_the_interface_is_documented_under_an_id_of_its_own(document: dict[str, Any]) -> None:
    listed = list(operations(document))
    ids = [operation["operationId"] for _, _, operation in listed]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", one) for one in ids)
    routes = {row.route for row in load_table() if row.path.startswith("/api/")}
    assert {f"{method} {path}" for path, method, _ in listed} >= routes
    assert all(operation["tags"] and operation["summary"] for _, _, operation in listed)


def test_who_may_is_what_the_table_says(document: dict[str, Any]) -> None:
    table = load_table()
    for path, method, operation in operations(document):
        row = table.row(method, path)
        assert bool(operation["security"]) is (row.who is not Who.EVERYONE), row.route
        assert operation.get("x-roles", []) == sorted(row.roles), row.route
        assert ("401" in operation["responses"]) is (row.who is not Who.EVERYONE), row.route


def test_problems_are_problems(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                assert list(response["content"]) == ["application/problem+json"], (method, path, status)


def test_every_body_and_answer_has_an_example_that_holds(document: dict[str, Any]) -> None:
    parts = {"components": document["components"]}
    seen = 0
    for path, method, operation in operations(document):
        for part in (operation.get("requestBody", {}), *operation["responses"].values()):
            schema = part.get("content", {}).get("application/json", {}).get("schema", {})
            if "$ref" not in schema:
                continue
            found = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
            validator = Draft202012Validator(schema | parts)
            assert not [error.message for error in validator.iter_errors(found["examples"][0])], (method, path)
            seen += 1
    assert seen > 90


def test_clauses_in_examples_stand_in_the_law(document: dict[str, Any]) -> None:
    corpus = load_corpus()
    cited = set(re.findall(r"[a-z]+-\d{4}#[\d.]+", str(document["components"]["schemas"])))
    assert cited
    assert all(corpus.find(ClauseRef.parse(clause.rstrip("."))) for clause in cited)


def test_the_committed_document_is_up_to_date() -> None:
    assert FILE.read_text("utf-8") == snapshot(), "python -m channels.web.rest.snapshot"


def things(desks: Desks) -> dict[str, str]:
    """Real ones of everything that an address can name."""
    of, answer = case(desks, "accept"), give(desks)
    with desks.office.store.begin() as unit:
        subject = add_person(unit, 7)
        record = add_record(unit, subject, "jiangxi")
        notice = unit.notices.where(case_id=of.id)[0]
    return {
        "case_id": of.id,
        "event": "decide",
        "notice_id": notice.id,
        "subject_id": subject.id,
        "record_id": record.id,
        "answer_id": answer.answer_id,
        "handoff_id": waiting(desks),
        "member_id": desks.member("case_officer").id,
        "document": "jiangxi-2022",
        "clause": "39.2",
        "what": "answers",
        "number": of.number,
        "place": "jiangxi",
        "jurisdiction": "jiangxi",
        "topic": "objection_decision_deadline",
        "a": "shanxi",
        "b": "jiangxi",
        "clauses": "jiangxi-2022#39.2",
        "authorisation_id": granted(desks.office, subject, "jiangxi"),
    }


def test_the_application_keeps_to_its_document(world: Desks, document: dict[str, Any]) -> None:
    """schemathesis: what the schemas admit, and what they do not, never ends in a 5xx or in an undocumented answer."""
    real = things(world)
    with world.office.store.read() as unit:
        person = unit.subjects.get(real["subject_id"])
    token = world.citizens.by_claims(person.name, person.id_number, person.id_kind.value, "oidc")
    staff = {"Authorization": f"Bearer {world.key(*Role.__members__.values(), body='某单位（测试）')}"}
    citizen = OWN_PAGE | {"Cookie": f"{CITIZEN_COOKIE}={token}"}
    table = load_table()
    schema = schemathesis.openapi.from_dict(document)
    schema.app = world.app
    client = TestClient(world.app, raise_server_exceptions=False)
    for result in schema.get_all_operations():
        assert isinstance(result, Ok)
        operation = result.ok()
        if not operation.path.startswith("/api/v1/"):
            continue
        who = table.row(operation.method.upper(), operation.path).who
        headers = {Who.STAFF: staff, Who.CITIZEN: citizen, Who.EVERYONE: OWN_PAGE}[who]
        tried(operation, client, headers, real)


def tried(operation: Any, client: TestClient, headers: dict[str, str], real: dict[str, str]) -> None:
    """Call one operation with whatever its schema admits; half of the time for things that are there."""

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(made=operation.as_strategy(), true=st.booleans())
    def once(made: Any, true: bool) -> None:
        sent = dict(headers)
        if true:
            for part in (made.path_parameters, made.query, made.body):
                if isinstance(part, dict):
                    part.update({name: real[name] for name in part.keys() & real.keys()})
            sent |= {"If-Match": "*", "Idempotency-Key": secrets.token_hex(8)}
        made.call_and_validate(session=client, headers=sent, checks=CHECKS)

    once()
