"""Walking a form to its end with synthetic answers, and the checks that every reply of a guide must pass."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from assistant.answer import Answer
from assistant.dialogue.acts import Act
from assistant.dialogue.guide import Guide
from assistant.dialogue.ports import Step
from assistant.dialogue.said import Said
from assistant.dialogue.state import Flow
from credit_core.identity.synthetic import mobile, person_name, resident_number, unified_code
from evals.answers.numbers import unbacked
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus

TODAY = date(2026, 11, 20)
PLACES = ("shanxi", "jiangxi", "city")
ROLES = ("self", "legal_representative", "agent", "guardian", "minor_self")
KINDS = ("public", "market", "evaluation", "listing")
_MARKER = re.compile(r"\[(\d{1,2})\]")


def answers(seed: int = 1, **changes: Any) -> dict[str, Any]:
    """A synthetic value for every slot; numbers have valid check digits, words hold no numbers."""
    source = random.Random(seed)
    found = {
        "applicant_role": "self",
        "subject_kind": "natural_person",
        "subject_name": person_name(source),
        "subject_id": resident_number(source, date(1980, 5, 6)),
        "contact": mobile(source),
        "record_ref": "上面写着没有按时公示年报的那条",
        "record_source": "测试县市场监督管理局",
        "info_kind": "public",
        "objection_ground": "error",
        "objection_detail": "当时已经公示了，写成没有公示",
        "evidence": ["公示截图", "回执"],
        "correction_facts": ["罚款已经交了", "也整改了"],
        "legal_document": "测市监罚字〔2024〕12号",
        "event_date": "2026-11-16",
        "records": ["受到表彰奖励"],
        "authorisation": "有签字的授权书",
        "purpose": "招聘",
        "applicant_name": "测试商行",
        "applicant_id": unified_code(source),
        "topic": "测试县某单位把我的信息发到群里",
        "urgency": "normal",
    }
    for who in ("representative", "agent", "guardian"):
        found |= {f"{who}_name": person_name(source), f"{who}_id": resident_number(source, date(1975, 1, 2))}
    return {**found, **changes}


@dataclass
class Walk:
    """What came of a walk."""

    flow: Flow
    steps: list[Step] = field(default_factory=list)

    @property
    def slots(self) -> list[str]:
        """What was asked for, in order."""
        return [step.slot for step in self.steps if step.slot is not None]


def walk(
    guide: Guide,
    act: Act,
    place: str,
    given: Mapping[str, Any] | None = None,
    *,
    skips: bool = False,
    today: date = TODAY,
) -> Walk:
    """Answer every question that comes; with `skips` leave out all that may be left out, but for what is `given`."""
    told = {**answers(), **(given or {}), "jurisdiction": place}
    done = Walk(Flow(act, f"chat-{act.value}"))
    while (step := guide.next(done.flow, today)).slot is not None:
        assert step.slot not in done.slots, "asked twice"
        done.steps.append(step)
        if skips and not step.essential and step.slot not in (given or {}):
            done.flow = replace(done.flow, passed=(*done.flow.passed, step.slot), asked=step.slot)
        else:
            done.flow = replace(done.flow.with_slots({step.slot: told[step.slot]}), asked=step.slot)
    done.flow = replace(done.flow, asked=None)
    return done


def faults(said: Said, place: str | None, corpus: Corpus, *, words: str = "", today: date = TODAY) -> Iterator[str]:
    """What is wrong with a reply: a number without a source, a marker, a quote that is not the clause's, another place."""
    answer = Answer(
        said.reason, said.text, "x", today, corpus.version, place, said.citations, said.caveats, said.computed
    )
    yield from (f"没有出处：{loose}" for loose in unbacked(answer, words, corpus))
    marks, issued = {int(m) for m in _MARKER.findall(said.text)}, [c.marker for c in said.citations]
    if sorted(marks) != issued:
        yield f"标注与引文不一致：{sorted(marks)} {issued}"
    for citation in said.citations:
        provision = corpus.find(ClauseRef.parse(citation.clause))
        if provision is None or not citation.quote or citation.quote not in provision.text:
            yield f"引文不是原文：{citation.clause}"
        if corpus.documents[citation.document].meta.jurisdiction != place:
            yield f"引用了别处的条款：{citation.clause}"
    bare = _MARKER.sub("", said.text)
    for named in re.findall(r"《[^》]+》第[一二三四五六七八九十百]+条", bare):
        if not any(named.startswith(f"《{c.title}》") for c in said.citations):
            yield f"提到了没有引文的条款：{named}"
