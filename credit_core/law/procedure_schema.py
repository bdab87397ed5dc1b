"""The shape of the procedure files.

`machines/<name>.yaml` holds the states and rows that all places share: from, event, guards, to, actors, effects, and
the legal events that start or end duties. `procedures/<document id>/<name>.yaml` binds a machine to one regulation:
the clause of each row (or none: the text is silent), what that text requires, and its terms. A place is data.
"""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StrictBool, StrictInt, model_validator

from credit_core.law.schema import Clause, Entry, Identifier, RuleId, Text
from credit_core.model.people import Role
from credit_core.vocabulary import Act

RowId = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]*-\d{2}[a-z]?$")]


class Emission(Entry):
    """A legal event (收到异议申请, 作出标注…). Its day is that of the step, or the fact named by `day`.

    (The key is not `on`: YAML would read that as true.)
    """

    event: Identifier
    day: Identifier | None = None


class Row(Entry):
    """One row of a transition table.

    `when` must equal the case's facts for the row to be the one meant. `guards` are names of conditions in
    `credit_core.rules`, `effects` names of what is written beside the case. `not_by` is an earlier event of the case
    whose actor may not also do this one where the office wants two persons.
    """

    id: RowId
    source: tuple[Identifier, ...] = Field(alias="from", min_length=1)
    event: Identifier
    to: Identifier
    by: tuple[Role, ...] = Field(min_length=1)
    when: dict[Identifier, StrictBool | Text] = Field(default_factory=dict)
    guards: tuple[Identifier, ...] = ()
    effects: tuple[Identifier, ...] = ()
    emits: tuple[Emission, ...] = ()
    not_by: Identifier | None = None


class Machine(Entry):
    """A state machine. `states` maps each state to its Chinese name, `events` each event; `final` states end the case."""

    machine: Identifier
    prefix: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    initial: Identifier
    final: tuple[Identifier, ...]
    states: dict[Identifier, Text]
    events: dict[Identifier, Text]
    rows: tuple[Row, ...]

    @model_validator(mode="after")
    def _closed(self) -> Self:
        problems = []
        for row in self.rows:
            problems += [f"{row.id}：没有状态 {state}" for state in (*row.source, row.to) if state not in self.states]
            problems += [
                f"{row.id}：没有事件 {name}" for name in (row.event, row.not_by) if name and name not in self.events
            ]
            problems += [f"{row.id}：从结束状态 {state} 出发" for state in row.source if state in self.final]
        ids = [row.id for row in self.rows]
        problems += [f"编号重复：{name}" for name in sorted(set(ids)) if ids.count(name) > 1]
        if unused := self.events.keys() - {row.event for row in self.rows}:
            problems.append(f"没有用到的事件：{sorted(unused)}")
        reached = {self.initial, *(row.to for row in self.rows)}
        if unreached := self.states.keys() - reached:
            problems.append(f"到不了的状态：{sorted(unreached)}")
        if problems:
            raise ValueError("；".join(problems))
        return self


class Recipient(Entry):
    """A body that may be applied to, in the place's own term; `role` is what the software calls it."""

    role: Identifier
    name: Text
    clause: Clause | None


class Requirement(Entry):
    """What the text requires of an application: the fact that must be there, its name, and the clause that asks for it.

    `essential` False: it may be filed without, and is asked for once. `clause` None: the office's need, not the law's.
    """

    slot: Identifier
    name: Text
    clause: Clause | None
    essential: StrictBool = True


class Ground(Entry):
    """One lawful ground; `open` marks the ground that a 等 leaves open, to be judged by the office."""

    name: Text
    clause: Clause
    open: StrictBool = False


class Term(Entry):
    """A point on which places differ: its value and the clause, or None with a note where the text is silent."""

    value: StrictBool | StrictInt | Text | tuple[Text, ...] | None
    clause: Clause | None
    note: Text | None = None


class Violation(Entry):
    """Conduct that may be complained of (投诉举报): its own words and clause, and the kinds of conduct that it covers."""

    name: Text
    clause: Clause
    conducts: tuple[Identifier, ...] = Field(min_length=1)


class ViolationGroup(Entry):
    """One provision against conduct: whose, what, and with what consequences.

    `who` are the provision's own words (None: it names nobody), `by` the kinds of bodies among them (empty: anybody).
    `consequences` are its own words too, `fines` the parameters of the law file that hold its ranges; without either it
    only prohibits. `handled_by` is the body that the provision names to act on it.
    """

    clause: Clause
    who: Text | None = None
    by: tuple[Identifier, ...] = ()
    violations: tuple[Violation, ...] = Field(min_length=1)
    consequences: tuple[Text, ...] = ()
    fines: tuple[Identifier, ...] = ()
    handled_by: Text | None = None


class ProcedureFile(Entry):
    """One machine in one place. `regulated` False: the regulation does not give this right; `clause` is the nearest.

    `clauses` gives each row's clause; a row it leaves out is practice on which the text is silent. `absent` rows do
    not exist in the place. `acts` are the kinds of limits (law file) that this procedure starts and ends; `limits` are
    single ones of another act that apply here too (山西 第四十一条第一款 speaks of both kinds of information).
    """

    procedure: Identifier
    machine: Identifier
    document: Text
    name: Text
    acts: tuple[Act, ...] = Field(min_length=1)
    limits: tuple[RuleId, ...] = ()
    regulated: StrictBool = True
    clause: Clause
    silence: Text | None = None
    recipients: tuple[Recipient, ...] = ()
    requires: tuple[Requirement, ...] = ()
    grounds: dict[Identifier, Ground] = Field(default_factory=dict)
    terms: dict[Identifier, Term] = Field(default_factory=dict)
    violations: tuple[ViolationGroup, ...] = ()
    clauses: dict[RowId, Clause] = Field(default_factory=dict)
    absent: tuple[RowId, ...] = ()
    assumptions: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _own_clauses(self) -> Self:
        used = [self.clause, *self.clauses.values()]
        optional = [entry.clause for entry in self.recipients]
        optional += [entry.clause for entry in self.requires]
        optional += [entry.clause for entry in self.terms.values()]
        used += [clause for clause in optional if clause is not None]
        used += [ground.clause for ground in self.grounds.values()]
        used += [group.clause for group in self.violations]
        used += [one.clause for group in self.violations for one in group.violations]
        if strange := sorted({str(clause) for clause in used if clause.document != self.document}):
            raise ValueError(f"{self.procedure}：引用了别的文件的条款：{strange}")
        if not self.regulated and not self.silence:
            raise ValueError(f"{self.procedure}：没有规定的，应当写明 silence")
        return self
