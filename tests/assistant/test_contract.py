"""The public contract of an answer, over some two hundred questions that nothing was trained on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import get_type_hints

import pytest

from assistant.answer import Answer, Citation, Computed
from assistant.answering.turn import Tools
from assistant.outcome import Caveat, Reason, Status
from assistant.service import Assistant
from knowledge.citations.reference import ClauseRef
from knowledge.index.phrasings import Phrasing, load_phrasings
from knowledge.regulations.numerals import NUMERAL_CLASS, NumeralError, to_int
from tests.assistant.real import TODAY

SAMPLE = 200
_NUMBER = re.compile(
    rf"(?<!第)([{NUMERAL_CLASS}]{{1,4}}|\d{{1,4}})个?(工作日|日(?![期常])|天|周岁|个?月(?![份底初])|年(?![度龄底初])|万元|元)"
)
_CHINESE_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_ECHO = re.compile(r"第\d问：.*|（接着上一问：.*）")


def _sample() -> list[Phrasing]:
    held = [p for p in load_phrasings() if p.held]
    step = len(held) // SAMPLE
    return held[::step][:SAMPLE]


@pytest.fixture(scope="module")
def answered(assistant: Assistant, tools: Tools) -> list[tuple[Phrasing, Answer]]:
    """Each sampled question with its answer, asked from the place it was written for."""
    return [
        (p, assistant.ask(p.text, jurisdiction=tools.corpus.document(p.clause.document).meta.jurisdiction))
        for p in _sample()
    ]


def test_the_sample_is_answered_in_the_main(answered: list[tuple[Phrasing, Answer]]) -> None:
    assert len(answered) == SAMPLE
    assert sum(a.status is Status.ANSWERED for _, a in answered) >= 0.9 * SAMPLE
    assert not any(a.status is Status.ERROR for _, a in answered)


def test_keys_and_types(answered: list[tuple[Phrasing, Answer]]) -> None:
    for _, answer in answered:
        made = answer.to_dict()
        assert list(made) == [
            "status", "reason", "text", "citations", "caveats", "origin", "computed", "jurisdiction", "as_of",
            "corpus_version", "answer_id",
        ]  # fmt: skip
        assert json.loads(json.dumps(made, ensure_ascii=False)) == made
        assert Reason(made["reason"]).status.value == made["status"]
        assert made["origin"] == "extract"
        assert all(Caveat(c) for c in made["caveats"])
        assert made["as_of"] == TODAY.isoformat()
        assert made["jurisdiction"] is None or isinstance(made["jurisdiction"], str)
        assert made["text"].strip()
        assert re.fullmatch(r"[0-9a-f]{32}", made["answer_id"])


def test_citations_have_the_contract_s_fields(assistant: Assistant) -> None:
    answer = assistant.ask("在江西提异议，2026年11月20日交的，哪天前给结果").to_dict()
    first = answer["citations"][0]
    assert list(first) == list(get_type_hints(Citation))
    assert first == {
        "marker": 1,
        "clause": "jiangxi-2022#39.2",
        "document": "jiangxi-2022",
        "article": 39,
        "paragraph": 2,
        "item": None,
        "title": "江西省社会信用条例",
        "locator": "第三十九条第二款",
        "quote": first["quote"],
        "in_force": True,
    }
    computed = answer["computed"][0]
    assert list(computed) == list(get_type_hints(Computed))
    assert (computed["start"], computed["due"]) == ("2026-11-20", computed["due"])
    assert [type(computed[k]) for k in ("days", "unit", "provisional", "counted")] == [int, str, bool, str]


def test_markers_and_citations_name_each_other(answered: list[tuple[Phrasing, Answer]]) -> None:
    for phrasing, answer in answered:
        issued = [c.marker for c in answer.citations]
        assert issued == list(range(1, len(issued) + 1)), phrasing.text
        assert {int(m) for m in re.findall(r"\[(\d+)\]", answer.text)} == set(issued), phrasing.text
        assert bool(issued) == (answer.status is Status.ANSWERED), phrasing.text


def test_quotes_are_verbatim_and_shown(answered: list[tuple[Phrasing, Answer]], tools: Tools) -> None:
    for _, answer in answered:
        for citation in answer.citations:
            ref = ClauseRef.parse(citation.clause)
            provision = tools.corpus.provision(ref)
            assert citation.quote in provision.text
            assert (citation.document, citation.article, citation.paragraph, citation.item) == (
                ref.document, ref.article, ref.paragraph, ref.item,
            )  # fmt: skip
            assert citation.locator == provision.label
            assert citation.title == tools.corpus.document(ref.document).meta.title
            shown = answer.text.replace("> ", "")
            assert all(line in shown for line in citation.quote.splitlines())


def test_no_clause_of_another_place(answered: list[tuple[Phrasing, Answer]], tools: Tools) -> None:
    strangers = [
        (phrasing.text, citation.clause)
        for phrasing, answer in answered
        if answer.reason is not Reason.COMPARISON
        for citation in answer.citations
        if tools.corpus.document(citation.document).meta.jurisdiction != answer.jurisdiction
    ]
    assert strangers == []


def test_what_is_no_longer_in_force_says_so(answered: list[tuple[Phrasing, Answer]], tools: Tools) -> None:
    for _, answer in answered:
        for citation in answer.citations:
            meta = tools.corpus.document(citation.document).meta
            assert citation.in_force is meta.in_force(TODAY)
            assert (meta.kind.value == "规划") <= (Caveat.EXPIRED_PLAN in answer.caveats)
            assert (meta.kind.value == "规范性文件") <= (Caveat.POLICY_ONLY in answer.caveats)


def _numbers(text: str) -> Iterator[tuple[int, str]]:
    for number, unit in _NUMBER.findall(_CHINESE_DAY.sub("", text)):
        try:
            yield to_int(number), {"天": "日", "个月": "月"}.get(unit, unit)
        except NumeralError:
            continue


def _evidence(answer: Answer, tools: Tools) -> set[tuple[int, str]]:
    """Every number with a unit that the answer may state: from its clauses, from the law as data, or computed."""
    texts = [text for c in answer.citations for text in (c.quote, c.title)]
    for citation in answer.citations:
        ref = ClauseRef.parse(citation.clause)
        gist = tools.wording.gist(ref.document, ref.place)
        places = [ref.place, *(gist.next_places if gist else ())]
        provisions = [tools.corpus.provision(ClauseRef.parse(f"{ref.document}#{p}")) for p in places]
        texts += [p.lead + p.text for p in provisions]
    numbers = {n for text in texts for n in _numbers(text)}
    numbers |= {(c.days, c.unit) for c in answer.computed}
    if answer.jurisdiction:
        topics = [tools.law.topic(t, answer.jurisdiction, answer.as_of) for t in tools.law.topics]
        numbers |= {(v.value, v.unit) for topic in topics for v in topic.values}
    return numbers


def test_numbers_stand_in_a_quote_or_in_the_law(answered: list[tuple[Phrasing, Answer]], tools: Tools) -> None:
    strange = [
        (phrasing.text, sorted(unknown))
        for phrasing, answer in answered
        if answer.status is Status.ANSWERED
        and (unknown := set(_numbers(_ECHO.sub("", answer.text))) - _evidence(answer, tools))
    ]
    assert strange == []


def test_the_number_test_can_fail(answered: list[tuple[Phrasing, Answer]], tools: Tools) -> None:
    answer = next(a for _, a in answered if a.status is Status.ANSWERED)
    assert set(_numbers(f"{answer.text}八十九个工作日内答复。")) - _evidence(answer, tools) == {(89, "工作日")}


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("宿迁处罚决定2026年11月20日被撤销，平台哪天前改信息", {(3, "工作日", "2026-11-25")}),
        ("山西处罚决定2026年11月20日被撤销，哪天前要更正信用信息", {(5, "日", "2026-11-25")}),
        ("江西信用修复申请11月20号交的，最晚哪天修复好", {(10, "工作日", "2026-12-04")}),
    ],
)
def test_only_limits_that_start_with_the_day_given_are_counted(
    question: str, counted: set[tuple[int, str, str]], assistant: Assistant
) -> None:
    """A limit that starts with a notice between offices cannot be counted from the citizen's day."""
    assert {(c.days, c.unit, c.due) for c in assistant.ask(question).computed} == counted


def test_dates_stand_in_a_quote_or_are_computed(assistant: Assistant) -> None:
    answer = assistant.ask("江西信用修复，11月20号交的申请，最晚哪天修复好")
    allowed = {TODAY} | {date.fromisoformat(d) for c in answer.computed for d in (c.start, c.due)}
    parts = [tuple(map(int, re.findall(r"\d+", day))) for day in _CHINESE_DAY.findall(answer.text)]
    assert parts
    assert {date(*p) for p in parts} <= allowed
