"""docs/flows.md: every guided act as a picture, its questions, and what each place's law requires of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.dialogue.acts import GUIDED, Act
from assistant.dialogue.flows.diagram import diagram
from assistant.dialogue.flows.load import OTHER
from assistant.dialogue.flows.schema import EVERY, Flow, Need, Node, Otherwise, Source
from assistant.wording import Wording
from credit_core.model.cases import InfoKind
from credit_core.procedures.book import ProcedureBook
from credit_core.procedures.table import Procedure
from credit_core.use_cases.objection import PROCEDURES
from evals.pages.clauses import cited
from evals.result import cell
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus

HEAD = """# 办事流程

由 `credit-assistant evals pages` 生成，不要手改；流程在 `assistant/dialogue/flows/`，问句在 `assistant/messages/dialogue_guide.yaml`，
各地的要求在 `credit_core/law/procedures/`。

流程只有问题和下一步，不写地名，也不写条文：某一项当地条例要求就必问，并引那一条；不要求的，按“不要求时”一栏办。
图里双框是条例可能要求的，单框是受理单位需要的，圆角是可填可不填的。市民一句话说了几样，已经说的不再问；除了写着“不能空”的，都可以跳过。
“听到就记”的栏目不问。各地一栏写当地条例要求填的，可以向谁提出、以什么理由、从哪一天起算也照条例写；“—”是各地都不看条例的。
"""
NO_CLAUSE = "没有条文"
NOT_ASKED = "不要求"
NOT_SAID = "没有写"
_OTHERWISE = {
    Otherwise.OFFICE: "受理单位需要",
    Otherwise.OFFER: "可填可不填",
    Otherwise.LEAVE_OUT: "不问",
}
_NEEDS = {Need.OFFICE: "受理单位需要", Need.OFFER: "可填可不填"}
_ESSENTIAL = "，不能空"
_BODY = "record_source"

_Places = Mapping[str, Sequence[tuple[str, Procedure]]]
"""By document: the procedures of an act there, each with the kind of information that it is for ("" where there is one)."""


def render(flows: Mapping[Act, Flow], book: ProcedureBook, corpus: Corpus, wording: Wording) -> str:
    """The page as Markdown, act by act."""
    lines = [HEAD]
    for act in GUIDED:
        lines += _act(flows[act], _procedures(act, book, wording), book, corpus, wording)
    return "\n".join(lines) + "\n"


def _procedures(act: Act, book: ProcedureBook, wording: Wording) -> _Places:
    """Which procedures a flow ends in; an objection's depends on what is objected to."""
    names = {act.value: ""}
    if act is Act.OBJECTION:
        names = {PROCEDURES[kind]: wording.say(f"dialogue_guide.values.info_kind.{kind}") for kind in InfoKind}
    found: dict[str, list[tuple[str, Procedure]]] = {}
    for document in sorted({document for document, _ in book.places}):
        for name, kind in names.items():
            if (document, name) in book.places:
                found.setdefault(document, []).append((kind, book.of_document(name, document)))
    return found


def _act(flow: Flow, places: _Places, book: ProcedureBook, corpus: Corpus, wording: Wording) -> Iterator[str]:
    yield f"## {wording.say(f'dialogue_guide.acts.{flow.act}')}（`{flow.act}`）\n"
    yield f"```mermaid\n{diagram(flow, wording)}```\n"
    for document, procedures in places.items():
        for _, procedure in procedures:
            if not procedure.place.regulated:
                where, nearest = book.law.document(document).place, cited([procedure.place.clause], corpus)
                yield f"- {where}：{procedure.place.silence}最接近的条款：{nearest}。"
    if flow.heard:
        yield "- 听到就记：" + "、".join(f"{_label(name, wording)}（`{name}`）" for name in flow.heard) + "。"
    yield ""
    titles = (f"《{corpus.document(document).meta.title}》" for document in places)
    columns = ("栏目", "问句", "不要求时", *titles)
    yield "| " + " | ".join(columns) + " |"
    yield "|" + " --- |" * len(columns)
    for node in flow.nodes:
        cells = [_asked(node, procedures, corpus) for procedures in places.values()]
        row = (f"{_label(node.slot, wording)}（`{node.slot}`）", _question(node, wording), _otherwise(node), *cells)
        yield "| " + " | ".join(map(cell, row)) + " |"
    yield ""


def _question(node: Node, wording: Wording) -> str:
    key = f"dialogue_guide.ask.{node.question}"
    if node.vary is None:
        return wording.say(key)
    return f"{wording.say(f'{key}.{OTHER}')}（问法随“{_label(node.vary, wording)}”）"


def _otherwise(node: Node) -> str:
    words = _OTHERWISE[node.otherwise] if node.otherwise is not None else _NEEDS[node.need]
    return words + (_ESSENTIAL if node.essential else "")


def _asked(node: Node, procedures: Sequence[tuple[str, Procedure]], corpus: Corpus) -> str:
    """What the place's law says of the question; each sentence once, with the kinds that it is for."""
    told: dict[str, list[str]] = {}
    for kind, procedure in procedures:
        told.setdefault(_in(node, procedure, corpus), []).append(kind)
    if len(told) == 1:
        return next(iter(told))
    return "<br>".join(f"{'、'.join(kinds)}：{words}" for words, kinds in told.items())


def _in(node: Node, procedure: Procedure, corpus: Corpus) -> str:
    if node.need is Need.LAW:
        wanted = [one for one in procedure.requires if node.requirement in (EVERY, one.slot)]
        return "；".join(f"{one.name}（{_clause(one.clause, corpus)}）" for one in wanted) or NOT_ASKED
    if node.choices is Source.GROUNDS:
        return _listed(((one.name, one.clause) for one in procedure.grounds.values()), corpus)
    if node.slot == _BODY:
        return _listed(((one.name, one.clause) for one in procedure.recipients), corpus)
    if node.term is not None and (term := procedure.place.terms.get(node.term)) is not None and term.note:
        return f"{term.note}（{_clause(term.clause, corpus)}）"
    return "—"


def _listed(named: Iterable[tuple[str, ClauseRef | None]], corpus: Corpus) -> str:
    """甲、乙（第…条）; each clause once."""
    by_clause: dict[ClauseRef | None, list[str]] = {}
    for name, clause in named:
        by_clause.setdefault(clause, []).append(name)
    return (
        "；".join(f"{'、'.join(names)}（{_clause(clause, corpus)}）" for clause, names in by_clause.items()) or NOT_SAID
    )


def _clause(clause: ClauseRef | None, corpus: Corpus) -> str:
    return corpus.provision(clause).label if clause is not None else NO_CLAUSE


def _label(slot: str, wording: Wording) -> str:
    return wording.say(f"dialogue.labels.{slot}")
