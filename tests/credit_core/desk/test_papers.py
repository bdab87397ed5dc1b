"""Drafts say what the case holds and nothing more; letters and deliveries of notices."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document

from credit_core.errors import BadFiling, NotAllowed, NotFound
from credit_core.model.cases import Case, CaseType
from credit_core.model.people import Actor, Role
from credit_core.reports.fonts import standard_font
from credit_core.use_cases.desk.draft_kinds import DraftKind, draft_name, kinds_of
from credit_core.use_cases.desk.drafts import BLANK, Draft, draft
from credit_core.use_cases.desk.notices import letter, letter_pdf, record_notice_delivery, undelivered_notices
from credit_core.use_cases.desk.papers import draft_docx, draft_file_name, draft_pdf
from credit_core.use_cases.desk.scope import Reach
from credit_core.use_cases.office import Office
from tests.credit_core.offices import OFFICER
from tests.credit_core.reports.test_pdf import page_texts

ALL = Reach()
DECIDING = {
    DraftKind.OBJECTION_DECISION: {"decide"}, DraftKind.REPAIR_DECISION: {"grant", "refuse"},
    DraftKind.QUERY_RESULT: {"release", "refuse", "fail_identity"},
}  # fmt: skip


def _whole(paper: Draft) -> str:
    return "\n".join(paragraph.text for paragraph in paper.paragraphs)


@pytest.fixture(scope="module")
def cases(busy: Office) -> list[tuple[Case, set[str]]]:
    """A case of each type and state, with the events that it holds."""
    found: dict[tuple[str, str], tuple[Case, set[str]]] = {}
    with busy.store.read() as unit:
        for case in unit.cases.where(order=("filed_at", "id")):
            events = {event.event for event in unit.events.where(case_id=case.id)}
            found.setdefault((case.procedure, case.state), (case, events))
    return list(found.values())


def test_every_blank_of_a_sentence_is_filled(busy: Office, cases: list[tuple[Case, set[str]]]) -> None:
    drafted = [draft(busy, OFFICER, ALL, case.id, kind) for case, _ in cases for kind in kinds_of(case)]
    assert {paper.kind for paper in drafted} == set(DraftKind)
    assert not [part for paper in drafted for part in paper.paragraphs if "{" in f"{part.heading}{part.text}"]


def test_nobody_is_said_to_have_applied_for_a_correction(busy: Office, cases: list[tuple[Case, set[str]]]) -> None:
    corrections = [case for case, _ in cases if case.type is CaseType.REVOCATION]
    for case in corrections:
        whole = _whole(draft(busy, OFFICER, ALL, case.id, DraftKind.REVOCATION_NOTICE))
        assert "提出的" not in whole
        assert case.number in whole
    assert corrections


def test_a_decision_that_was_not_taken_is_not_in_its_document(busy: Office, cases: list[tuple[Case, set[str]]]) -> None:
    seen = set()
    for case, events in cases:
        for kind in kinds_of(case):
            paper = draft(busy, OFFICER, ALL, case.id, kind)
            if kind not in DECIDING:
                continue
            taken = bool(events & DECIDING[kind])
            seen.add((kind, taken))
            assert paper.standing is taken
            assert (paper.mark is None) is taken
            if not taken:
                assert BLANK in _whole(paper)
                assert not [word for word in ("异议成立", "不成立", "准予", "不予") if word in _whole(paper)]
                assert paper.signed_on is None
    assert len(seen) == 2 * len(DECIDING)


def test_each_document_cites_the_clauses_of_its_own_place(busy: Office, cases: list[tuple[Case, set[str]]]) -> None:
    for case, _ in cases:
        for kind in kinds_of(case):
            paper = draft(busy, OFFICER, ALL, case.id, kind)
            assert {clause.document for clause, _ in paper.clauses} <= {case.document}
            assert case.number == paper.number


def test_files_hold_the_text_and_the_mark(busy: Office, cases: list[tuple[Case, set[str]]]) -> None:
    case = next(one for one, events in cases if one.type is CaseType.OBJECTION and "decide" not in events)
    paper = draft(busy, OFFICER, ALL, case.id, DraftKind.OBJECTION_DECISION)
    words = {clause: "原文如此" for clause, _ in paper.clauses}
    texts = [part.text for part in Document(io.BytesIO(draft_docx(paper, words))).paragraphs]
    assert paper.mark in texts
    assert set(_whole(paper).split("\n")) <= set(texts)
    assert any("「原文如此」" in text for text in texts)
    printed = "".join(page_texts(draft_pdf(paper, standard_font())))
    assert "草稿" in printed
    assert draft_file_name(paper, "pdf") == f"{draft_name(paper.kind)}-{case.number}.pdf"


def test_a_draft_is_on_record_and_within_reach(busy: Office, cases: list[tuple[Case, set[str]]]) -> None:
    case = next(one for one, _ in cases if one.type is CaseType.REPAIR and one.subject_id)
    with busy.store.read() as unit:
        before = unit.queries.count(case_id=case.id)
    draft(busy, OFFICER, ALL, case.id, DraftKind.ACCEPTANCE)
    with busy.store.read() as unit:
        assert unit.queries.count(case_id=case.id) == before + 1
    for reach, kind in ((Reach(frozenset({"nirgends"})), DraftKind.ACCEPTANCE), (ALL, DraftKind.QUERY_RESULT)):
        with pytest.raises(NotFound):
            draft(busy, OFFICER, reach, case.id, kind)


def test_a_delivery_is_recorded_once_and_then_proves_itself(busy: Office) -> None:
    waiting = undelivered_notices(busy, OFFICER, ALL, limit=200)
    row = next(one for one in waiting if one.kind == "accepted")
    page = letter(busy, OFFICER, ALL, row.id)
    assert page.text == row.text
    assert row.number in "".join(page_texts(letter_pdf(page, standard_font())))
    today: date = busy.clock.today()
    with pytest.raises(NotFound):
        record_notice_delivery(
            busy, OFFICER, Reach(frozenset({"nirgends"})), row.id, channel="post", on=today, proof="回证"
        )
    with pytest.raises(BadFiling):
        record_notice_delivery(busy, OFFICER, ALL, row.id, channel="post", on=today, proof=" ")
    record_notice_delivery(busy, OFFICER, ALL, row.id, channel="post", on=today, proof="回证1号", version=row.version)
    with pytest.raises(NotAllowed):
        record_notice_delivery(busy, OFFICER, ALL, row.id, channel="post", on=today, proof="回证1号")
    assert row.id not in {one.id for one in undelivered_notices(busy, OFFICER, ALL, case_id=row.case_id)}
    receipt = draft(busy, OFFICER, ALL, row.case_id, DraftKind.DELIVERY_RECEIPT)
    assert receipt.standing
    assert "回证1号" in _whole(receipt)
    assert undelivered_notices(busy, Actor("c", Role.PROVIDER_CLERK, "别的单位"), ALL) == ()
