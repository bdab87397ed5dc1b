"""What a wrong day, a wrong unit or a day that should not be given looks like to the suite."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.answer import Answer, Computed
from assistant.outcome import Reason
from assistant.settings import Settings
from credit_core.use_cases.law import LawDesk, open_law_desk
from credit_core.vocabulary import Unit
from evals.cases import DatasetError
from evals.deadlines.judge import METRICS, judge_answer, judge_core
from evals.deadlines.rows import Expected, Row
from evals.deadlines.suite import DeadlinesSuite, limits_of
from evals.suite import broken_rules
from evals.workbench import Workbench
from knowledge.regulations.corpus import Corpus
from tests.fakes import FakeAssistant, reply

DESK = open_law_desk()
AMOUNTS = limits_of(DESK)
ROW = Row(
    id="r",
    jurisdiction="jiangxi",
    limit="JX-51",
    clause="jiangxi-2022#39.2",
    start=date(2026, 10, 20),
    expected=Expected.DUE,
    note="",
    days=3,
    unit=Unit.WORKING_DAY,
    due=date(2026, 10, 23),
    counted=(date(2026, 10, 21), date(2026, 10, 22), date(2026, 10, 23)),
    also={"JX-50": date(2026, 10, 21)},
    question="10月20号递的异议材料，最晚哪天给结果",
)
OPEN = replace(ROW, jurisdiction="shanxi", limit="SX-31", expected=Expected.OPEN, due=None, counted=(), also={})
DONE = Computed("JX-51", "jiangxi-2022#39.2", "2026-10-20", "2026-10-23", "工作日", 3, False, "")


def _answer(*computed: Computed, text: str = "到2026年10月23日为止", reason: Reason = Reason.FOUND) -> Answer:
    return reply(reason, text, computed=computed)


def _outcome(row: Row, answer: Answer) -> dict[str, bool | None]:
    return judge_answer(row, answer, AMOUNTS.get)[0]


def test_the_core_counts_as_the_row_does() -> None:
    passed, faults = judge_core(ROW, DESK)
    assert passed == dict.fromkeys(("due", "unit", "provisional", "counted", "later"), True)
    assert faults == []


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"due": date(2026, 10, 26)}, "due"),
        ({"unit": Unit.DAY}, "unit"),
        ({"provisional": True}, "provisional"),
        ({"counted": (date(2026, 10, 23),)}, "counted"),
        ({"later": date(2026, 10, 24)}, "later"),
    ],
)
def test_each_difference_is_told_by_its_own_metric(changed: dict[str, Any], key: str) -> None:
    row = SimpleNamespace(**{name: getattr(ROW, name) for name in Row.__slots__} | changed)
    passed, faults = judge_core(row, DESK)  # type: ignore[arg-type]
    assert [name for name, right in passed.items() if not right] == [key]
    assert len(faults) == 1


def test_a_day_before_commencement_and_a_duty_without_a_number_have_none() -> None:
    early = replace(ROW, start=date(2022, 2, 28), expected=Expected.NOT_IN_FORCE, due=None, counted=())
    assert judge_core(early, DESK)[0] == judge_core(OPEN, DESK)[0] == {"withheld": True}
    assert judge_core(replace(OPEN, limit="SX-35"), DESK)[0] == {"withheld": False}
    assert judge_core(replace(ROW, start=date(2022, 2, 28)), DESK)[0]["due"] is False


def test_units_exchanged_in_the_law_data_are_caught() -> None:
    documents = tuple(
        d.model_copy(update={"limits": tuple(x.model_copy(update={"unit": _other(x.unit)}) for x in d.limits)})
        for d in DESK.law.documents
    )
    spoilt = LawDesk(replace(DESK.law, documents=documents), DESK.calendar)
    assert judge_core(ROW, spoilt)[0]["unit"] is False
    assert {m.key for m in METRICS if m.hard} >= {"due", "unit", "provisional"}


def _other(unit: Unit | None) -> Unit | None:
    return {Unit.DAY: Unit.WORKING_DAY, Unit.WORKING_DAY: Unit.DAY}.get(unit, unit) if unit else None


def test_an_answer_with_the_right_day_in_its_text_passes() -> None:
    assert _outcome(ROW, _answer(DONE)) == {"asked_date": True, "asked_said": True, "asked_given": True}


def test_an_answer_without_a_day_only_did_not_give_one() -> None:
    assert _outcome(ROW, _answer()) == {"asked_date": None, "asked_said": None, "asked_given": False}


def test_what_runs_from_the_same_event_may_be_given_too() -> None:
    beside = replace(DONE, rule="JX-50", due="2026-10-21", days=1)
    text = "2026年10月21日标注，2026年10月23日办完"
    assert _outcome(ROW, _answer(DONE, beside, text=text))["asked_date"] is True
    assert _outcome(ROW, _answer(beside, text=text)) == {"asked_date": True, "asked_said": True, "asked_given": False}


@pytest.mark.parametrize(
    "wrong",
    [
        replace(DONE, due="2026-10-22"),
        replace(DONE, unit="日"),
        replace(DONE, days=5),
        replace(DONE, clause="jiangxi-2022#40"),
        replace(DONE, start="2026-10-21"),
        replace(DONE, provisional=True),
        replace(DONE, rule="JX-57"),
    ],
)
def test_a_wrong_day_breaks_a_hard_rule(wrong: Computed) -> None:
    assert _outcome(ROW, _answer(wrong))["asked_date"] is False


def test_a_day_that_the_text_does_not_say_or_that_is_not_marked_is_told() -> None:
    assert _outcome(ROW, _answer(DONE, text="见下"))["asked_said"] is False
    later = replace(ROW, provisional=True)
    assert _outcome(later, _answer(replace(DONE, provisional=True)))["asked_said"] is False


def test_no_day_may_be_given_where_the_law_has_none() -> None:
    assert _outcome(OPEN, _answer()) == {"asked_withheld": True}
    assert _outcome(OPEN, _answer(DONE)) == {"asked_withheld": False}


def _bench(corpus: Corpus, tmp_path: Path, path: Path) -> Workbench:
    bench = Workbench(Settings(data_dir=tmp_path), files=(path,))
    bench.__dict__.update(assistant=FakeAssistant(), corpus=corpus, tools=SimpleNamespace(law=DESK))
    return bench


def _written(tmp_path: Path, limit: str) -> Path:
    path = tmp_path / "期限.jsonl"
    path.write_text(
        '{"id": "a", "jurisdiction": "jiangxi", "limit": "' + limit + '", "clause": "jiangxi-2022#39.2", '
        '"start": "2026-10-20", "days": 1, "unit": "工作日", "due": "2026-10-21", "counted": ["2026-10-21"], '
        '"question": "哪天标注"}',
        "utf-8",
    )
    return path


def test_a_row_with_a_question_is_asked_of_both(corpus: Corpus, tmp_path: Path) -> None:
    (result,) = DeadlinesSuite().run(_bench(corpus, tmp_path, _written(tmp_path, "JX-50")))
    figures = {f.key: (f.hits, f.total) for f in result.figures()}
    assert (figures["due"], figures["asked_date"], figures["asked_given"]) == ((1, 1), (0, 1), (0, 1))
    assert [figure.key for _, figure in broken_rules([result])] == ["asked_date"]
    assert result.trials[0].gold[0].clause == "jiangxi-2022#39.2"


def test_a_limit_that_the_law_data_does_not_have_stops_the_run(corpus: Corpus, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"a.*JX-99"):
        list(DeadlinesSuite().run(_bench(corpus, tmp_path, _written(tmp_path, "JX-99"))))
