"""The law data says nothing that the texts do not say: clauses resolve, quoted words stand in the named clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from credit_core.law.schema import QUOTE, Answer, LawFile
from credit_core.parameters import load_law
from credit_core.vocabulary import Authority, Status
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import load_corpus
from knowledge.regulations.numerals import to_chinese

LAW = load_law()
CORPUS = load_corpus()
NO_BORROWING = "本系统不引用其他地区的规定代替。"
NUMBER = re.compile(r"(?<![第条款项号〕0-9])([0-9]+|[一二两三四五六七八九十]+)个?(工作日|日|天|周岁|年|万元|类|种)")


def text_of(ref: ClauseRef) -> str:
    provision = CORPUS.provision(ref)
    return provision.lead + provision.text


def topic_answers() -> Iterator[tuple[str, LawFile, Answer]]:
    for source in LAW.documents:
        for topic_id, answer in source.topics.items():
            yield f"{source.document}:{topic_id}", source, answer


ANSWERS = [pytest.param(source, answer, id=name) for name, source, answer in topic_answers()]
LIMITS = [pytest.param(limit, id=limit.rule) for source in LAW.documents for limit in source.limits]
PARAMETERS = [
    pytest.param(parameter, id=f"{source.document}:{name}")
    for source in LAW.documents
    for name, parameter in source.parameters.items()
]


def test_every_clause_resolves() -> None:
    missing = [str(ref) for source in LAW.documents for ref in source.clauses() if CORPUS.find(ref) is None]
    missing += [str(ref) for a in LAW.assumptions.values() for ref in a.clauses if CORPUS.find(ref) is None]
    assert missing == []


def test_documents_agree_with_the_manifest() -> None:
    kinds = {
        Authority.REGULATION: "地方性法规",
        Authority.POLICY: "规范性文件",
        Authority.EXPIRED_PLAN: "规划",
    }
    for source in LAW.documents:
        meta = CORPUS.document(source.document).meta
        assert (source.title, source.jurisdiction, kinds[source.authority]) == (
            meta.title,
            meta.jurisdiction,
            meta.kind,
        )
        assert (source.in_force.start, source.in_force.to) == (meta.in_force_from, meta.in_force_to)
        assert source.place == CORPUS.jurisdictions[source.jurisdiction].name


@pytest.mark.parametrize(("source", "answer"), ANSWERS)
def test_quoted_words_stand_in_the_named_clauses(source: LawFile, answer: Answer) -> None:
    texts = [text_of(ref) for ref in answer.clauses]
    for words in (*QUOTE.findall(answer.answer), *answer.words):
        assert any(words in text for text in texts), words


@pytest.mark.parametrize(("source", "answer"), ANSWERS)
def test_every_number_of_an_answer_is_a_value(source: LawFile, answer: Answer) -> None:
    listed = {(str(value.value), value.unit) for value in answer.values}
    listed |= {(to_chinese(value.value), value.unit) for value in answer.values}
    listed |= {("两", value.unit) for value in answer.values if value.value == 2}
    assert {(number, unit) for number, unit in NUMBER.findall(answer.answer)} <= listed


@pytest.mark.parametrize(("source", "answer"), ANSWERS)
def test_values_stand_in_their_clause(source: LawFile, answer: Answer) -> None:
    for value in answer.values:
        provision = CORPUS.provision(value.clause)
        if value.unit in ("类", "种"):
            listed = [ref for ref in provision.children if ref.item is not None or value.clause.paragraph is None]
            assert len(listed) == value.value or len(re.split("[、和]", provision.text)) >= value.value
        else:
            written = {f"{to_chinese(value.value)}{'个' if value.unit == '工作日' else ''}{value.unit}"}
            written |= {f"{value.value}个{value.unit}", f"{'两' if value.value == 2 else ''}个{value.unit}"}
            if value.value == 1 and value.unit == "年":
                written.add("每年")
            assert any(words in provision.text for words in written), value


@pytest.mark.parametrize(("source", "answer"), ANSWERS)
def test_an_answer_is_one_or_two_sentences(source: LawFile, answer: Answer) -> None:
    assert answer.answer.endswith("。")
    assert answer.answer.count("。") <= 2
    assert len(answer.answer) <= 260


@pytest.mark.parametrize(("source", "answer"), ANSWERS)
def test_silence_says_so_and_never_borrows(source: LawFile, answer: Answer) -> None:
    if source.authority is not Authority.REGULATION:
        assert answer.status is not Status.SILENT
    elif answer.status is Status.SILENT:
        assert answer.answer.startswith("本条例")
        assert re.search("未(专门)?规定", answer.answer)
        assert answer.answer.endswith(NO_BORROWING)


@pytest.mark.parametrize(("source", "answer"), ANSWERS)
def test_the_body_to_ask_is_named_in_its_clause(source: LawFile, answer: Answer) -> None:
    for body in (answer.ask_body, source.ask_body):
        if body is not None:
            assert body.name in text_of(body.clause)


@pytest.mark.parametrize("limit", LIMITS)
def test_limits_use_the_words_of_their_clause(limit) -> None:
    text = text_of(limit.clause)
    assert limit.word is None or limit.word in text
    assert limit.unless is None or limit.unless in text
    if limit.actor is not None:
        where = text_of(limit.actor_clause or limit.clause.top)
        assert limit.actor in where, limit.actor
    if limit.value is not None and limit.word is not None and limit.unit == "工作日":
        assert limit.word.startswith((to_chinese(limit.value), str(limit.value), "两" if limit.value == 2 else "#"))


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_parameters_use_the_words_of_their_clause(parameter) -> None:
    text = text_of(parameter.source)
    for words in (*parameter.values, *([parameter.unless] if parameter.unless else [])):
        assert words in text, words
    if parameter.items_of is not None:
        provision = CORPUS.provision(parameter.items_of)
        assert [ref for ref in provision.children if ref.item is not None]


def test_all_numeric_limits_of_the_three_regulations_are_there() -> None:
    """E8 item 9: exactly eleven limits on the handling of cases."""
    found = sorted(
        (limit.rule, limit.value, str(limit.unit))
        for source in LAW.documents
        if source.authority is Authority.REGULATION
        for limit in source.limits
        if limit.countable
    )
    assert found == [
        ("CT-55", 3, "工作日"),
        ("CT-56", 2, "工作日"),
        ("JX-50", 1, "工作日"),
        ("JX-51", 3, "工作日"),
        ("JX-52", 7, "工作日"),
        ("JX-53", 3, "工作日"),
        ("JX-57", 10, "工作日"),
        ("JX-58", 3, "工作日"),
        ("JX-59", 3, "工作日"),
        ("SX-35", 5, "日"),
        ("SX-37", 3, "日"),
    ]


def test_no_day_limit_of_the_texts_is_left_out() -> None:
    """Every 「…日内」 of a regulation is a limit of its file."""
    for source in LAW.documents:
        if source.authority is not Authority.REGULATION:
            continue
        written = re.findall(
            r"(?:[一二两三四五六七八九十]+个工作日|[一二三四五六七八九十]+日)内", CORPUS.document(source.document).text
        )
        countable = [limit.word for limit in source.limits if limit.countable]
        assert sorted(w.removesuffix("内") for w in written) == sorted(w.removesuffix("内") for w in countable if w)
