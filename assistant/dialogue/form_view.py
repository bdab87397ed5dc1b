"""A form as a page (表单页): the questions of an act's way in groups, each with its reason and clause. The flow is that of the chat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Final

from assistant.answer import Citation
from assistant.dialogue.acts import Act
from assistant.dialogue.flows.load import load_flows
from assistant.dialogue.flows.schema import Source
from assistant.dialogue.guide_citing import Citing
from assistant.dialogue.guide_law import PlaceLaw, place_law
from assistant.dialogue.guide_question import step
from assistant.dialogue.guide_walk import Question, walk
from assistant.dialogue.slots import SLOTS, Kind
from assistant.dialogue.state import Flow, StoredFile
from assistant.wording import Wording
from credit_core.use_cases.office import Office
from knowledge.regulations.corpus import Corpus

LIMITS: Final[Mapping[Kind, int]] = {
    Kind.NAME: 60,
    Kind.IDENTIFIER: 60,
    Kind.CONTACT: 100,
    Kind.DOCUMENT: 100,
    Kind.DATE: 40,
}
LIMIT: Final = 1000
"""Characters of a field, where `LIMITS` says nothing else."""

_GROUPS: Final = {
    "where": ("jurisdiction", "info_kind"),
    "who": ("applicant_role", "subject_kind", "subject_name", "subject_id", "representative_name", "representative_id",
            "agent_name", "agent_id", "guardian_name", "guardian_id", "applicant_name", "applicant_id", "authorisation",
            "purpose"),
    "papers": ("evidence",),
    "contact": ("contact",),
}  # fmt: skip
_OTHERS: Final = "what"
_GROUP_OF: Final = {slot: group for group, slots in _GROUPS.items() for slot in slots}
DECIDING: Final = ("jurisdiction", "info_kind")
"""What decides the law of the act: while it is not known, nothing else is asked."""
_CHANGING: Final = ("applicant_role", "subject_kind")
"""What decides which questions follow."""
_FILES: Final = "evidence"
_MARKER: Final = re.compile(r"\[\d{1,2}\]")
_TOGETHER: Final = re.compile(r"，?[^，。？]*也可以一起说。")
_IN_A_FORM: Final = (
    ("说“跳过”", "空着"),
    ("可以跳过", "可以空着"),
    ("直接用您自己的话说", "选“不清楚”，在下一栏用自己的话写"),
    ("请说说", "请写一下"),
    ("请说", "请写"),
    ("就说编号", "就写编号"),
    ("说编号", "写编号"),
    ("说说", "写一下"),
)
"""What the chat says of its own ways, and the page's words for it."""


class Need(StrEnum):
    """Whether a field may stay empty, as its badge says it."""

    LAW = "law"  # 当地条例要求的：必填
    ESSENTIAL = "essential"  # 不填就没法提交
    OFFICE = "office"  # 受理单位办理的需要
    OFFER = "offer"  # 可填可不填


@dataclass(frozen=True, slots=True)
class FormField:
    """One field. `value` is as the citizen typed or chose it; `clauses` are those that `reasons` name.

    `deciding`: its value changes which other fields there are.
    """

    slot: str
    label: str
    question: str
    hint: str
    reasons: tuple[str, ...]
    clauses: tuple[Citation, ...]
    need: Need
    kind: Kind
    limit: int
    options: tuple[tuple[str, str], ...]
    value: str
    personal: bool
    deciding: bool

    @property
    def takes_files(self) -> bool:
        """True where files can be handed in."""
        return self.slot == _FILES


@dataclass(frozen=True, slots=True)
class FormGroup:
    """Fields that belong together. `notice`: the first personal field is in it, and the privacy notice stands before it."""

    id: str
    title: str
    fields: tuple[FormField, ...]
    notice: bool


@dataclass(frozen=True, slots=True)
class FormView:
    """A form as it stands.

    Attributes:
        silence: what the place's law does not give, with the nearest clause; empty where it gives the act.
        unavailable: why the act cannot be filed in the place at all; then there are no fields.
        complete: every question has its place on the page; False while what decides the law is not known.
        confirming: all was filled in, and the summary can be looked at.
    """

    act: Act
    name: str
    jurisdiction: str | None
    place: str
    groups: tuple[FormGroup, ...]
    files: tuple[StoredFile, ...]
    silence: tuple[str, ...]
    clauses: tuple[Citation, ...]
    unavailable: str
    complete: bool
    confirming: bool
    privacy: str

    @property
    def slots(self) -> tuple[str, ...]:
        """The fields on the page, in order."""
        return tuple(field.slot for group in self.groups for field in group.fields)

    @property
    def needed_by_law(self) -> tuple[str, ...]:
        """The fields that the place's law requires."""
        return tuple(f.slot for group in self.groups for f in group.fields if f.need is Need.LAW)


@dataclass(frozen=True, slots=True)
class FormViews:
    """Makes views of flows."""

    office: Office
    wording: Wording
    corpus: Corpus

    def way(self, flow: Flow, today: date) -> tuple[Question, ...]:
        """The questions of this way through the form; only those that decide its law while that is not known."""
        law = place_law(self.office, flow, today)
        return self._way(flow, law)

    def choices(self, flow: Flow, today: date) -> Mapping[str, frozenset[str]]:
        """The values that can be chosen, by slot."""
        law = place_law(self.office, flow, today)
        found = {question.slot: self.options(question, law) for question in self._way(flow, law)}
        return {slot: frozenset(value for value, _ in options) for slot, options in found.items() if options}

    def view(self, flow: Flow, today: date) -> FormView:
        """The form as a page."""
        law = place_law(self.office, flow, today)
        way = self._way(flow, law)
        fields = [self._field(question, flow, law, today) for question in way]
        citing = Citing(self.corpus, self.wording, today)
        return FormView(
            act=flow.act,
            name=self.wording.say(f"dialogue_guide.acts.{flow.act.value}"),
            jurisdiction=law.jurisdiction,
            place=law.place,
            groups=() if law.unavailable else tuple(self._groups(fields)),
            files=flow.files,
            silence=tuple(self._silence(law, citing)),
            clauses=citing.citations,
            unavailable=self._unavailable(law),
            complete=law.guidance is not None,
            confirming=law.guidance is not None and all(q.slot in flow.slots or q.slot in flow.passed for q in way),
            privacy=self.wording.say("dialogue.privacy.notice"),
        )

    def options(self, question: Question, law: PlaceLaw) -> tuple[tuple[str, str], ...]:
        """Value and label of each choice; empty where the answer is in the citizen's own words."""
        if SLOTS[question.slot].kind is Kind.PLACE:
            return tuple(self.office.law.jurisdictions.items())
        if SLOTS[question.slot].kind is not Kind.CHOICE:
            return ()
        labels = [choice.label for choice in question.choices]
        if question.node.choices is Source.KINDS:
            values = list(law.kinds or ())
        elif question.node.choices is Source.GROUNDS:
            values = list(law.guidance.grounds) if law.guidance else []
        else:
            values = list(question.node.choices)
        return tuple(zip(values, labels, strict=True))

    def _way(self, flow: Flow, law: PlaceLaw) -> tuple[Question, ...]:
        if law.unavailable:
            return ()
        way = walk(load_flows()[flow.act], flow.slots, law, self.office.law.jurisdictions, self.wording)
        if law.guidance is None:
            return tuple(question for question in way if question.slot in DECIDING)[: 1 if not law.jurisdiction else 2]
        return way

    def _field(self, question: Question, flow: Flow, law: PlaceLaw, today: date) -> FormField:
        asked = step(question, flow.slots, law, self.corpus, self.wording, today, notice=False)
        slot, kind = question.slot, SLOTS[question.slot].kind
        told = asked.said.text.split("\n\n")[0].removeprefix(asked.brief)
        own = self.wording.section("form_page")["ask"].get(question.node.question)  # type: ignore[attr-defined]
        brief, mark, hint = (own or _TOGETHER.sub("", asked.brief)).partition("？")
        reasons = [_plain(line) for line in told.splitlines() if line.strip()]
        if kind is Kind.LIST and question.choices:
            names = "、".join(choice.send for choice in question.choices)
            reasons.append(self.wording.say("form_page.listed", names=names))
        return FormField(
            slot=slot,
            label=self.wording.say(f"dialogue.labels.{slot}"),
            question=_ended(_plain(brief + mark)),
            hint=_ended(_plain(hint)),
            reasons=tuple(reasons),
            clauses=asked.said.citations,
            need=_need(question),
            kind=kind,
            limit=LIMITS.get(kind, LIMIT),
            options=self.options(question, law),
            value=_typed(slot, flow),
            personal=SLOTS[slot].personal,
            deciding=slot in (*DECIDING, *_CHANGING),
        )

    def _groups(self, fields: list[FormField]) -> Iterator[FormGroup]:
        told = False
        for group, found in groupby(fields, key=lambda field: _GROUP_OF.get(field.slot, _OTHERS)):
            held = tuple(found)
            notice = not told and any(field.personal for field in held)
            told = told or notice
            yield FormGroup(group, self.wording.say(f"form_page.groups.{group}"), held, notice)

    def _silence(self, law: PlaceLaw, citing: Citing) -> Iterator[str]:
        if law.guidance is None or law.guidance.regulated:
            return
        say = self.wording.say
        yield say("dialogue_guide.silence.notice", silence=law.guidance.silence)
        if clause := citing.name(law.guidance.clause):
            yield _plain(say("dialogue_guide.silence.notice_clause", clause=clause))
        yield say("dialogue_guide.silence.still")

    def _unavailable(self, law: PlaceLaw) -> str:
        if law.not_in_force is not None:
            return self.wording.say("dialogue_guide.silence.before_law", why=law.not_in_force)
        return self.wording.say("dialogue_guide.silence.unknown", place=law.place) if law.unknown else ""


def _need(question: Question) -> Need:
    if question.required:
        return Need.LAW
    if question.node.essential:
        return Need.ESSENTIAL
    return Need.OFFICE if question.needed else Need.OFFER


def _typed(slot: str, flow: Flow) -> str:
    """A slot as its field shows it; files stand in their own list."""
    value = flow.slots.get(slot)
    if value is None:
        return ""
    if SLOTS[slot].kind is Kind.LIST:
        files = {file.name for file in flow.files} if slot == _FILES else set()
        return "\n".join(line for line in value if line not in files)
    return str(value)


def _ended(text: str) -> str:
    """With its stop, where a part that only the chat says was cut off."""
    return f"{text}。" if text and text[-1] not in "。？" else text


def _plain(text: str) -> str:
    """A line of the chat as a page says it: no markers (the clauses are links beside it), no commands."""
    for said, here in _IN_A_FORM:
        text = text.replace(said, here)
    return _MARKER.sub("", text).strip()
