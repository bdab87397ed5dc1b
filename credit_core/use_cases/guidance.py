"""What a place's law says about an act on a day, for those who only guide a citizen through it (办事指引).

Nothing is filed or decided here. The words, clauses and silences are the place's procedure file; a place that does not
give the act says so, with the nearest clause, and nothing is borrowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from credit_core.errors import UnknownProcedure
from credit_core.law.procedure_schema import Ground, Recipient, Requirement, Term
from credit_core.law.schema import AskBody, LawFile
from credit_core.messages import query as query_messages
from credit_core.messages import receipt as receipt_messages
from credit_core.messages import repair as repair_messages
from credit_core.model.cases import CaseType, InfoKind
from credit_core.procedures.table import Procedure
from credit_core.rules.query import PROOF
from credit_core.use_cases.objection import PROCEDURES
from credit_core.use_cases.office import Office
from knowledge.citations.reference import ClauseRef

__all__ = [
    "Addressee",
    "Ground",
    "Guidance",
    "Point",
    "Recipient",
    "Requirement",
    "Term",
    "guidance",
    "information_kinds",
]

_REPORTING = frozenset({"provider", "market_provider", "recogniser"})
"""Roles of a body that reported or recognised the record itself; who knows it may apply to it by name."""

_DECIDER = "decider_name"
_ASK_IDENTITY, _VERIFY_IDENTITY = "ask_identity", "verify_identity"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that the place says of the act, or its silence (`clause` None): a sentence without its full stop.

    `stated`: the term has a value, so that the sentence is no mere silence.
    """

    text: str
    clause: ClauseRef | None
    stated: bool


@dataclass(frozen=True, slots=True)
class Addressee:
    """The body that the application goes to. `clause` None: the text names none, and this is the body to ask."""

    name: str
    role: str | None
    clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class Guidance:
    """An act in one place under the regulation of one day."""

    type: CaseType
    procedure: Procedure
    source: LawFile

    @property
    def title(self) -> str:
        """The act in the place's own words: 非公共信用信息异议."""
        return self.procedure.place.name

    @property
    def regulated(self) -> bool:
        """False where the regulation does not give the act; `silence` says so and `clause` is the nearest one."""
        return self.procedure.place.regulated

    @property
    def silence(self) -> str | None:
        """The sentence on what the regulation does not say."""
        return self.procedure.place.silence

    @property
    def clause(self) -> ClauseRef:
        """The clause of the act."""
        return self.procedure.place.clause

    @property
    def requires(self) -> tuple[Requirement, ...]:
        """What the text asks of an application, each with its clause."""
        return self.procedure.requires

    @property
    def recipients(self) -> tuple[Recipient, ...]:
        """Bodies that the text lets the citizen apply to; empty where it names none."""
        return self.procedure.recipients

    @property
    def grounds(self) -> Mapping[str, Ground]:
        """The place's grounds by value; `open` ones are not listed by the text and left to the office."""
        return self.procedure.grounds

    @property
    def terms(self) -> Mapping[str, Term]:
        """Points on which places differ: fee, disclosure_continues, effects, publicity_period …"""
        return self.procedure.place.terms

    @property
    def assumptions(self) -> tuple[str, ...]:
        """Ids of the interpretations that the procedure rests on."""
        return self.procedure.place.assumptions

    @property
    def ask_body(self) -> AskBody | None:
        """The body to ask where the text names nobody."""
        return self.source.ask_body

    @property
    def asks_identity(self) -> bool:
        """True where the applicant's identity is verified before anything is given (查询、删除荣誉信息)."""
        return any(row.event == _ASK_IDENTITY for row in self.procedure.rows)

    @property
    def identity_clause(self) -> ClauseRef | None:
        """The clause on which the verification rests; None: the text is silent, and it is practice."""
        rows = [row for row in self.procedure.rows if row.event == _VERIFY_IDENTITY]
        return self.procedure.clause(rows[0]) if rows else None

    def point(self, name: str) -> Point | None:
        """What the place says on a term, by its note or its values; None where it has no such term or nothing to say."""
        term = self.terms.get(name)
        if term is None:
            return None
        if term.note is not None:
            return Point(term.note, term.clause, stated=bool(term.value))
        values = term.value if isinstance(term.value, tuple) else (term.value,)
        words = [repair_messages.ACTIONS.get(value, value) for value in values if isinstance(value, str)]
        return Point("、".join(words), term.clause, stated=True) if words else None

    def addressee(self, reporting_body: str | None) -> Addressee:
        """Whom the application goes to, and so where the law lets the citizen choose.

        The body that reported the record, if the citizen names it and the text lets it be applied to; else the other body
        that the text names. Where the text names none: the body named by the citizen, the one that decides, or the one
        to ask. A complaint never goes to the body that it is about.
        """
        if self.type is CaseType.COMPLAINT:
            reporting_body = None
        reporting = next((one for one in self.recipients if one.role in _REPORTING), None)
        if reporting is not None and reporting_body:
            return Addressee(reporting_body, reporting.role, reporting.clause)
        named = next((one for one in self.recipients if one.role not in _REPORTING), reporting)
        if named is not None:
            return Addressee(named.name, named.role, named.clause)
        if reporting_body:
            return Addressee(reporting_body, None, None)
        decider = self.terms.get(_DECIDER)
        if decider is not None and isinstance(decider.value, str):
            return Addressee(decider.value, None, decider.clause)
        if self.ask_body is not None:
            return Addressee(self.ask_body.name, None, self.ask_body.clause)
        return Addressee(receipt_messages.BODY, None, None)

    def named_grounds(self, words: Iterable[str]) -> tuple[str, ...]:
        """The place's grounds that the citizen's words name: 表彰 is 受到表彰奖励. What fits none is left to the office."""
        said = [word.strip() for word in words if len(word.strip()) > 1]
        return tuple(
            value
            for value, ground in self.grounds.items()
            if any(word == value or word in ground.name or ground.name in word for word in said)
        )


def guidance(
    office: Office,
    type: CaseType,  # noqa: A002 - the word of the contract
    jurisdiction: str,
    on: date,
    info_kind: InfoKind | None = None,
) -> Guidance:
    """The act as the place's law has it on that day; an objection's procedure depends on what is objected to.

    Raises:
        UnknownJurisdiction, NotInForce; UnknownProcedure: nobody has written it down for this regulation.
    """
    name = PROCEDURES[info_kind or InfoKind.PUBLIC] if type is CaseType.OBJECTION else type.value
    return Guidance(type, office.book.procedure(name, jurisdiction, on), office.law.regulation(jurisdiction, on))


def information_kinds(office: Office, jurisdiction: str, on: date) -> Mapping[InfoKind, str]:
    """What can be objected to in the place, each with the name of its procedure there (非公共信用信息异议).

    Raises:
        UnknownJurisdiction, NotInForce.
    """
    found = {}
    for kind in InfoKind:
        try:
            found[kind] = guidance(office, CaseType.OBJECTION, jurisdiction, on, kind).title
        except UnknownProcedure:
            continue
    return MappingProxyType(found)


def papers(role: str) -> str | None:
    """What who acts for another should bring (书面委托书 …). All texts are silent on it: the office's rule, no clause."""
    return query_messages.AGENT_PAPERS.get(role, {}).get(PROOF)
