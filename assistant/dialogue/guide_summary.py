"""The summary before anything is filed: what was understood, whom it goes to, what follows and when, what stays visible.

Every number and day is credit_core's, every clause carries its words; what this place's law does not say is said so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.dialogue.contract import Choice
from assistant.dialogue.flows.schema import EVERY
from assistant.dialogue.flows.schema import Flow as Questions
from assistant.dialogue.guide_ahead import AheadWords
from assistant.dialogue.guide_check import pre_check
from assistant.dialogue.guide_citing import Citing, computed_entry
from assistant.dialogue.guide_fields import filled, label, words_of
from assistant.dialogue.guide_law import PlaceLaw
from assistant.dialogue.guide_walk import Question
from assistant.dialogue.said import Said
from assistant.dialogue.state import Flow
from assistant.outcome import Caveat, Reason
from assistant.wording import Wording
from credit_core.use_cases.guidance import Guidance, papers
from credit_core.use_cases.office import Office
from credit_core.use_cases.vocabulary import CaseType, InfoKind
from knowledge.regulations.corpus import Corpus

_WRITING, IDENTITY = "writing", "identity"
_POINTS = ("publicity_period", "effects", "effect_choices", "ends_measures", "requires_collection", "reasons_asked",
           "result_notice", "handling")  # fmt: skip
_STATED_ONLY = ("effects", "effect_choices", "requires_collection")
"""Points that are told where the text says something, and whose silence tells a citizen nothing."""
_MEANWHILE, _FEE = "disclosure_continues", "fee"
ABOUT_RECORDS = (CaseType.OBJECTION, CaseType.REPAIR, CaseType.REVOCATION, CaseType.DELETE_HONOUR)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a summary is made of. `way` are the questions of this way through the form."""

    office: Office
    corpus: Corpus
    wording: Wording
    flow: Flow
    questions: Questions
    way: tuple[Question, ...]
    law: PlaceLaw
    places: Mapping[str, str]
    today: date

    def said(self) -> Said:
        """The summary, ending with the question whether to file."""
        guidance = self.law.guidance
        return self._without_law() if guidance is None else self._with_law(guidance)

    def _without_law(self) -> Said:
        """An act that no law regulates (转人工), or one that cannot be filed in the place."""
        if self.law.unavailable:
            return Said(self._unavailable(), Reason.TOPIC, choices=self._choices("cancel"))
        blocks = [self._head(), self._given(), self._say("ask")]
        return Said("\n\n".join(blocks), Reason.TOPIC, choices=self._choices("submit", "change", "cancel"))

    def _with_law(self, guidance: Guidance) -> Said:
        citing = Citing(self.corpus, self.wording, self.today)
        checked = pre_check(self.office, self.flow, guidance, self._kind, self.today)
        ahead = AheadWords(citing, self.wording, checked)
        sections = [
            self._head(),
            self._given(),
            *self._silence(guidance, citing),
            self._list("missing", self._missing(guidance, citing)),
            "\n".join(self._first(guidance, citing)),
            self._list("next", [*self._identity(guidance, citing), *ahead.lines(), *self._points(guidance, citing)]),
            self._list("meanwhile", self._meanwhile(guidance, citing)),
            self._list("fee", self._fee(guidance, citing)),
        ]
        computed = tuple(entry for duty in checked.duties if (entry := computed_entry(duty)) is not None)
        sections.append(self._list("notes", ahead.notes()))
        caveats = citing.caveats(computed, on_repair=guidance.type is CaseType.REPAIR)
        sections += self._end(guidance, citing, caveats, ahead.named_keys())
        return Said(
            text="\n\n".join(section for section in sections if section),
            reason=Reason.TOPIC,
            citations=citing.citations,
            computed=computed,
            caveats=caveats,
            choices=self._choices("submit", "change", "cancel"),
        )

    @property
    def _kind(self) -> InfoKind | None:
        """The kind of information, as said or as the place leaves no other."""
        said = self.flow.slots.get("info_kind")
        return InfoKind(said) if said is not None else self.law.assumed

    def _head(self) -> str:
        return self._say("head", act=self.wording.say(f"dialogue_guide.acts.{self.flow.act.value}"))

    def _given(self) -> str:
        rows = filled(self.questions, self.flow.slots, self.law, self.places, self.wording)
        lines = [self.wording.say("dialogue_guide.given.line", label=name, value=value) for name, value in rows]
        return self._list("given", lines or [self.wording.say("dialogue_guide.given.nothing")])

    def _silence(self, guidance: Guidance, citing: Citing) -> Iterator[str]:
        """A place whose law does not give the act: its sentence, and the nearest clause."""
        if guidance.regulated:
            return
        say, clause = self.wording.say, citing.name(guidance.clause)
        yield say("dialogue_guide.silence.notice", silence=guidance.silence) + (
            say("dialogue_guide.silence.notice_clause", clause=clause) if clause else ""
        )

    def _missing(self, guidance: Guidance, citing: Citing) -> Iterator[str]:
        """What the law or the office asks and is not there: filed as missing."""
        for question in self.way:
            if question.slot in self.flow.slots or not question.needed:
                continue
            for required in question.requirements:
                yield self._missing_line(required.name, citing.name(required.clause, required.name))
            if not question.requirements:
                yield self._say("missing_line", name=label(question.slot, self.wording), clause=self._say("by_office"))
        bound = {node.requirement for node in self.questions.nodes}
        for required in guidance.requires:
            if required.slot not in bound | {_WRITING, IDENTITY} and EVERY not in bound:
                yield self._missing_line(required.name, citing.name(required.clause, required.name))

    def _missing_line(self, name: str, clause: str) -> str:
        return self._say("missing_line", name=name, clause=self._say("by_law", clause=clause) if clause else "")

    def _first(self, guidance: Guidance, citing: Citing) -> Iterator[str]:
        """Whom it goes to, in what form, and what to bring."""
        body = guidance.addressee(self.flow.slots.get("record_source"))
        named = bool(guidance.recipients)
        clause = citing.name(body.clause, body.name, *(one.name for one in guidance.recipients))
        key = "to_named" if named and clause else "to_other_clause" if clause else "to_other"
        yield self._say("to") + self._say(key, body=words_of(body.name), clause=clause)
        for required in guidance.requires:
            if required.slot == _WRITING and (clause := citing.name(required.clause, required.name)):
                yield self._say("writing", clause=clause, name=required.name)
        bring = papers(self.flow.slots.get("applicant_role", ""))
        if bring is not None:
            yield self._say("bring", papers=bring)
        if self.law.assumed is not None and "info_kind" not in self.flow.slots:
            yield self._say("assumed_kind", kind=guidance.title)

    def _identity(self, guidance: Guidance, citing: Citing) -> Iterator[str]:
        if guidance.asks_identity:
            clause = citing.name(guidance.identity_clause)
            yield self._say("identity", clause=clause) if clause else self._say("identity_practice")

    def _points(self, guidance: Guidance, citing: Citing) -> Iterator[str]:
        for name in _POINTS:
            point = guidance.point(name)
            if point is None or (point.clause is None and (point.stated or name in _STATED_ONLY)):
                continue  # what is stated without a clause of this text rests on another paper, and is not told here
            clause = citing.name(point.clause or guidance.clause)  # a silence is told of the act's own clause
            text = self._say(f"points.{name}", text=point.text)
            yield self._say("point", text=text, clause=clause) if clause else text

    def _meanwhile(self, guidance: Guidance, citing: Citing) -> Iterator[str]:
        """What stays visible while it is handled, only as this place's law says."""
        if guidance.type not in ABOUT_RECORDS:
            return
        point = guidance.point(_MEANWHILE)
        clause = citing.name(point.clause) if point is not None else ""
        if point is not None and clause:
            yield self._say("point", text=point.text, clause=clause)
            return
        yield self._sentence(point.text) if point is not None else self._say("meanwhile_silent")
        yield self._say("as_it_is")

    def _fee(self, guidance: Guidance, citing: Citing) -> Iterator[str]:
        point = guidance.point(_FEE)
        clause = citing.name(point.clause, point.text) if point is not None else ""
        if point is not None and clause:
            yield self._say("point", text=point.text, clause=clause)
        else:
            yield self._sentence(point.text) if point is not None else self._say("fee_silent")

    def _end(
        self, guidance: Guidance, citing: Citing, caveats: Iterable[Caveat], told: frozenset[str]
    ) -> Iterator[str]:
        assumptions = self.office.law.assumptions
        keys = [
            key for key in guidance.assumptions if key not in told and assumptions[key].review.status == "unreviewed"
        ]
        if keys:
            yield self._say("interpretations", keys="、".join(keys))
        if quotes := citing.quotes():
            yield "\n\n".join((self._say("quotes"), *quotes))
        yield self._list("mind", (self.wording.say(f"caveats.{caveat.value}") for caveat in caveats))
        yield self._say("ask")

    def _unavailable(self) -> str:
        if self.law.not_in_force is not None:
            return self.wording.say("dialogue_guide.silence.before_law", why=self.law.not_in_force)
        return self.wording.say("dialogue_guide.silence.unknown", place=self.law.place)

    def _choices(self, *names: str) -> tuple[Choice, ...]:
        words = [self.wording.say(f"dialogue.choices.{name}") for name in names]
        return tuple(Choice(word, word) for word in words)

    def _list(self, heading: str, lines: Iterable[str]) -> str:
        items = [f"- {line}" for line in lines]
        return "\n".join((self._say(heading), *items)) if items else ""

    def _sentence(self, text: str) -> str:
        return text if text.endswith("。") else f"{text}。"

    def _say(self, name: str, /, **values: object) -> str:
        return self.wording.say(f"dialogue_guide.summary.{name}", **values)
