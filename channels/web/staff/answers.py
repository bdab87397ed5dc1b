"""``/staff/answers``: answers that were given, each with its claims beside their clauses, and the verdict on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse

from assistant.desk.access import Colleague
from assistant.desk.answers_reading import AnswerDesk, AnswerFilter
from assistant.desk.verdicts import EXPECTED_OF, Expected, Finding, Judgement, as_jsonl
from assistant.outcome import REASONS
from channels import rendering
from channels.web.staff import answers_words as words
from channels.web.staff.frame import Frame
from channels.web.staff.sending import Sent, address, day, download, said, whole
from credit_core.use_cases.vocabulary import BadFiling, Role, StaleVersion

PATH: Final = "/staff/answers"
_ONE: Final = f"{PATH}/{{answer_id}}"
_JUDGES: Final = frozenset({Role.REVIEWER, Role.SUPERVISOR})
_LONGEST: Final = 100


@dataclass(frozen=True, slots=True)
class Typed:
    """A verdict as it was typed: shown again where it does not hold."""

    findings: Mapping[int, str]
    missing: str
    expected: str
    comment: str

    def judgement(self, number: int) -> Judgement:
        """As the desk takes it; what was not chosen is left out, and the desk says so."""
        known = {one.value: one for one in Finding}
        return Judgement(
            findings={marker: known[value] for marker, value in self.findings.items() if value in known},
            missing=tuple(self.missing.replace("，", " ").replace(",", " ").split()),
            expected=Expected(self.expected) if self.expected in words.EXPECTED else Expected.ANSWER,
            comment=self.comment,
            number=number,
        )


def answers_router(frame: Frame) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)
    page = AnswersPage(frame)

    @router.get(PATH)
    def answers(request: Request, after: str = "") -> Response:
        return page.list(request, after)

    @router.get(f"{PATH}/verdicts.jsonl")
    def verdicts(request: Request) -> Response:
        lines = frame.desk.answers.verdicts.export(frame.member(request))
        return download(as_jsonl(lines), "application/x-ndjson; charset=utf-8", "verdicts.jsonl")

    @router.get(_ONE)
    def answer(request: Request, answer_id: str, again: str = "") -> Response:
        return page.show(request, answer_id, again=again == "1")

    @router.post(f"{_ONE}/verdict")
    def verdict(request: Request, answer_id: str, sent: Sent) -> Response:
        return page.judge(request, answer_id, sent)

    @router.post(f"{_ONE}/assign")
    def assign(request: Request, answer_id: str, sent: Sent) -> Response:
        to, judges = said(sent, "to", 64), [one.id for one in page.judges()]
        frame.desk.answers.samples.assign(frame.member(request), answer_id, None if to == "-" else to, judges)
        return RedirectResponse(address(f"{PATH}/{answer_id}", done="assigned"), 303)

    return router


@dataclass(frozen=True, slots=True)
class AnswersPage:
    """What the routes show."""

    frame: Frame

    def list(self, request: Request, after: str) -> Response:
        """The list, narrowed as the address says."""
        desk, member = self.frame.desk, self.frame.member(request)
        chosen = {
            one.name: value
            for one in fields(AnswerFilter)
            if (value := request.query_params.get(one.name, "").strip()[:_LONGEST])
        }
        wanted: dict[str, Any] = chosen | {name: day(chosen.get(name, "")) for name in ("since", "until")}
        found, trouble, status = None, "", 200
        try:
            found = desk.answers.given.search(member, AnswerFilter(**wanted), after or None)
        except BadFiling as error:
            trouble, status = str(error), 422
        return self.frame.page(
            request,
            "staff/answers.html",
            status,
            rows=found.rows if found else (),
            chosen={one.name: "" for one in fields(AnswerFilter)} | chosen,
            narrowed=bool(chosen),
            trouble=trouble,
            first=not after,
            next_page=address(PATH, **chosen, after=found.next) if found and found.next else "",
            places=desk.answers.checks.places(),
            channels=desk.answers.given.channels(),
            reasons={reason.value: reason.status.value for group in REASONS.values() for reason in group},
            words=words,
        )

    def show(
        self, request: Request, answer_id: str, *, again: bool = False, typed: Typed | None = None, trouble: str = ""
    ) -> Response:
        """One answer; `again`: with what would be answered now."""
        desk, member = self.frame.desk, self.frame.member(request)
        found = desk.answers.given.read(member, answer_id)
        replay = desk.answers.given.again(member, answer_id, self.frame.assistant) if again else None
        places = desk.answers.checks.places()
        judges = member.roles & _JUDGES
        done = request.query_params.get("done", "")
        return self.frame.page(
            request,
            "staff/answer.html",
            422 if trouble else 200,
            desk=found,
            view=rendering.view(found.given.answer, places),
            replay=replay,
            replayed=rendering.view(replay.answer, places) if replay else None,
            places=places,
            typed=typed or _as_it_stands(found),
            trouble=trouble,
            done=words.DONE.get(done, ""),
            may_judge=bool(judges),
            judges=self.judges() if judges else (),
            names={one.id: one.shown for one in desk.access.colleagues()},
            href=rendering.clause_href,
            own=member.id,
            words=words,
        )

    def judge(self, request: Request, answer_id: str, sent: FormData) -> Response:
        """Take a verdict; what does not hold is told beside the form, with everything that was typed."""
        desk, member = self.frame.desk, self.frame.member(request)
        found = desk.answers.given.read(member, answer_id)
        typed = Typed(
            {c.citation.marker: said(sent, f"finding-{c.citation.marker}", 24) for c in found.claims},
            said(sent, "missing", 2000),
            said(sent, "expected", 16),
            said(sent, "comment", 4000),
        )
        try:
            made = desk.answers.verdicts.judge(member, answer_id, typed.judgement(whole(sent, "number") or 0))
        except (BadFiling, StaleVersion) as error:
            return self.show(request, answer_id, typed=typed, trouble=str(error))
        wrong = any(finding != Finding.RIGHT for _, _, finding in made.findings)
        return RedirectResponse(address(f"{PATH}/{answer_id}", done="held" if wrong and found.holds else "judged"), 303)

    def judges(self) -> tuple[Colleague, ...]:
        """Colleagues who can be given a review."""
        return tuple(one for one in self.frame.desk.access.colleagues() if one.active and one.roles & _JUDGES)


def _as_it_stands(found: AnswerDesk) -> Typed:
    """The newest verdict, to be changed; without one, that what was done was right."""
    if found.verdicts:
        newest = found.verdicts[0]
        findings = {marker: finding for marker, _, finding in newest.findings}
        return Typed(findings, "\n".join(newest.missing), newest.expected, newest.comment or "")
    expected = EXPECTED_OF.get(found.given.answer.status, Expected.ANSWER)
    return Typed({}, "", expected.value, "")
