"""The shape of the law files: `topics.yaml`, `assumptions.yaml` and one `<document id>.yaml` per text.

Unknown keys are refused. A clause may only be one of the file's own document: no place is answered with
another place's words. That the clauses exist and the quoted words stand in them is a test against the corpus.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, StrictInt, model_validator

from credit_core.messages import inventory as messages
from credit_core.vocabulary import Act, Aspect, Authority, Condition, Status, Unit
from knowledge.citations.reference import ClauseRef

QUOTE = re.compile("「([^」]+)」")
"""Words between 「」 are verbatim words of one of the clauses named beside them."""


def _clause(value: object) -> ClauseRef:
    if isinstance(value, ClauseRef):
        return value
    if isinstance(value, str):
        return ClauseRef.parse(value)
    raise ValueError(f"条款编号应当是文字：{value!r}")


def _with(defaults: dict[str, Any], entry: Any) -> Any:
    return defaults | entry if isinstance(entry, dict) else entry


Clause = Annotated[ClauseRef, PlainValidator(_clause)]
Text = Annotated[str, Field(min_length=1)]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
RuleId = Annotated[str, Field(pattern=r"^[A-Z]{2,4}-\d{2,3}$")]
AssumptionId = Annotated[str, Field(pattern=r"^[A-Z]+-\d+$")]


class Entry(BaseModel):
    """Base of every record: immutable, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class OfDocument(Entry):
    """Base of a file that says one kind of thing for one document, after whose id it is named."""

    document: Text


class Topic(Entry):
    """One question that can be compared between places. `asks` is a hint for understanding, no decision."""

    id: Identifier
    code: Annotated[str, Field(pattern=r"^C\d{1,3}$")]
    name: Text
    question: Text
    aspect: Aspect
    asks: tuple[tuple[Text, ...], ...] = Field(min_length=1)

    def matches(self, question: str) -> bool:
        """True if each keyword group has one of its words in the question."""
        return all(any(word in question for word in group) for group in self.asks)


class Review(Entry):
    """Whether a lawyer has reviewed an interpretation, and who signed on which day."""

    status: Literal["unreviewed", "signed"] = "unreviewed"
    by: Text | None = None
    signed_on: date | None = None  # not `on`: YAML reads that bare key as true

    @model_validator(mode="after")
    def _signature(self) -> Self:
        if len({self.status == "signed", self.by is not None, self.signed_on is not None}) > 1:
            raise ValueError(messages.SIGNATURE_NEEDED)
        return self


class Assumption(Entry):
    """What is taken where the text does not say (解释); shown beside every date or decision that rests on it.

    `rules` are the rules of `rules.yaml` that it fills a gap of.
    """

    text: Text
    clauses: tuple[Clause, ...] = ()
    rules: tuple[RuleId, ...] = ()
    review: Review = Review()

    @property
    def label(self) -> str:
        """未经律师审核, or who reviewed it and when: shown wherever the interpretation is."""
        if self.review.status == "unreviewed":
            return messages.UNREVIEWED
        return messages.SIGNED.format(by=self.review.by, on=self.review.signed_on)


class Value(Entry):
    """A number of an answer: 3 工作日, 13 类, 5 万元."""

    name: Text
    value: StrictInt
    unit: Text
    clause: Clause


class AskBody(Entry):
    """The body to ask, in the place's own term, with the clause that names it."""

    name: Text
    clause: Clause


class Answer(Entry):
    """What one document says on one topic. A silent answer cites the nearest provision of the same place."""

    status: Status
    answer: Text
    clauses: tuple[Clause, ...] = Field(min_length=1)
    values: tuple[Value, ...] = ()
    words: tuple[Text, ...] = ()
    ask_body: AskBody | None = None
    since: date
    note: Text | None = None


class Start(Entry):
    """The event a limit runs from. `written` is False where the text leaves it open and an assumption fills it."""

    event: Identifier
    text: Text
    written: bool


class Limit(Entry):
    """A time limit, or a duty with a word instead of a number (及时, 尽快, 定期).

    `value` counts `unit` (日, 工作日 or 年); None means that the text gives no number and there is no due date.
    `parallel` limits run at the same time, `after` is the limit this one is chained to, `within` the one it must
    fit into. `pause` is the clause that lets documented intervals go uncounted. `unless` are the clause's own words
    that let other rules prevail. `ended_by` is the legal event that fulfils the duty.
    """

    rule: RuleId
    act: Act
    topic: Identifier | None = None
    duty: Text
    actor: Text | None
    actor_clause: Clause | None = None
    value: StrictInt | None = Field(default=None, ge=1)
    unit: Unit | None = None
    word: Text | None
    start: Start | None = None
    clause: Clause
    condition: Condition | None = None
    parallel: tuple[RuleId, ...] = ()
    after: RuleId | None = None
    within: RuleId | None = None
    pause: Clause | None = None
    assumptions: tuple[AssumptionId, ...] = ()
    liability: Clause | None = None
    unless: Text | None = None
    ended_by: Identifier | None = None
    since: date
    note: Text | None = None

    @property
    def countable(self) -> bool:
        """True if a due date can be computed."""
        return self.value is not None and self.unit in (Unit.DAY, Unit.WORKING_DAY)

    @model_validator(mode="after")
    def _number_with_unit(self) -> Self:
        if (self.value is None) != (self.unit is None):
            raise ValueError(f"{self.rule}：value 和 unit 应当同时填写")
        if self.countable and self.start is None:
            raise ValueError(f"{self.rule}：有天数的期限应当写明 start")
        return self


class Parameter(Entry):
    """A closed list, a range or a number of the law; or `undetermined` with the reason, never a default.

    Either `items_of` (the 项 of that 款, word for word), or `values` (verbatim words of `clause`), or `undetermined`.
    `open` marks a list that the text leaves open (等). `range` counts `unit`, bounds included; None is no bound.
    """

    name: Text
    clause: Clause | None = None
    items_of: Clause | None = None
    values: tuple[Text, ...] = ()
    open: bool = False
    range: tuple[StrictInt | None, StrictInt | None] | None = None
    unit: Text | None = None
    unless: Text | None = None
    undetermined: Text | None = None
    since: date
    note: Text | None = None

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.clause is None) == (self.items_of is None):
            raise ValueError(f"{self.name}：clause 和 items_of 应当填写其中一个")
        if sum(map(bool, (self.items_of, self.values, self.undetermined))) != 1:
            raise ValueError(f"{self.name}：items_of、values、undetermined 应当只有一个")
        return self

    @property
    def source(self) -> ClauseRef:
        """The clause the parameter is taken from."""
        found = self.clause or self.items_of
        assert found is not None  # _one_source
        return found


class InForce(Entry):
    """Both ends included; `to` None while in force. `clause` says so, None where the text does not."""

    start: date = Field(alias="from")
    to: date | None
    clause: Clause | None


class LawFile(Entry):
    """One document: where it applies, since when, and what it says."""

    document: Text
    jurisdiction: Identifier
    place: Text
    title: Text
    authority: Authority
    in_force: InForce
    ask_body: AskBody | None
    topics: dict[Identifier, Answer]
    limits: tuple[Limit, ...]
    parameters: dict[Identifier, Parameter]

    @model_validator(mode="before")
    @classmethod
    def _since_commencement(cls, raw: Any) -> Any:
        """An entry without `since` applies from the document's own first day."""
        if not isinstance(raw, dict) or not isinstance(raw.get("in_force"), dict):
            return raw
        first = {"since": raw["in_force"].get("from")}
        for name in ("topics", "parameters"):
            if isinstance(raw.get(name), dict):
                raw = raw | {name: {key: _with(first, entry) for key, entry in raw[name].items()}}
        if isinstance(raw.get("limits"), list):
            raw = raw | {"limits": [_with(first, entry) for entry in raw["limits"]]}
        return raw

    @model_validator(mode="after")
    def _own_clauses(self) -> Self:
        foreign = sorted({str(ref) for ref in self.clauses() if ref.document != self.document})
        if foreign:
            raise ValueError(f"只能引用本文件的条款：{'、'.join(foreign)}")
        return self

    @model_validator(mode="after")
    def _known_rules(self) -> Self:
        rules = [limit.rule for limit in self.limits]
        if len(set(rules)) != len(rules):
            raise ValueError("期限编号有重复")
        for limit in self.limits:
            named = {*limit.parallel, limit.after, limit.within} - {None}
            if unknown := named - set(rules):
                raise ValueError(f"{limit.rule} 提到了没有的期限：{unknown}")
        return self

    def clauses(self) -> set[ClauseRef]:
        """Every clause the file names."""
        bodies = [self.ask_body, *(answer.ask_body for answer in self.topics.values())]
        found: list[ClauseRef | None] = [self.in_force.clause, *(body.clause for body in bodies if body)]
        for answer in self.topics.values():
            found += [*answer.clauses, *(value.clause for value in answer.values)]
        for limit in self.limits:
            found += [limit.clause, limit.actor_clause, limit.pause, limit.liability]
        found += [parameter.source for parameter in self.parameters.values()]
        return {ref for ref in found if ref is not None}
