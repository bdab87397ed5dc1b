"""The answers suite: the real assistant, question after question, judged clause by clause."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evals.answers.generate import observe
from evals.answers.score import Score, place_of, score
from evals.answers.steps import Stepper
from evals.cases import BEHAVIOUR_OF, VERDICTS, Behaviour, Case, load_cases, require_golds
from evals.held import held_cases, held_route_cases
from evals.progress import track
from evals.suite import Fault, Mean, Metric, Quoted, Result, Step, Trial
from evals.workbench import DatasetFile, Workbench
from knowledge.citations.reference import ClauseRef
from knowledge.index.phrasings import phrasings_version
from knowledge.regulations.corpus import Corpus

SEVERAL = "多地"
NO_PLACE = "未指明"
MANY_DOCUMENTS = "多份文件"
NO_CLAUSE = "没有条款"

METRICS = (
    Metric("cited", "依据在所引条款之中", 0.97),
    Metric("first", "首条引用即为依据", 0.88),
    Metric("facts", "要点齐全", 0.92),
    Metric("behaviour", "该答则答、该问则问、该拒则拒", 0.95),
    Metric("not_misled", "没有自信地答错", 0.98),
    Metric("clean", "没有不该出现的话"),
    Metric("reason", "原因代码相符"),
    Metric("cited_gold", "依据在所引条款之中（不算同样可以的条款）"),
    Metric("answered", "该答的答了", 0.88),
    Metric("place", "没有引用别处的法规", 1.0),
    Metric("verbatim", "引文逐字相符", 1.0, hard=True),
    Metric("not_again", "没有再引用判错的条款", 1.0, hard=True),
    Metric("backed", "每个数字、日期都有出处", 1.0, hard=True),
)
_REFERENCES = 6
"""Clauses of a trial that the report keeps."""


@dataclass(frozen=True, slots=True)
class Questions:
    """Cases under a name."""

    name: str
    version: str
    command: str
    cases: Sequence[Case]
    sealed: bool = False


class AnswersSuite:
    """Every dataset of datasets/answers, and the held phrasings, which no index and no training has seen."""

    name = "answers"
    label = "答复"

    def run(self, bench: Workbench) -> Iterator[Result]:
        """One result for each dataset.

        Raises:
            DatasetError: a file is not in the schema, or names a clause that the corpus does not have.
        """
        for questions in self._questions(bench):
            yield measure(self.name, bench, questions, METRICS)

    def _questions(self, bench: Workbench) -> Iterator[Questions]:
        for file in bench.datasets(self.name):
            yield from_file(bench, self.name, file)
        if not bench.files:
            if VERDICTS.exists():
                yield from_file(bench, self.name, DatasetFile(VERDICTS))
            command = bench.command(self.name)
            yield Questions("held", phrasings_version(), command, held_cases(bench.corpus))
            yield Questions("held-routes", phrasings_version(), command, held_route_cases())


def from_file(bench: Workbench, suite: str, file: DatasetFile) -> Questions:
    """The questions of a file, its clauses checked.

    Raises:
        DatasetError: it is not in the schema, or names a clause that the corpus does not have.
    """
    cases = load_cases(file.path)
    require_golds(bench.corpus, cases)
    return Questions(file.name, file.version, bench.command(suite, file), cases, file.sealed)


def outcome(score: Score) -> dict[str, bool | None]:
    """Metric to passed."""
    case = score.case
    return {
        "cited": score.cited,
        "first": score.first,
        "facts": score.facts,
        "behaviour": score.behaviour,
        "not_misled": not score.misled,
        "clean": not score.forbidden if case.must_not_include else None,
        "reason": score.reason,
        "cited_gold": score.cited_gold,
        "answered": score.behaviour if case.behaviour is Behaviour.ANSWER else None,
        "place": None if score.foreign is None else not score.foreign,
        "verbatim": not score.altered if score.quotes else None,
        "not_again": None if score.again is None else not score.again,
        "backed": not score.loose if score.quotes else None,
    }


def measure(
    suite: str,
    bench: Workbench,
    questions: Questions,
    metrics: Sequence[Metric],
    judge: Callable[[Score], Mapping[str, bool | None]] = outcome,
) -> Result:
    """Ask what `bench` takes of the questions, and judge each answer by `judge`."""
    chosen = bench.take(questions.cases)
    stepper = Stepper(bench.tools, bench.corpus)
    observed = track(observe(bench.assistant, chosen), f"{suite} {questions.name}", total=len(chosen))
    scores = [score(o, bench.corpus) for o in observed]
    return Result(
        suite=suite,
        dataset=questions.name,
        version=questions.version,
        command=questions.command,
        metrics=tuple(metrics),
        trials=tuple(trial(s, judge(s), bench.corpus, stepper) for s in scores),
        means=_citations(scores),
        sealed=questions.sealed,
        sampled=bench.sampled(questions.cases),
    )


def trial(score: Score, passed: Mapping[str, bool | None], corpus: Corpus, stepper: Stepper) -> Trial:
    """A score as the reports show it."""
    case, answer = score.case, score.answer
    faults = failures(score, stepper)
    return Trial(
        id=case.id,
        asked=case.question,
        groups={"题型": case.type, "地区": place_group(case, corpus), "文件": document_group(case)},
        outcome=passed,
        faults=tuple(faults),
        expected=case.behaviour.value,
        shown=BEHAVIOUR_OF[answer.status].value,
        answer=f"（{answer.status}/{answer.reason}）{answer.text}" if faults else "",
        cited=tuple(Quoted(c.clause, c.quote, c.locator) for c in answer.citations[:_REFERENCES]) if faults else (),
        gold=tuple(_quoted(corpus, ref) for ref in case.gold[:_REFERENCES]) if faults else (),
        note=case.note,
        seconds=round(score.seconds, 4),
    )


def failures(score: Score, stepper: Stepper) -> list[Fault]:
    """What is wrong with an answer, each with its weight (CONTRIBUTING.md ranks the errors) and its step."""
    lost = stepper.of_missed(score) if score.cited is False else Step.RANKING
    found = []
    if score.altered:
        found.append(Fault(100, "引文与原文不符：" + "、".join(score.altered), Step.VERIFICATION))
    if score.foreign:
        found.append(Fault(90, "引用了别处：" + "、".join(score.foreign), Step.UNDERSTANDING))
    if score.again:
        found.append(Fault(85, "又引用了判错的条款：" + "、".join(score.again), Step.RANKING))
    if score.loose:
        found.append(Fault(80, "没有出处的数字：" + "、".join(score.loose), Step.VERIFICATION))
    if score.forbidden:
        found.append(Fault(60, "出现了不该有的话：" + "、".join(score.forbidden), Step.COMPOSITION))
    if score.misled:
        found.append(Fault(50, "自信地答错", lost if score.behaviour else Step.ROUTING))
    if not score.behaviour:
        found.append(Fault(40, f"应当 {score.case.behaviour}，却是 {score.answer.status}", Step.ROUTING))
    if score.cited is False:
        found.append(Fault(30, "没有引到依据", lost))
    if score.facts is False:
        found.append(Fault(20, "缺要点：" + "、".join(score.missing), Step.COMPOSITION if score.cited else lost))
    if score.first is False and score.cited:
        found.append(Fault(10, "依据不在首条", Step.RANKING))
    if score.reason is False and score.behaviour:
        found.append(Fault(5, f"原因应为 {score.case.reason}，却是 {score.answer.reason}", Step.COMPOSITION))
    return found


def place_group(case: Case, corpus: Corpus) -> str:
    """The place asked about: that of the gold clauses, else the chosen one."""
    places = {place for ref in case.gold if (place := place_of(ref, corpus))}
    return SEVERAL if len(places) > 1 else next(iter(places), case.jurisdiction or NO_PLACE)


def document_group(case: Case) -> str:
    """The document of the gold clauses."""
    documents = {ref.document for ref in case.gold}
    return MANY_DOCUMENTS if len(documents) > 1 else next(iter(documents), NO_CLAUSE)


def _citations(scores: Sequence[Score]) -> tuple[Mean, ...]:
    counted = [s.quotes for s in scores if s.case.expects_clauses]
    if not counted:
        return ()
    mean = sum(counted) / len(counted)
    return (Mean("citations", "平均引用（条）", mean, len(counted), step=0.3, higher_is_better=False),)


def _quoted(corpus: Corpus, ref: ClauseRef) -> Quoted:
    provision = corpus.provision(ref)
    return Quoted(str(ref), provision.text, provision.label)
