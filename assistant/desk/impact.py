"""When a text changes (法规变动的影响): what was said, written and decided on the clauses that are no longer the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import Final

import yaml

from assistant.desk.answers_ground import Ground, reading, say
from assistant.desk.member import Member
from assistant.memory import answers_found
from assistant.memory.answers_found import Given
from assistant.sources import SourceError, clauses_of, diff_documents, list_documents
from assistant.wording import load_wording
from credit_core.use_cases.desk.impact import Resting, open_cases_on, resting_on
from credit_core.use_cases.desk.rows import CaseRow
from credit_core.use_cases.desk.scope import reach_of
from credit_core.use_cases.office import Office
from credit_core.use_cases.vocabulary import BadFiling
from knowledge.citations.reference import ClauseRef

ANSWERS: Final = 200
_PRESUMED: Final = "presumed"


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence of the assistant that holds for clauses: a gist (一句话说明), or a saying that a clause contradicts."""

    clause: ClauseRef
    text: str


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything that cites one of the clauses, each list as far as it was asked for."""

    clauses: tuple[ClauseRef, ...]
    answers: tuple[Given, ...] = ()
    templates: tuple[Template, ...] = ()
    law: tuple[Resting, ...] = ()
    cases: tuple[CaseRow, ...] = ()
    named: Mapping[str, str] = field(default_factory=dict)
    """The clauses by their Chinese names."""


@dataclass(frozen=True, slots=True)
class Impacts:
    """Finding what rests on clauses."""

    ground: Ground

    def documents(self) -> Mapping[str, str]:
        """Texts to choose from, drafts included: id and title."""
        listed = list_documents(self.ground.data_dir, self.ground.now().date())
        return {one.id: f"{one.title}（{one.id}，{one.state.value}）" for one in listed}

    def changed(self, old: str = "", new: str = "", clauses: str = "") -> tuple[ClauseRef, ...]:
        """The clauses meant: of `old` what is not the same in `new`; all of `old` alone; or those written out.

        Raises:
            BadFiling: nothing is named, or it does not exist.
        """
        corpus, written = self.ground.corpus(), clauses.replace("，", " ").replace(",", " ").split()
        if written:
            return tuple(dict.fromkeys(self.ground.clause(one, corpus) for one in written))
        if not old:
            raise BadFiling(say("changed_needed"))
        try:
            if not new:
                return clauses_of(self.ground.data_dir, old)
            changes = diff_documents(self.ground.data_dir, old, new)
        except SourceError as error:
            raise BadFiling(str(error)) from error
        return tuple(change.old for change in changes if change.old is not None)

    def of(self, member: Member, clauses: Sequence[ClauseRef], office: Office) -> Impact:
        """What rests on the clauses, as far as the member sees.

        Raises:
            Forbidden
        """
        actor = reading(member)
        if not clauses:
            return Impact(())
        with self.ground.engine.connect() as connection:
            answers = answers_found.citing(connection, clauses, member.places, ANSWERS)
        corpus = self.ground.corpus()
        titles = {
            str(ref): f"《{corpus.documents[ref.document].meta.title}》{found.label}"
            for ref in clauses
            if (found := corpus.find(ref))
        }
        return Impact(
            clauses=tuple(clauses),
            answers=answers,
            templates=templates_on(clauses),
            law=resting_on(office.book, clauses),
            cases=open_cases_on(office, actor, reach_of(actor, member.places), clauses),
            named=titles,
        )


def templates_on(clauses: Sequence[ClauseRef]) -> tuple[Template, ...]:
    """Sentences of the assistant tied to one of the clauses."""
    found = []
    for document in sorted({ref.document for ref in clauses}):
        wanted = [ref for ref in clauses if ref.document == document]
        for place, gist in load_wording().gists().get(document, {}).items():
            resting = [ClauseRef.parse(f"{document}#{one}") for one in (place, *gist.next_places)]
            if any(ref.overlaps(one) for ref in resting for one in wanted):
                found.append(Template(resting[0], gist.text))
        for place, rows in _presumed(document).items():
            ref = ClauseRef.parse(f"{document}#{place}")
            if any(ref.overlaps(one) for one in wanted):
                found += [Template(ref, str(row["against"])) for row in rows]
    return tuple(found)


def _presumed(document: str) -> Mapping[str, list[Mapping[str, str]]]:
    """The sayings of a document that its clauses contradict (assistant/messages/presumed)."""
    file = resources.files("assistant") / "messages" / _PRESUMED / f"{document}.yaml"
    return (
        {str(place): rows for place, rows in yaml.safe_load(file.read_text("utf-8")).items()} if file.is_file() else {}
    )
