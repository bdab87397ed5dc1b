from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.citations.matching import Flat, closest
from knowledge.citations.reference import ClauseRef
from knowledge.citations.verifier import Outcome, find_words, verify_in_document, verify_quote
from knowledge.regulations.corpus import Corpus, assemble, load_corpus
from knowledge.regulations.model import Provision

ON = date(2026, 11, 20)
CORPUS = load_corpus()
CLAUSES: list[Provision] = [p for d in CORPUS.documents.values() for p in d.provisions.values()]


def _verify(clause: str, quote: str, on: date = ON) -> tuple[Outcome, list[str]]:
    verdict = verify_quote(CORPUS, ClauseRef.parse(clause), quote, on)
    return verdict.outcome, [str(ref) for ref in verdict.found]


@given(st.sampled_from(CLAUSES), st.data())
def test_every_piece_of_every_clause_is_right_there(provision: Provision, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(provision.text) - 1))
    end = data.draw(st.integers(start + 1, len(provision.text)))
    quote = provision.text[start:end]
    document = CORPUS.documents[provision.ref.document]
    verdict = verify_quote(CORPUS, provision.ref, quote, document.meta.in_force_from)
    if quote.strip():
        assert verdict.outcome is Outcome.RIGHT
        assert verdict.span is not None
        found = document.text[slice(*verdict.span)].replace("\n", "")
        assert found == quote.replace("\n", "").strip() or quote != quote.strip()


@given(st.sampled_from([p for p in CLAUSES if len(p.text) > 20]), st.data())
def test_one_changed_character_is_noticed(provision: Provision, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(provision.text) - 1).filter(lambda n: not provision.text[n].isspace()))
    changed = provision.text[:at] + "龘" + provision.text[at + 1 :]
    verdict = verify_quote(CORPUS, provision.ref, changed, CORPUS.documents[provision.ref.document].meta.in_force_from)
    assert verdict.outcome is Outcome.ALTERED
    assert verdict.difference is not None
    assert "龘" in str(verdict.difference)


@pytest.mark.parametrize(
    ("clause", "quote", "outcome"),
    [
        ("jiangxi-2022#38.2", "信用主体有权免费查询自身的公共信用信息", Outcome.RIGHT),
        ("jiangxi-2022#38", "信用主体有权免费查询自身的公共信用信息", Outcome.RIGHT),
        ("shanxi-2022#49", "本条例自２０２２年１０月１日起施行.", Outcome.RIGHT),
        ("shanxi-2022#6", "(一)起草社会信用工作规划草案;\n\n(二)组织制定", Outcome.RIGHT),
        ("shanxi-2022#6.1.1", "（一）起草社会信用工作规划草案；", Outcome.RIGHT),
        ("shanxi-2022#6.1.1", "（二）起草社会信用工作规划草案；", Outcome.ALTERED),
        ("shanxi-2022#49", "第四十九条　本条例自2022年10月1日起施行", Outcome.RIGHT),
        ("shanxi-opinion-2020#17", "17. 失信市场主体在规定期限内", Outcome.RIGHT),
        ("shanxi-2022#49", "第四十八条　本条例自2022年10月1日起施行", Outcome.ALTERED),
        ("jiangxi-2022#38.1", "信用主体有权免费查询自身的公共信用信息", Outcome.WRONG_CLAUSE),
        ("shanxi-2022#39", "信用主体有权免费查询自身的公共信用信息", Outcome.WRONG_CLAUSE),
        ("jiangxi-2022#38.2", "信用主体有权收费查询自身的公共信用信息", Outcome.ALTERED),
        ("jiangxi-2022#38.2", "信用主体有权……查询自身的公共信用信息", Outcome.ALTERED),
        ("jiangxi-2022#38.2", "信用主体有权免费查询自身的公共信用信息；", Outcome.ALTERED),
        ("jiangxi-2022#38.2", "天上下着雨，地上有点滑，请大家走路小心", Outcome.NOT_FOUND),
        ("jiangxi-2022#64", "任何文字", Outcome.NO_SUCH_CLAUSE),
        ("beijing-2022#1", "任何文字", Outcome.NO_SUCH_CLAUSE),
        ("shanxi-opinion-2020#6", "政府性资金管理等行政事项", Outcome.ALTERED),  # the source has “ etc ”, kept
        ("shanxi-opinion-2020#6", "政府性资金管理 etc 行政事项", Outcome.RIGHT),
    ],
)
def test_verdicts(clause: str, quote: str, outcome: Outcome) -> None:
    assert _verify(clause, quote)[0] is outcome


def test_where_the_words_really_stand() -> None:
    assert _verify("shanxi-2022#39", "信用主体有权免费查询自身的公共信用信息") == (
        Outcome.WRONG_CLAUSE,
        ["jiangxi-2022#38.2"],
    )
    verdict = verify_quote(CORPUS, ClauseRef.parse("jiangxi-2022#38.1"), "信用主体有权收费查询自身的公共信用信息", ON)
    assert [str(ref) for ref in verdict.found] == ["jiangxi-2022#38.2"]
    assert "［漏：免］［多：收］" in verdict.message


def test_marks_alone() -> None:
    verdict = verify_quote(CORPUS, ClauseRef.parse("shanxi-2022#49"), "本条例自2022年10月1日起施行！", ON)
    assert verdict.outcome is Outcome.ALTERED
    assert "标点" in verdict.message


@pytest.mark.parametrize(
    ("on", "outcome"),
    [(date(2022, 2, 28), Outcome.NOT_IN_FORCE), (date(2022, 3, 1), Outcome.RIGHT), (date(2026, 11, 20), Outcome.RIGHT)],
)
def test_the_day(on: date, outcome: Outcome) -> None:
    assert _verify("jiangxi-2022#1", "规范社会信用管理和应用", on)[0] is outcome


def test_the_plan_is_over() -> None:
    assert (
        _verify("shanxi-plan-2014#s257", "信用修复工作应当在相关行政主管部门的指导下进行。")[0] is Outcome.NOT_IN_FORCE
    )


IN_PERIOD = date(2016, 1, 1)


@pytest.mark.parametrize(
    ("first", "second"), [(154, 155), (161, 162), (230, 231), (234, 235), (14, 16), (0, 290), (35, 34)]
)
def test_the_plan_never_spans_sentences_that_do_not_follow_one_another(first: int, second: int) -> None:
    plan = CORPUS.documents["shanxi-plan-2014"]
    quote = plan.plan_sentences[first][-12:] + plan.plan_sentences[second][:12]
    for ref in (ClauseRef(plan.id, sentence=first), ClauseRef(plan.id, sentence=second)):
        assert verify_quote(CORPUS, ref, quote, IN_PERIOD).outcome not in (Outcome.RIGHT, Outcome.WRONG_CLAUSE)
    assert verify_in_document(CORPUS, plan, quote, IN_PERIOD).outcome is not Outcome.RIGHT


def test_neighbours_in_the_scrambled_file_are_no_neighbours() -> None:
    plan = CORPUS.documents["shanxi-plan-2014"]  # in the file s17 is followed by s3
    quote = plan.plan_sentences[17][-15:] + plan.plan_sentences[3][:15]
    assert verify_in_document(CORPUS, plan, quote, IN_PERIOD).outcome is not Outcome.RIGHT


def test_the_plan_may_run_on_within_a_headed_item() -> None:
    plan = CORPUS.documents["shanxi-plan-2014"]
    quote = plan.plan_sentences[82][-10:] + plan.plan_sentences[83][:10]
    ref = ClauseRef(plan.id, heading="税务领域信用建设")
    assert verify_quote(CORPUS, ref, quote, IN_PERIOD).outcome is Outcome.RIGHT
    assert verify_quote(CORPUS, ref, "——税务领域信用建设。完善纳税人信用等级", IN_PERIOD).outcome is Outcome.RIGHT


def test_a_quotation_never_runs_from_one_article_into_the_next() -> None:
    document = CORPUS.documents["jiangxi-2022"]
    first, second = (CORPUS.provision(ClauseRef(document.id, n)) for n in (1, 2))
    assert verify_in_document(CORPUS, document, first.text[-8:] + second.text[:8], ON).outcome is not Outcome.RIGHT


def test_words_of_an_older_version() -> None:
    old = CORPUS.documents["jiangxi-2022"]
    clause = ClauseRef("jiangxi-2025", 38, None, 2)
    provision = replace(old.provisions[ClauseRef(old.id, 38, None, 2)], ref=clause, text="已经删去。", start=0, end=5)
    meta = replace(old.meta, id="jiangxi-2025", in_force_from=date(2025, 1, 1), supersedes=old.id)
    new = replace(old, meta=meta, text="已经删去。", passages=((0, 5),), provisions={clause: provision})
    corpus = assemble([old, new], CORPUS.jurisdictions)
    verdict = verify_quote(corpus, clause, "信用主体有权免费查询自身的公共信用信息", ON)
    assert verdict.outcome is Outcome.NOT_IN_FORCE
    assert [str(ref) for ref in verdict.found] == ["jiangxi-2022#38.2"]
    before = verify_quote(corpus, ClauseRef(old.id, 38, None, 2), "信用主体有权免费查询", date(2024, 12, 31))
    assert before.outcome is Outcome.RIGHT


def test_words_are_found_at_their_smallest_clause(corpus: Corpus) -> None:
    assert [str(ref) for ref, _ in find_words(corpus, "超出由认定机关或者组织规定的名单有效期限的")] == [
        "jiangxi-2022#25.1.1"
    ]
    assert [str(ref) for ref, _ in find_words(corpus, "建立健全纳税")] == []
    assert find_words(corpus, "") == []


def test_closest_passage() -> None:
    flat = Flat.of("甲乙丙丁。\n应当在三个工作日内处理完毕。", 100)
    near = closest(flat, "应当在五个工作日内处理完毕。")
    assert near is not None
    assert near.steps == (("same", "应当在"), ("left_out", "三"), ("put_in", "五"), ("same", "个工作日内处理完毕。"))
    assert (near.start, near.end) == (106, 120)
    assert near.likeness > 0.9
    assert closest(flat, "毫无关系") is None
    assert closest(Flat.of("", 0), "甲") is None
