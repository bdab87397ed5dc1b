"""An answer out of other people's articles, put together by the assistant's own `compose` (引文式答复).

The articles become a corpus of their own; nobody wrote plain sentences (`Wording.gist`) for them, so the answer is the
head of each quote, the quotes, and what to mind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.compose import compose
from assistant.answering.gather_evidence import choose
from assistant.answering.turn import Part, Reply, Tools, Turn
from evals.legal_qa.data import Article
from evals.workbench import TODAY
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus
from knowledge.regulations.model import Document, Kind, Meta, Provision
from knowledge.retrieval.query import Hit

_KEPT = 10
"""Articles handed on, best first; how many of them are shown is for `choose` to say."""


def composed(question: str, articles: Sequence[Article], tools: Tools) -> Reply:
    """The reply to `question` from `articles` (at least one), best first: at most as many as the assistant shows.

    The share that each has in the probability is known for our own clauses only; here all count alike.
    """
    found = articles[:_KEPT]
    documents = {f"article-{n}": _document(f"article-{n}", article) for n, article in enumerate(found, 1)}
    hits = [Hit(ClauseRef(name, article=1), 0.0, 1 / len(found)) for name in documents]
    turn = Turn(question, None, TODAY, TODAY, parts=[Part(question, choose(hits))])
    reply = compose(turn, replace(tools, corpus=Corpus(documents, {}, "")))
    assert reply is not None  # the signature is every step's; this one always replies
    return reply


def quotes(reply: Reply) -> str:
    """What the reply quotes, without its own words."""
    return "\n".join(citation.quote for citation in reply.citations)


def _document(name: str, article: Article) -> Document:
    """A law that has this one article."""
    meta = Meta(
        id=name,
        title=article.law,
        title_in_source=None,
        issuer=None,
        number=None,
        jurisdiction="",
        kind=Kind.LAW,
        adopted=None,
        in_force_from=date.min,
        in_force_to=None,
        in_force_from_basis="",
        source_file="",
        sha256="",
    )
    ref = ClauseRef(name, article=1)
    provision = Provision(ref, article.text, 0, len(article.text), (), article.number)
    return Document(meta, article.text, provisions={ref: provision})
