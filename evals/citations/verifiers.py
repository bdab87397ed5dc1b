"""The three places where a citation is checked: the verifier, a pasted text, and the gate of the answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from assistant.answer import Citation
from assistant.answering.turn import Reply, Tools, Turn
from assistant.answering.verify_citations import verify_citations
from assistant.outcome import Reason
from evals.citations.variants import Kind, Variant
from knowledge.citations.check import check_text
from knowledge.citations.verifier import Outcome, placed, verify_quote

_FRAMES = (
    "{name}{label}规定：“{quote}”。",
    "答复如下：“{quote}”（{name}{label}）。请知悉。",
    "根据{name}{label}，“{quote}”，请您带上材料来办。",
    "您好！{name}{label}写明“{quote}”。如有疑问请再联系。",
)
_WRITTEN_BY_PEOPLE = {Kind.SPELLING, Kind.RANGE, Kind.DIGITS}
"""The gate is given clause ids and the corpus's own spelling, and lets no other pass."""


@dataclass(frozen=True, slots=True)
class Check:
    """A verifier: how the metric calls it, and whether it lets a citation pass (None: it is never asked this)."""

    key: str
    label: str
    passes: Callable[[Variant, Tools], bool | None]


def _by_verifier(variant: Variant, tools: Tools) -> bool:
    """knowledge.citations.verifier, and its verdict on the place."""
    verdict = verify_quote(tools.corpus, variant.ref, variant.quote, variant.on)
    document = tools.corpus.document(variant.ref.document)
    return placed(tools.corpus, document, verdict, variant.place).outcome is Outcome.RIGHT


def _in_a_text(variant: Variant, tools: Tools) -> bool:
    """knowledge.citations.check: the citation in a sentence that a clerk would write; all its verdicts must be right."""
    text = _sentence(variant, tools)
    verdicts = check_text(tools.corpus, text, variant.on, variant.place)
    quoted = [v for v in verdicts if v.quote is not None and v.text == variant.quote]
    if not quoted:
        return not variant.true  # overlooked: a true one is not let pass, a forged one is
    return all(v.verdict.outcome is Outcome.RIGHT for v in verdicts)


def _at_the_gate(variant: Variant, tools: Tools) -> bool | None:
    """assistant.answering.verify_citations: an answer that carries the citation as one in force."""
    if variant.kind in _WRITTEN_BY_PEOPLE:
        return None
    ref = variant.ref
    meta = tools.corpus.document(ref.document).meta
    locator = ref.locator(tools.corpus.document(ref.document).scheme)
    citation = Citation(
        1, str(ref), ref.document, ref.article, ref.paragraph, ref.item, meta.title, locator, variant.quote, True
    )
    turn = Turn("", variant.place, variant.on, variant.on)
    turn.place = variant.place
    reply = Reply(Reason.FOUND, "法规是这样写的。[1]", (citation,))
    return bool(verify_citations(turn, reply, tools).citations)


CHECKS = (
    Check("verifier", "核对单条引文（verifier）", _by_verifier),
    Check("text", "核对一段文字（check）", _in_a_text),
    Check("gate", "答复出门前的核验（verify_citations）", _at_the_gate),
)


def _sentence(variant: Variant, tools: Tools) -> str:
    document = tools.corpus.document(variant.ref.document)
    provision = document.get(variant.ref)
    label = variant.label or (provision.label if provision else variant.ref.locator(document.scheme))
    frame = Random(f"{variant.ref} {variant.quote}").choice(_FRAMES)
    return frame.format(name=f"《{document.meta.title}》", label=label, quote=variant.quote)
