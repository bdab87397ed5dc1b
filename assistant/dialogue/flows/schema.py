"""The shape of a flow (flows/<act>.yaml): questions, and which comes next; nothing of the law stands in it.

What the law of the place requires, and by which clause, is asked of credit_core while walking. A flow is refused at load
unless every node can be reached, nothing goes in circles, every branch leads to the end, and every name is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StrictBool, field_validator, model_validator

from assistant.dialogue.acts import Act
from assistant.dialogue.slots import SLOTS

END = "end"
EVERY = "*"
"""All that the place's procedure requires (信用修复: what must have been done differs from place to place)."""

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Given = Literal["given", "absent"]


class Need(StrEnum):
    """Why something is asked for."""

    LAW = "law"  # 条例要求的
    OFFICE = "office"  # 受理单位需要的
    OFFER = "offer"  # 可填可不填的


class Otherwise(StrEnum):
    """What becomes of a question of the law where this place's law does not ask it."""

    OFFICE = "office"
    OFFER = "offer"
    LEAVE_OUT = "leave_out"


class Source(StrEnum):
    """Where the choices of a question come from when they are not written in the flow."""

    PLACES = "places"  # 有条例的地方
    KINDS = "kinds"  # 当地可以提出异议的信息种类
    GROUNDS = "grounds"  # 当地条例写明的理由


class Entry(BaseModel):
    """Base of every record: immutable, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class When(Entry):
    """A condition on the slots so far: each named slot has one of the values, or is `given` or `absent`."""

    slots: dict[str, tuple[str, ...] | Given]

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, raw: Any) -> Any:
        return raw if isinstance(raw, cls) or (isinstance(raw, dict) and set(raw) == {"slots"}) else {"slots": raw}

    @field_validator("slots")
    @classmethod
    def _known(cls, slots: dict[str, tuple[str, ...] | Given]) -> dict[str, tuple[str, ...] | Given]:
        for name, values in slots.items():
            _require(name in SLOTS, f"没有填写项 {name}")
            if not isinstance(values, str):
                unknown = set(values) - set(SLOTS[name].choices)
                _require(not unknown, f"{name} 没有取值 {sorted(unknown)}")
        return slots

    def holds(self, slots: Mapping[str, Any]) -> bool:
        """True if all of it holds for these values."""
        for name, values in self.slots.items():
            if isinstance(values, str):
                if (name in slots) is not (values == "given"):
                    return False
            elif slots.get(name) not in values:
                return False
        return True


class Branch(Entry):
    """Where to go on; without `when` always."""

    to: Name
    when: When | None = None


class Node(Entry):
    """One question.

    Attributes:
        question: wording key below dialogue_guide.ask; with `vary` the slot whose value chooses among its sentences.
        reason: wording key below dialogue_guide.why, said wherever no clause asks for it.
        requirement: what of the place's `requires` this question answers, or EVERY.
        term: a point of the place's law that is told beside the question.
        choices: values to choose from, or where they come from; a question with a single choice is left out.
        when: the question comes only if this holds.
    """

    id: Name
    slot: str
    question: Name
    need: Need
    reason: Name | None = None
    requirement: Name | Literal["*"] | None = None
    otherwise: Otherwise | None = None
    vary: str | None = None
    term: Name | None = None
    choices: tuple[str, ...] | Source = ()
    essential: StrictBool = False
    when: When | None = None
    next: tuple[Branch, ...]

    @field_validator("next", mode="before")
    @classmethod
    def _one_way(cls, raw: Any) -> Any:
        return ({"to": raw},) if isinstance(raw, str) else raw

    @model_validator(mode="after")
    def _sound(self) -> Self:
        _require(self.slot in SLOTS, f"{self.id}：没有填写项 {self.slot}")
        by_law = self.need is Need.LAW
        _require(by_law == (self.requirement is not None), f"{self.id}：need 为 law 的写 requirement，其他的不写")
        _require(by_law == (self.otherwise is not None), f"{self.id}：need 为 law 的写 otherwise，其他的不写")
        said = by_law and self.otherwise is Otherwise.LEAVE_OUT
        _require(said == (self.reason is None), f"{self.id}：没有条款可引的问题应当写 reason")
        _require(self.vary is None or bool(SLOTS[self.vary].choices), f"{self.id}：vary 应当是选择项")
        _require(bool(self.next) and self.next[-1].when is None, f"{self.id}：最后一条出路不能有条件")
        _require(all(b.when is not None for b in self.next[:-1]), f"{self.id}：没有条件的出路只能是最后一条")
        if self.choices and not isinstance(self.choices, Source):
            unknown = set(self.choices) - set(SLOTS[self.slot].choices)
            _require(not unknown, f"{self.id}：{self.slot} 没有取值 {sorted(unknown)}")
        return self


class Flow(Entry):
    """One guided act. `heard` are slots that are taken when said and never asked for."""

    act: Act
    nodes: tuple[Node, ...] = Field(min_length=1)
    heard: tuple[str, ...] = ()

    @property
    def start(self) -> Node:
        """The first question."""
        return self.nodes[0]

    def node(self, name: str) -> Node:
        """The question with this id."""
        return next(node for node in self.nodes if node.id == name)

    @property
    def slots(self) -> frozenset[str]:
        """Every slot that the act knows."""
        return frozenset((*(node.slot for node in self.nodes), *self.heard))

    @model_validator(mode="after")
    def _sound(self) -> Self:
        ids = [node.id for node in self.nodes]
        _require(len(set(ids)) == len(ids), f"编号重复：{sorted({i for i in ids if ids.count(i) > 1})}")
        _require(END not in ids, f"{END} 是结束，不能作编号")
        for node in self.nodes:
            for branch in node.next:
                _require(branch.to == END or branch.to in ids, f"{node.id}：没有下一步 {branch.to}")
        for name in self.heard:
            _require(name in SLOTS, f"没有填写项 {name}")
            _require(name not in {node.slot for node in self.nodes}, f"{name} 已经有问题，不用写在 heard")
        known = self.slots
        for name in self._conditions():
            _require(name in known, f"条件用到了本事项没有的 {name}")
        _require(not (far := set(ids) - self._reached()), f"到不了的问题：{sorted(far)}")
        self._walk(self.start.id, ())
        return self

    def _conditions(self) -> Iterator[str]:
        for node in self.nodes:
            if node.vary:
                yield node.vary
            for when in (node.when, *(branch.when for branch in node.next)):
                if when is not None:
                    yield from when.slots

    def _reached(self) -> set[str]:
        reached, open_ends = {self.start.id}, [self.start]
        while open_ends:
            for branch in open_ends.pop().next:
                if branch.to != END and branch.to not in reached:
                    reached.add(branch.to)
                    open_ends.append(self.node(branch.to))
        return reached

    def _walk(self, name: str, before: tuple[str, ...], done: set[str] | None = None) -> None:
        """Every way from here ends: there is no circle."""
        done = set() if done is None else done
        if name == END or name in done:
            return
        _require(name not in before, f"绕回了前面的问题：{'、'.join((*before, name))}")
        for branch in self.node(name).next:
            self._walk(branch.to, (*before, name), done)
        done.add(name)


def _require(holds: bool, problem: str) -> None:
    if not holds:
        raise ValueError(problem)
