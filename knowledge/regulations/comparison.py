"""What changed between two versions of a text, article by article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from knowledge.citations.reference import ClauseRef
from knowledge.regulations.model import Document, Provision

_SAME_NUMBER = 0.3
_OTHER_NUMBER = 0.6
"""How alike two articles must be (0 to 1) to be one article, changed; more under another number."""


class ChangeKind(StrEnum):
    """What happened to an article (or numbered item, or headed item)."""

    ADDED = "新增"
    REMOVED = "删除"
    CHANGED = "修改"
    RENUMBERED = "仅条号变动"


@dataclass(frozen=True, slots=True)
class Change:
    """One article's change. `steps`: ("same" | "removed" | "added", words), of a changed one only."""

    kind: ChangeKind
    old: ClauseRef | None
    new: ClauseRef | None
    old_label: str = ""
    new_label: str = ""
    steps: tuple[tuple[str, str], ...] = ()


def compare(old: Document, new: Document) -> tuple[Change, ...]:
    """Every article that is not the same in both, in the order of the new text, removed ones where they stood."""
    before, after = _articles(old), _articles(new)
    pairs = _paired(before, after)
    found: list[tuple[tuple[int, int], Change]] = []
    places = {id(p): n for n, p in enumerate(after)}
    for a, b in pairs:
        if change := _change(a, b):
            found.append(((places[id(b)], 1), change))
    paired_before, paired_after = {id(a) for a, _ in pairs}, {id(b) for _, b in pairs}
    last = -1
    for a in before:
        if id(a) in paired_before:
            last = next(places[id(b)] for x, b in pairs if x is a)
        else:
            found.append(((last, 2), Change(ChangeKind.REMOVED, a.ref, None, a.label)))
    for b in after:
        if id(b) not in paired_after:
            found.append(((places[id(b)], 1), Change(ChangeKind.ADDED, None, b.ref, "", b.label)))
    return tuple(change for _, change in sorted(found, key=lambda f: f[0]))


def _articles(document: Document) -> list[Provision]:
    tops = [p for p in document.provisions.values() if p.ref.parent is None]
    return [p for p in tops if p.ref.sentence is None]


def _paired(before: list[Provision], after: list[Provision]) -> list[tuple[Provision, Provision]]:
    """Which article became which: the same words first, then the same number, then the most alike."""
    old, new = list(before), list(after)
    pairs: list[tuple[Provision, Provision]] = []

    def take(a: Provision, b: Provision) -> None:
        pairs.append((a, b))
        old.remove(a)
        new.remove(b)

    for a in list(old):
        alike = [b for b in new if b.text == a.text]
        if alike:
            take(a, next((b for b in alike if b.ref.place == a.ref.place), alike[0]))
    for a in list(old):
        b = next((b for b in new if b.ref.place == a.ref.place), None)
        if b is not None and _likeness(a, b, _SAME_NUMBER) >= _SAME_NUMBER:
            take(a, b)
    scored = sorted(
        ((_likeness(a, b, _OTHER_NUMBER), i, j) for i, a in enumerate(old) for j, b in enumerate(new)), reverse=True
    )
    left, right = list(old), list(new)
    for likeness, i, j in scored:
        if likeness >= _OTHER_NUMBER and left[i] in old and right[j] in new:
            take(left[i], right[j])
    return pairs


def _likeness(a: Provision, b: Provision, least: float) -> float:
    matcher = SequenceMatcher(None, a.text, b.text, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least else 0.0


def _change(a: Provision, b: Provision) -> Change | None:
    if a.text != b.text:
        return Change(ChangeKind.CHANGED, a.ref, b.ref, a.label, b.label, tuple(_steps(a.text, b.text)))
    if a.ref.place != b.ref.place:
        return Change(ChangeKind.RENUMBERED, a.ref, b.ref, a.label, b.label)
    return None


def _steps(old: str, new: str) -> Iterator[tuple[str, str]]:
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", old[a1:a2]
            continue
        if a1 < a2:
            yield "removed", old[a1:a2]
        if b1 < b2:
            yield "added", new[b1:b2]
