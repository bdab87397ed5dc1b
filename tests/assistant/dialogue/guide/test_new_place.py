"""A fourth place from data alone (architecture.md, rule 13): guided by its own words, clauses and days, without code."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.dialogue.acts import Act
from assistant.dialogue.guide import Guide
from assistant.wording import load_wording
from credit_core.calendar import load_calendar
from credit_core.procedures.book import load_procedures
from credit_core.use_cases.office import HouseRules, Office
from knowledge.regulations.corpus import Corpus, assemble
from knowledge.regulations.document import Source, build_document
from knowledge.regulations.manifest import Jurisdiction
from knowledge.regulations.model import Kind, Meta
from knowledge.regulations.numerals import to_chinese
from tests.assistant.dialogue.guide.walks import TODAY, Walk, faults, walk
from tests.credit_core.offices import SetClock
from tests.credit_core.proof.new_place import DOCUMENT, PLACE, write

_ARTICLES = {
    20: "信用主体认为信息有错误的，可以向平台提出异议，并写明理由。平台收到异议申请后，应当在六日内处理完毕并告知。\n\n"
    "平台受理异议申请后，应当当即作出异议标注。\n\n核查属实的，应当删除。",
    30: "信用主体作出信用承诺的，可以向平台申请信用修复。平台受理修复申请后，应当在四个工作日内作出修复决定。\n\n"
    "予以修复的，停止共享并标注。",
    40: "本条例自2023年7月1日起施行。",
}


@pytest.fixture(scope="module")
def there(corpus: Corpus) -> Corpus:
    """The shipped corpus and the place's text."""
    articles = "\n\n".join(f"第{to_chinese(n)}条 {_ARTICLES.get(n, '（略）。')}" for n in range(1, 41))
    raw = f"# 某省信用条例\n\n{articles}\n"
    meta = Meta(
        id=DOCUMENT, title="某省信用条例", title_in_source="某省信用条例", issuer=None, number=None, jurisdiction=PLACE,
        kind=Kind.REGULATION, adopted=None, in_force_from=date(2023, 7, 1), in_force_to=None,
        in_force_from_basis="第四十条", source_file=f"{DOCUMENT}.txt", sha256=hashlib.sha256(raw.encode()).hexdigest(),
        supersedes=None,
    )  # fmt: skip
    places = {**corpus.jurisdictions, PLACE: Jurisdiction(PLACE, "某省")}
    return assemble([*corpus.documents.values(), build_document(Source(meta, raw))], places)


@pytest.fixture(scope="module")
def guide(office: Office, there: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """A guide whose law folder holds the place's files too."""
    book = load_procedures(write(tmp_path_factory.mktemp("law")))
    return Guide(Office(office.store, book, load_calendar(), SetClock(), HouseRules()), load_wording(), there)


def _asked(way: Walk, slot: str) -> str:
    return next(step.said.text for step in way.steps if step.slot == slot)


def test_it_is_offered_with_the_others(guide: Guide) -> None:
    step = walk(guide, Act.OBJECTION, PLACE).steps[0]
    assert "某省" in [choice.label for choice in step.said.choices]


def test_an_objection_there_asks_its_reason_and_nothing_of_its_neighbours(guide: Guide, there: Corpus) -> None:
    way = walk(guide, Act.OBJECTION, PLACE)
    assert "info_kind" not in way.slots  # one kind can be objected to there
    assert "objection_ground" not in way.slots  # for one reason
    assert "《某省信用条例》第二十条第一款[1]的要求是“理由”。" in _asked(way, "objection_detail")
    for step in way.steps:
        assert list(faults(step.said, PLACE, there)) == []
    summary = guide.summary(way.flow, TODAY)
    assert list(faults(summary, PLACE, there)) == []
    assert [(entry.rule, entry.due) for entry in summary.computed] == [("MS-01", "2026-11-26")]
    assert "平台：作出异议标注，条例写的是“当即”，没有写几天（第二十条第二款[" in summary.text
    assert {citation.document for citation in summary.citations} == {DOCUMENT}


def test_a_repair_there_asks_for_its_pledge(guide: Guide, there: Corpus) -> None:
    way = walk(guide, Act.REPAIR, PLACE)
    assert "的要求是“作出信用承诺”。" in _asked(way, "correction_facts")
    summary = guide.summary(way.flow, TODAY)
    assert list(faults(summary, PLACE, there)) == []
    assert "准予修复以后：停止共享、标注（第三十条第二款[" in summary.text
    assert "从“受理修复申请”起4个工作日内" in summary.text
    assert list(faults(guide.summary(walk(guide, Act.REPAIR, PLACE, skips=True).flow, TODAY), PLACE, there)) == []


@pytest.mark.parametrize("act", [Act.REVOCATION, Act.COMPLAINT, Act.QUERY_OWN_RECORD, Act.DELETE_HONOUR])
def test_what_nobody_has_written_down_there_is_said_and_cannot_be_filed(act: Act, guide: Guide) -> None:
    way = walk(guide, act, PLACE)
    assert way.slots == ["jurisdiction"]
    summary = guide.summary(way.flow, TODAY)
    assert "某省的这件事还没有录入本系统" in summary.text
    assert [choice.label for choice in summary.choices] == ["不办了"]


def test_before_its_first_day_nothing_can_be_filed(guide: Guide) -> None:
    before = date(2023, 6, 30)
    way = walk(guide, Act.OBJECTION, PLACE, today=before)
    assert way.slots == ["jurisdiction"]
    assert "尚未施行" in guide.summary(way.flow, before).text


def test_a_place_whose_text_is_not_there_is_guided_without_naming_clauses(
    office: Office, corpus: Corpus, tmp_path: Path
) -> None:
    book = load_procedures(write(tmp_path))
    bare = Guide(Office(office.store, book, load_calendar(), SetClock(), HouseRules()), load_wording(), corpus)
    way = walk(bare, Act.OBJECTION, PLACE)
    assert "当地条例的要求是“理由”。" in _asked(way, "objection_detail")
    summary = bare.summary(replace(way.flow, asked=None), TODAY)
    assert summary.citations == ()
    assert "《" not in summary.text
