"""The written application (书面申请书) that a place requires, out of what was said in the conversation.

山西 第三十九条第一款 「提出书面异议申请，并提交相关证明材料」; 某市 第四十一条 「提出书面异议申请，并说明理由」. Nothing is
made up: what was not said is a blank to be filled by hand. It holds identifiers in full: for the conversation's owner only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from assistant.answering.gather_evidence import chinese_day
from assistant.dialogue.acts import Act
from assistant.dialogue.casework_filings import addressee, info_kind
from assistant.dialogue.state import Flow
from assistant.wording import Wording
from credit_core.use_cases.application_paper import Part, WrittenApplication
from credit_core.use_cases.guidance import Guidance, guidance
from credit_core.use_cases.office import Office
from credit_core.use_cases.vocabulary import CaseType

_SECTION = "dialogue_cases.application"
_SELF = "self"
_SUBJECT = ("subject_kind", "subject_name", "subject_id_type", "subject_id")
_ACTING = {
    "legal_representative": ("representative_name", "representative_id"),
    "agent": ("agent_name", "agent_id", "authorisation"),
    "guardian": ("guardian_name", "guardian_id"),
    "authorised_third_party": ("applicant_name", "applicant_id", "authorisation"),
}
_MATTER: dict[Act, tuple[str, ...]] = {
    Act.QUERY_OWN_RECORD: ("purpose",),
    Act.AUTHORISED_QUERY: ("purpose",),
    Act.OBJECTION: ("info_kind", "record_ref", "record_source", "objection_ground"),
    Act.REPAIR: ("record_ref", "record_source"),
    Act.REVOCATION: ("legal_document", "event_date", "record_ref", "record_source"),
    Act.DELETE_HONOUR: ("records", "record_ref"),
    Act.COMPLAINT: ("record_source", "case_no"),
}
_FACTS: dict[Act, str] = {
    Act.OBJECTION: "objection_detail",
    Act.REPAIR: "correction_facts",
    Act.COMPLAINT: "topic",
}
_CHOSEN = ("applicant_role", "subject_kind", "subject_id_type", "info_kind")
"""Slots whose values are a closed list."""
_OPTIONAL = frozenset({"record_source", "case_no", "purpose"})
"""Left away where nothing was said: no law asks for it, and an empty line would look as if one did."""


def written_application(office: Office, wording: Wording, flow: Flow, today: date) -> WrittenApplication:
    """The application of a form, also of one that is not complete.

    Raises:
        UnknownJurisdiction, NotInForce, UnknownProcedure: no law to write it under.
    """
    law = guidance(office, CaseType(flow.act.value), str(flow.slots.get("jurisdiction", "")), today, info_kind(flow))
    return _Writer(office, wording, flow, law).write(today)


class _Writer:
    def __init__(self, office: Office, wording: Wording, flow: Flow, law: Guidance) -> None:
        self._office = office
        self._wording = wording
        self._flow = flow
        self._law = law
        self._blank = self._say("blank")

    def write(self, today: date) -> WrittenApplication:
        complains = self._flow.act is Act.COMPLAINT
        parts = (
            self._part("applicant", pairs=self._pairs(self._applicant())),
            *self._subject(),
            self._part("matter", pairs=self._pairs(_MATTER[self._flow.act])),
            *self._facts(),
            self._part("requests", lines=(self._say(f"wish.{self._flow.act.value}"),)),
            self._part("evidence", lines=tuple(self._evidence())),
            self._part("basis", lines=tuple(self._basis())),
        )
        return WrittenApplication(
            title=self._say("title_complaint" if complains else "title", act=self._law.title),
            addressee=self._say("to", body=addressee(self._law, self._flow).name),
            parts=tuple(part for part in parts if part.pairs or part.lines),
            closing=(self._say("signature", blank=self._blank), self._say("day", day=chinese_day(today))),
        )

    def _applicant(self) -> tuple[str, ...]:
        role = self._flow.slots.get("applicant_role", _SELF)
        return ("applicant_role", *(_ACTING.get(role) or _SUBJECT), "contact")

    def _subject(self) -> Iterator[Part]:
        """The subject apart, where somebody else applies for it."""
        if self._flow.slots.get("applicant_role", _SELF) in _ACTING:
            yield self._part("subject", pairs=self._pairs(_SUBJECT))

    def _facts(self) -> Iterator[Part]:
        slot = _FACTS.get(self._flow.act)
        if slot is not None:
            said = self._flow.slots.get(slot)
            lines = said if isinstance(said, list | tuple) else (said,)
            yield self._part("facts", lines=tuple(line or self._blank for line in lines))

    def _evidence(self) -> Iterator[str]:
        """What was named, files with their hashes; a blank where this place's text asks for evidence and none is there."""
        files = {file.name: file for file in self._flow.files}
        named = list(dict.fromkeys((*self._flow.slots.get("evidence", ()), *files)))
        asked = any(required.slot == "evidence" for required in self._law.requires)
        for number, name in enumerate(named or ([self._blank] if asked else []), 1):
            file = files.get(name)
            line = self._say("file", name=name, sha256=file.sha256) if file else name
            yield self._say("listing", number=number, line=line)

    def _basis(self) -> Iterator[str]:
        citation = self._office.law.citation
        asking = dict.fromkeys(required.clause for required in self._law.requires if required.clause)
        if self._law.regulated and self._law.clause not in asking:
            yield citation(self._law.clause)
        for clause in asking:
            names = "、".join(required.name for required in self._law.requires if required.clause == clause)
            yield self._say("requires", citation=citation(clause), names=names)

    def _pairs(self, slots: Sequence[str]) -> Iterator[tuple[str, str]]:
        for slot in slots:
            said = self._flow.slots.get(slot)
            if said or slot not in _OPTIONAL:
                yield self._say(f"labels.{self._label(slot)}"), self._value(slot, said)

    def _label(self, slot: str) -> str:
        """The body that reported a record is, in a complaint, the body complained of."""
        return "about" if (self._flow.act, slot) == (Act.COMPLAINT, "record_source") else slot

    def _value(self, slot: str, said: Any) -> str:
        if not said:
            return self._blank
        if isinstance(said, list | tuple):
            return "；".join(said)
        if slot == "objection_ground" and said in self._law.grounds:
            return self._law.grounds[said].name
        if slot == "event_date":
            return chinese_day(said)
        return self._say(f"values.{slot}.{said}") if slot in _CHOSEN else str(said)

    def _part(
        self, heading: str, *, pairs: Iterator[tuple[str, str]] | None = None, lines: tuple[str, ...] = ()
    ) -> Part:
        return Part(self._say(heading), pairs=tuple(pairs or ()), lines=lines)

    def _say(self, key: str, **values: object) -> str:
        return self._wording.say(f"{_SECTION}.{key}", **values)
