"""Step 6. The answer's words: a direct sentence, the clauses verbatim, what follows, and what to mind.

Nothing is made up here: sentences come from messages/ (each tied to its clauses by a test) and from the law as data, and
everything else is a quote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assistant.answer import Citation
from assistant.answering.asked import gives, quantity_asked
from assistant.answering.gather_evidence import chinese_day
from assistant.answering.turn import Part, Reply, Tools, Turn
from assistant.citing import citation_of, excerpt
from assistant.outcome import Caveat, Reason
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.model import Kind, Provision

_OTHER_RULES = re.compile(r"另有规定|从其规定|适用其规定")
_SAYS_SILENCE = re.compile(r"没有(?:写明|规定|写)|未规定|未写明")
_REPAIR = re.compile(r"信用修复|予以修复|内修复")


@dataclass(slots=True)
class _Citations:
    """Hands out markers: one per clause, in the order of first use."""

    tools: Tools
    turn: Turn
    found: dict[ClauseRef, Citation] = field(default_factory=dict)

    def cite(self, ref: ClauseRef, quote: str | None = None) -> Citation:
        """The citation of a clause; `quote` defaults to the whole clause."""
        if ref not in self.found:
            words = quote or self.tools.corpus.provision(ref).text
            marker = len(self.found) + 1
            self.found[ref] = citation_of(self.tools.corpus, ref, marker, self.turn.as_of, words)
        return self.found[ref]


def compose(turn: Turn, tools: Tools) -> Reply | None:
    """Put the reply together; abstain when nothing was found."""
    citations = _Citations(tools, turn)
    if turn.missing_clause and not turn.named_clauses:
        return Reply(Reason.LOW_EVIDENCE, turn.missing_clause)
    if turn.comparison is not None:
        return _comparison(turn, tools, citations)
    answered = [p for p in turn.parts if p.hits]
    if not answered:
        return Reply(Reason.LOW_EVIDENCE, tools.wording.reply(Reason.LOW_EVIDENCE))
    say = tools.wording.say
    blocks: list[str] = []
    if turn.resumed is not None:
        blocks.append(say("answer.follow_up_understood", question=_echo(turn.resumed)))
    for number, part in enumerate(turn.parts, 1):
        if len(turn.parts) > 1:
            blocks.append(say("answer.part_head", number=number, question=_echo(part.question)))
        if part.hits:
            blocks += _part(part, tools, citations)
        else:
            blocks.append(say("answer.part_unanswered", why=tools.wording.reply(Reason.LOW_EVIDENCE)))
    if turn.computed_lines:
        blocks.append("\n".join([say("computed.head"), *(f"- {line}" for line in turn.computed_lines)]))
    return _finished(_reason(turn.parts), blocks, turn, tools, citations)


def _echo(words: str) -> str:
    """The citizen's own words, without what would read as a citation marker."""
    return words.replace("[", "［").replace("]", "］")


def _reason(parts: list[Part]) -> Reason:
    if any(not p.hits for p in parts):
        return Reason.PARTIAL
    if any(p.refutes for p in parts):
        return Reason.FALSE_PREMISE
    if any(p.lacks or (p.topic is not None and p.topic.silent) for p in parts):
        return Reason.SILENT
    return Reason.FOUND


def _part(part: Part, tools: Tools, citations: _Citations) -> list[str]:
    say = tools.wording.say
    main = part.hits[0].ref
    first = citations.cite(main)
    direct = _direct(part, tools)
    opening = say("answer.false_premise") if part.refutes else ""
    lead = _lead(main, tools) if main.item is not None else None
    lacking = _lacking(part, direct, lead, tools)
    blocks = [f"{opening}{direct}{lacking}[{first.marker}]", _quoted(first, tools)]
    if lead is not None:
        blocks.append(f"{say('answer.lead_head', locator=lead.label)}\n> {lead.text.splitlines()[0]}")
    shown = part.hits[1:]
    if part.topic is not None and part.topic.silent:
        blocks += [_quoted(citations.cite(h.ref), tools) for h in shown]
        if part.topic.ask_body is not None:
            blocks.append(say("silent.ask", body=part.topic.ask_body.name))
    elif shown:
        blocks.append(say("answer.related_head"))
        blocks += [_quoted(citations.cite(h.ref, excerpt(tools.corpus.provision(h.ref).text)), tools) for h in shown]
    gist = tools.wording.gist(main.document, main.place)
    if gist is not None and gist.next:
        blocks.append(f"{say('answer.next_head')}{gist.next}[{first.marker}]")
    return blocks


def _lacking(part: Part, direct: str, lead: Provision | None, tools: Tools) -> str:
    """That what is quoted does not give the number asked for, said once; empty where it does, or none is asked for."""
    quantity = quantity_asked(part.question)
    if quantity is None or part.refutes or (part.topic is not None and part.topic.silent):
        return ""
    shown = [tools.corpus.provision(h.ref).text for h in part.hits]
    if gives([direct, *shown, *([lead.text] if lead is not None else [])], quantity):
        return ""
    part.lacks = True
    if _SAYS_SILENCE.search(direct):
        return ""
    return tools.wording.say("silent.quantity", what=tools.wording.section("quantities")[quantity.value])


def _direct(part: Part, tools: Tools) -> str:
    if part.topic is not None:
        return part.topic.answer
    ref = part.hits[0].ref
    gist = tools.wording.gist(ref.document, ref.place)
    return gist.text if gist is not None else tools.wording.say("answer.direct_fallback")


def _quoted(citation: Citation, tools: Tools) -> str:
    kind = tools.corpus.documents[citation.document].meta.kind
    key = "answer.quote_head" if kind.rank == 1 else "answer.quote_head_policy"
    head = tools.wording.say(key, title=citation.title, locator=citation.locator)
    lines = "\n".join(f"> {line}" for line in citation.quote.splitlines() if line.strip())
    return f"{head}[{citation.marker}]\n{lines}"


def _lead(ref: ClauseRef, tools: Tools) -> Provision | None:
    """The 款 that a 项 stands under."""
    parent = ref.parent
    return tools.corpus.find(parent) if parent is not None else None


def _comparison(turn: Turn, tools: Tools, citations: _Citations) -> Reply:
    say = tools.wording.say
    names = tools.places()
    topic = tools.law.topics[turn.comparison] if turn.comparison else None
    rows, quotes = [], []
    for place, part in turn.compared.items():
        refs = _compared_clauses(part)
        if not refs:
            rows.append(
                f"| {names[place]} | {say('compare.no_law', place=names[place], as_of=chinese_day(turn.as_of))} | |"
            )
            continue
        cited = [citations.cite(ref) for ref in refs]
        marks = "".join(f"[{c.marker}]" for c in cited)
        rows.append(f"| {names[place]} | {_direct(part, tools)}{marks} | {cited[0].locator} |")
        quotes += [_quoted(c, tools) for c in cited]
    if not quotes:
        return Reply(Reason.LOW_EVIDENCE, tools.wording.reply(Reason.LOW_EVIDENCE))
    head = f"| {say('compare.column_place')} | {say('compare.column_says')} | {say('compare.column_clause')} |"
    intro = say("compare.intro", topic=topic.name) if topic else say("compare.intro_found")
    table = "\n".join([head, "| --- | --- | --- |", *rows])
    return _finished(Reason.COMPARISON, [intro, table, say("compare.quotes_head"), *quotes], turn, tools, citations)


def _compared_clauses(part: Part) -> list[ClauseRef]:
    """The clauses that carry the topic in a place, and the one found for the question if it is another."""
    found = [h.ref for h in part.hits[:2] if h.ref.document == part.hits[0].ref.document]
    if part.topic is None:
        return found
    carrying = list(part.topic.clauses[:2])
    return [ref for ref in found[:1] if ref.top not in {c.top for c in carrying}] + carrying


def _finished(reason: Reason, blocks: list[str], turn: Turn, tools: Tools, citations: _Citations) -> Reply:
    caveats = _caveats(turn, tools, list(citations.found))
    say = tools.wording.say
    lines = [say(f"caveats.{c.value}") for c in caveats]
    if turn.not_covered and turn.comparison is not None:
        lines.append(say("caveats.not_covered", places="、".join(turn.not_covered)))
    if turn.as_of != turn.today:
        lines.append(say("caveats.not_today", as_of=chinese_day(turn.as_of)))
    if lines:
        blocks = [*blocks, "\n".join([say("answer.caveat_head"), *(f"- {line}" for line in lines)])]
    return Reply(reason, "\n\n".join(blocks), tuple(citations.found.values()), tuple(caveats), tuple(turn.computed))


def _caveats(turn: Turn, tools: Tools, refs: list[ClauseRef]) -> list[Caveat]:
    documents = [tools.corpus.documents[r.document] for r in refs]
    texts = [tools.corpus.provision(r.top).text for r in refs[:1]] + [tools.corpus.provision(r).text for r in refs[1:]]
    wanted = {
        Caveat.OTHER_RULES_PREVAIL: any(_OTHER_RULES.search(t) for t in texts),
        Caveat.NEWER_NATIONAL_RULES_NOT_LOADED: any(_REPAIR.search(t) for t in texts),
        Caveat.IDENTIFICATION: any(d.meta.identification for d in documents),
        Caveat.POLICY_ONLY: any(d.meta.kind is Kind.NORMATIVE_DOCUMENT for d in documents),
        Caveat.EXPIRED_PLAN: any(d.meta.kind is Kind.PLAN for d in documents),
        Caveat.PROVISIONAL: any(c.provisional for c in turn.computed),
    }
    return [caveat for caveat, holds in wanted.items() if holds]
