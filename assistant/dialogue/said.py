"""What the assistant says in a turn, before it becomes an answer object; pieces can be put one after another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.answer import Citation, Computed
from assistant.dialogue.contract import Choice
from assistant.outcome import Caveat, Reason

_MARKER = re.compile(r"\[(\d{1,2})\]")


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of a reply. The text's markers ``[n]`` and the citations name each other one to one, from 1."""

    text: str
    reason: Reason
    citations: tuple[Citation, ...] = ()
    computed: tuple[Computed, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    choices: tuple[Choice, ...] = ()


def together(first: Said, *others: Said, reason: Reason | None = None) -> Said:
    """The pieces as one reply, a blank line between them; markers are counted through, and what is cited twice has one.

    The reason is that of the first piece unless `reason` is given; the choices are those of the last piece that has any.
    """
    texts, citations = [first.text], list(first.citations)
    for piece in others:
        markers = _taken_in(citations, piece.citations)
        texts.append(_MARKER.sub(lambda m, now=markers: f"[{now.get(int(m[1]), int(m[1]))}]", piece.text))  # type: ignore[misc]
    pieces = (first, *others)
    return Said(
        text="\n\n".join(text for text in texts if text),
        reason=reason or first.reason,
        citations=tuple(citations),
        computed=tuple(c for piece in pieces for c in piece.computed),
        caveats=_once(c for piece in pieces for c in piece.caveats),
        choices=next((piece.choices for piece in reversed(pieces) if piece.choices), ()),
    )


def _taken_in(citations: list[Citation], added: Iterable[Citation]) -> dict[int, int]:
    """The markers that further citations have among these; a clause with the same quote is there already."""
    markers: dict[int, int] = {}
    for one in added:
        same = next((c for c in citations if (c.clause, c.quote) == (one.clause, one.quote)), None)
        if same is None:
            same = replace(one, marker=len(citations) + 1)
            citations.append(same)
        markers[one.marker] = same.marker
    return markers


def _once(caveats: Iterable[Caveat]) -> tuple[Caveat, ...]:
    return tuple(dict.fromkeys(caveats))
