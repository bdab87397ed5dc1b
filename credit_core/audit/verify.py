"""Reading the audit chain (审计链) through and locating what was done to it.

Each row is held against itself and against the row before it, and against nothing else: so the memory stays flat
however long the chain, and one damaged row never makes a later one look damaged. What a row cannot tell by itself,
the heads kept outside (校验点) tell: a recomputed chain is flawless in itself.

What a bare chain cannot show, and no verifier can: that the tail was cut, or everything rewritten, *after* the last
head kept outside. `Report.anchored` says how far the heads reach. Nor can it tell a lawful erasure of content from
an unlawful one: whoever erases appends an entry about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from credit_core.audit.entry import GENESIS, AuditContent, AuditEntry, Head, Row, content_hash, seal
from credit_core.audit.errors import NotCanonical
from credit_core.messages import audit as messages


class Kind(StrEnum):
    """What is wrong at a place of the chain."""

    EDITED = "edited"  # 条目与自己的校验值不符
    GAP = "gap"  # 缺号
    OUT_OF_ORDER = "out_of_order"  # 序号重复或者倒退
    BROKEN_LINK = "broken_link"  # 链接断开
    CONTENT_CHANGED = "content_changed"  # 前后内容不符
    CUT_TAIL = "cut_tail"  # 链尾被截断
    HEAD_MISMATCH = "head_mismatch"  # 与校验点不符


_SENTENCES = {
    Kind.EDITED: messages.EDITED,
    Kind.GAP: messages.GAP,
    Kind.OUT_OF_ORDER: messages.OUT_OF_ORDER,
    Kind.BROKEN_LINK: messages.BROKEN_LINK,
    Kind.CONTENT_CHANGED: messages.CONTENT_CHANGED,
    Kind.CUT_TAIL: messages.CUT_TAIL,
    Kind.HEAD_MISMATCH: messages.HEAD_MISMATCH,
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, at entry `seq`, or somewhere from entry `since` to entry `seq`.

    For GAP and CUT_TAIL the range names the entries that are missing. A HEAD_MISMATCH lies after the last head that
    agreed; more heads kept outside make the range narrower.
    """

    kind: Kind
    since: int
    seq: int

    @property
    def sentence(self) -> str:
        """The fault in Chinese."""
        pattern = messages.ONE_ENTRY if self.since == self.seq else messages.ENTRIES
        return _SENTENCES[self.kind].format(place=pattern.format(since=self.since, seq=self.seq))


@dataclass(frozen=True, slots=True)
class Report:
    """What was read and what was found.

    Attributes:
        count: entries read.
        head: the last entry read; None for an empty chain.
        faults: in the order of the chain, those told by heads last.
        erased: entries whose content is erased (or was not handed over): no fault.
        anchored: seq of the last head kept outside that agreed; 0 if none did.
    """

    count: int
    head: Head | None
    faults: tuple[Fault, ...]
    erased: int
    anchored: int

    @property
    def sound(self) -> bool:
        """True if no fault was found; a sound chain is proved up to `anchored` only."""
        return not self.faults

    @property
    def summary(self) -> str:
        """The report in a few Chinese sentences, without the single faults."""
        parts = [messages.SUMMARY.format(count=self.count, erased=self.erased)]
        parts.append(messages.SOUND if self.sound else messages.UNSOUND.format(faults=len(self.faults)))
        parts.append(messages.ANCHORED.format(anchored=self.anchored) if self.anchored else messages.NOT_ANCHORED)
        if self.sound and self.anchored < self.count:
            parts.append(messages.UNSEEN.format(first=self.anchored + 1))
        return "".join(parts)


def verify(
    entries: Iterable[AuditEntry],
    contents: Mapping[int, AuditContent] | Iterable[AuditContent | None],
    heads: Iterable[Head],
) -> Report:
    """Check the chain in the order in which it is stored (by seq).

    Args:
        entries: all entries from the first on.
        contents: by seq, a missing one being erased; or one for each entry in the same order (as an outer join
            gives them), None being erased.
        heads: every head kept outside, in any order.

    Raises:
        ValueError: `contents` is no mapping and longer or shorter than `entries`.
    """
    return verify_rows(_rows(entries, contents), heads)


def _rows(
    entries: Iterable[AuditEntry], contents: Mapping[int, AuditContent] | Iterable[AuditContent | None]
) -> Iterator[Row]:
    if isinstance(contents, Mapping):
        return ((entry, contents.get(entry.seq)) for entry in entries)
    return zip(entries, contents, strict=True)


def verify_rows(rows: Iterable[Row], heads: Iterable[Head]) -> Report:
    """As `verify`, for entries that come with their content. Memory grows with the heads and the faults only."""
    kept = frozenset(heads)
    agreed: set[Head] = set()
    faults: list[Fault] = []
    count = erased = highest = 0
    last = Head(0, GENESIS)
    for entry, content in rows:
        faults += _within(entry, content)
        faults += _seam(last, entry)
        last = entry.head
        if last in kept:
            agreed.add(last)
        count += 1
        erased += content is None
        highest = max(highest, entry.seq)
    faults += _against_heads(kept, agreed, highest)
    anchored = max((head.seq for head in agreed), default=0)
    return Report(count, last if count else None, tuple(faults), erased, anchored)


def _within(entry: AuditEntry, content: AuditContent | None) -> Iterator[Fault]:
    """What the row tells by itself."""
    if not _is_sealed(entry):
        yield Fault(Kind.EDITED, entry.seq, entry.seq)
    if content is not None and not _belongs(content, entry):
        yield Fault(Kind.CONTENT_CHANGED, entry.seq, entry.seq)


def _is_sealed(entry: AuditEntry) -> bool:
    try:
        return seal(entry) == entry.hash
    except NotCanonical:  # a value that was never sealed
        return False


def _belongs(content: AuditContent, entry: AuditEntry) -> bool:
    try:
        return content_hash(content) == entry.content_hash
    except NotCanonical:
        return False


def _seam(last: Head, entry: AuditEntry) -> Iterator[Fault]:
    """What the row and the one before it tell. Across a gap there is no link to hold against."""
    if entry.seq > last.seq + 1:
        yield Fault(Kind.GAP, last.seq + 1, entry.seq - 1)
    elif entry.seq <= last.seq:
        yield Fault(Kind.OUT_OF_ORDER, entry.seq, entry.seq)
    elif entry.previous != last.hash:
        yield Fault(Kind.BROKEN_LINK, max(last.seq, 1), entry.seq)


def _against_heads(kept: frozenset[Head], agreed: set[Head], highest: int) -> Iterator[Fault]:
    """One fault for each run of heads that disagree, at its first head: the later ones follow from it."""
    agreed_to = 0
    told = False
    for head in sorted(kept):
        if head.seq > highest:
            break
        if head in agreed:
            agreed_to, told = head.seq, False
        elif not told:
            yield Fault(Kind.HEAD_MISMATCH, min(agreed_to + 1, head.seq), head.seq)
            told = True
    missing = max((head.seq for head in kept), default=0)
    if missing > highest:
        yield Fault(Kind.CUT_TAIL, highest + 1, missing)
