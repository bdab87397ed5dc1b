"""The suites by name. Each is imported only when it is run: some need packages that only a developer has."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # it imports the assistant, which the command line's help must not wait for
    from evals.workbench import Suite


class SuiteName(StrEnum):
    """What the command line can run, in the order in which it runs them."""

    RETRIEVAL = "retrieval"
    ANSWERS = "answers"
    REFUSALS = "refusals"
    DIALOGUES = "dialogues"
    FILINGS = "filings"
    DEADLINES = "deadlines"
    CITATIONS = "citations"
    INJECTION = "injection"
    EXTERNAL = "external"


_WHERE = {
    SuiteName.RETRIEVAL: ("evals.retrieval.suite", "RetrievalSuite"),
    SuiteName.ANSWERS: ("evals.answers.suite", "AnswersSuite"),
    SuiteName.REFUSALS: ("evals.refusals.suite", "RefusalsSuite"),
    SuiteName.DIALOGUES: ("evals.dialogues.suite", "DialoguesSuite"),
    SuiteName.FILINGS: ("evals.filings.suite", "FilingsSuite"),
    SuiteName.DEADLINES: ("evals.deadlines.suite", "DeadlinesSuite"),
    SuiteName.CITATIONS: ("evals.citations.suite", "CitationsSuite"),
    SuiteName.INJECTION: ("evals.injection.suite", "InjectionSuite"),
    SuiteName.EXTERNAL: ("evals.legal_qa.suite", "ExternalSuite"),
}
LABELS = {
    SuiteName.RETRIEVAL: "检索",
    SuiteName.ANSWERS: "答复",
    SuiteName.REFUSALS: "该拒与该答",
    SuiteName.DIALOGUES: "对话",
    SuiteName.FILINGS: "办事对话",
    SuiteName.DEADLINES: "期限",
    SuiteName.CITATIONS: "引文核验",
    SuiteName.INJECTION: "注入与冒充",
    SuiteName.EXTERNAL: "外部题集",
}
DEFAULT = tuple(name for name in SuiteName if name is not SuiteName.EXTERNAL)
"""What runs where none is named: all that needs no data from outside."""


def load_suite(name: SuiteName) -> Suite:
    """The suite of that name."""
    module, class_name = _WHERE[name]
    made: Suite = getattr(import_module(module), class_name)()
    return made
