"""Which phrasings measure: one in six, whole clusters of near-duplicates at a time.

Questions of one clause whose character 3-grams overlap by half or more (Jaccard) belong together: were one indexed and the other
held back, the measure would flatter. ``python -m knowledge.training.split FILE`` marks the lines of a new file.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from knowledge.index.tokens import fold

NEAR = 0.5
"""Jaccard similarity of character 3-grams from which two questions count as near-duplicates."""
ONE_IN = 6
_WORD = re.compile(r"[\u3400-\u9fffa-z0-9]")


def plain(text: str) -> str:
    """A question without marks and blanks, folded as search folds it."""
    return "".join(_WORD.findall(fold(text)))


def trigrams(text: str) -> frozenset[str]:
    """Character 3-grams of the plain text; a shorter text is its own only one."""
    text = plain(text)
    return frozenset(text[i : i + 3] for i in range(len(text) - 2)) or frozenset({text})


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """True if two texts are near-duplicates."""
    return len(one & other) >= NEAR * len(one | other)


def clusters(labels: Sequence[str], texts: Sequence[str]) -> list[int]:
    """For each text the position of the first one of its cluster; only texts of one label are compared."""
    first = list(range(len(texts)))

    def root(i: int) -> int:
        while first[i] != i:
            i = first[i]
        return i

    grams = [trigrams(t) for t in texts]
    members: dict[str, list[int]] = defaultdict(list)
    for i, label in enumerate(labels):
        for j in members[label]:
            if alike(grams[i], grams[j]):
                a, b = sorted((root(i), root(j)))
                first[b] = a
        members[label].append(i)
    return [root(i) for i in range(len(texts))]


def is_held(text: str) -> bool:
    """The lot, drawn by the first question of a cluster."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % ONE_IN == 0


def main() -> None:
    """Mark the lines of a phrasings file: `held` is set for whole clusters, other fields stay."""
    path = Path(sys.argv[1])
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    labels = [row.get("clause") or row.get("route") or row["topic"] for row in rows]
    for row, head in zip(rows, clusters(labels, [r["q"] for r in rows]), strict=True):
        row.pop("held", None)
        if is_held(rows[head]["q"]):
            row["held"] = True
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


if __name__ == "__main__":
    main()
