"""A thousand random tamperings (quality.md E6): all detected, located, and located alike by a stranger's verifier.

The forger has the file and may seal anew whatever he changes; the heads at entries 10, 20, 30 and 40 are out of his
reach. Each tampering says which entries it touched; every fault found must lie there or at the seam beside it.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from credit_core.audit.entry import GENESIS
from credit_core.audit.export import read_lines, write_lines
from credit_core.audit.verify import verify_rows
from tests.credit_core.audit.chains import rows
from tests.credit_core.audit.independent_verifier import encode, find_faults

Entry = dict[str, Any]
Touched = range
LENGTH = 40
CHAIN = tuple(rows(LENGTH))
LINES = tuple(write_lines(CHAIN))
HEADS = tuple(CHAIN[seq - 1][0].head for seq in (10, 20, 30, 40))
TEXTS = ("actor_id", "role", "act", "clause", "entity", "entity_id", "content_hash", "previous", "hash")


def seal(entry: Entry) -> None:
    facts = {name: value for name, value in entry.items() if name not in ("hash", "content")}
    entry["hash"] = hashlib.sha256(encode(facts).encode()).hexdigest()


def edit(chain: list[Entry], rng: random.Random) -> Touched:
    """One field of one entry, or of its content; with a new seal for that entry in half of the cases."""
    entry = rng.choice(chain)
    seq = entry["seq"]
    field = rng.choice([*TEXTS, "seq", "at", "salt", "before", "after"])
    if field == "seq":
        entry["seq"] += rng.choice([-1, 1, 5, 1000, -LENGTH])
    elif field == "at":
        entry["at"] = entry["at"].replace("2026-", "2025-")
    elif field == "salt":
        entry["content"]["salt"] = f"{rng.getrandbits(128):032x}"
    elif field in ("before", "after"):
        entry["content"][field] = {**(entry["content"][field] or {}), "value": f"另一个值{rng.random()}"}
    else:
        entry[field] = f"{rng.getrandbits(256):064x}"
    if rng.random() < 0.5 and field not in ("hash", "salt", "before", "after"):
        seal(entry)
    return range(min(seq, entry["seq"]), max(seq, entry["seq"]) + 1)


def delete(chain: list[Entry], rng: random.Random) -> Touched:
    """A run of entries that is not the tail."""
    start = rng.randrange(LENGTH - 1)
    end = rng.randrange(start + 1, min(start + 6, LENGTH))
    del chain[start:end]
    return range(start + 1, end + 1)


def insert(chain: list[Entry], rng: random.Random) -> Touched:
    """A forged entry that follows the one before it, sealed; or a copy of another entry."""
    place = rng.randrange(LENGTH)
    forged = json.loads(encode(rng.choice(chain)))
    if rng.random() < 0.5:
        forged |= {"seq": place + 1, "previous": chain[place - 1]["hash"] if place else GENESIS, "act": "forged"}
        seal(forged)
    seqs = (forged["seq"], place, place + 1)
    chain.insert(place, forged)
    return range(min(seqs), max(seqs) + 1)


def reorder(chain: list[Entry], rng: random.Random) -> Touched:
    """Two entries exchanged, or one moved."""
    one, other = sorted(rng.sample(range(LENGTH), 2))
    if rng.random() < 0.5:
        chain[one], chain[other] = chain[other], chain[one]
    else:
        chain.insert(other, chain.pop(one))
    return range(one + 1, other + 2)


def swap(chain: list[Entry], rng: random.Random) -> Touched:
    """The contents of two entries."""
    one, other = sorted(rng.sample(range(LENGTH), 2))
    chain[one]["content"], chain[other]["content"] = chain[other]["content"], chain[one]["content"]
    return range(one + 1, other + 2)


def truncate(chain: list[Entry], rng: random.Random) -> Touched:
    """The tail, from one entry to all."""
    start = rng.randrange(LENGTH)
    del chain[start:]
    return range(start + 1, LENGTH + 1)


def recompute(chain: list[Entry], rng: random.Random) -> Touched:
    """Entry k changed, and everything from it on sealed anew; the last entries left out in some cases."""
    start = rng.randrange(LENGTH)
    chain[start]["actor_id"] = f"other-{rng.random()}"
    for place in range(start, LENGTH):
        chain[place]["previous"] = chain[place - 1]["hash"] if place else GENESIS
        seal(chain[place])
    if rng.random() < 0.3:
        del chain[rng.randrange(start, LENGTH) + 1 :]
    return range(start + 1, LENGTH + 1)


TAMPERINGS = (edit, delete, insert, reorder, swap, truncate, recompute)
EACH = 150  # seven kinds: 1,050


def ours(lines: list[str]) -> list[tuple[str, int, int]]:
    return [(fault.kind.value, fault.since, fault.seq) for fault in verify_rows(read_lines(lines), HEADS).faults]


@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda tamper: tamper.__name__)
def test_every_tampering_is_found_and_located_alike(tamper: Callable[[list[Entry], random.Random], Touched]) -> None:
    kept = [str(head) for head in HEADS]
    for seed in range(EACH):
        chain = [json.loads(line) for line in LINES]
        touched = tamper(chain, random.Random(seed))
        lines = [encode(entry) + "\n" for entry in chain]
        found = ours(lines)
        assert found, seed
        assert found == find_faults(lines, kept), seed
        assert_located(found, touched, seed)
        assert_exact(tamper.__name__, found, touched, seed)


def assert_located(found: list[tuple[str, int, int]], touched: Touched, seed: int) -> None:
    """Every fault lies in the touched entries or at a seam beside them; a head tells only the stretch before it."""
    first, last = touched[0] - 1, touched[-1] + 1
    for kind, since, seq in found:
        if kind == "head_mismatch":
            assert since <= last, seed
            assert seq >= first, seed
        else:
            assert first <= since <= seq <= last, seed


def assert_exact(kind: str, found: list[tuple[str, int, int]], touched: Touched, seed: int) -> None:
    """Where a tampering has one true description, that is the one given."""
    first, last = touched[0], touched[-1]
    if kind == "delete":
        exact = [fault for fault in found if fault[0] != "head_mismatch"]
        assert exact == [("gap", first, last)], seed
    elif kind == "swap":
        assert found == [("content_changed", first, first), ("content_changed", last, last)], seed
    elif kind == "truncate":
        assert found == [("cut_tail", first, last)], seed
    elif kind == "recompute":
        # Between the last head before k and the first one that the chain still reaches.
        (name, since, seq), *rest = found
        assert [fault[0] for fault in rest] in ([], ["cut_tail"]), seed
        if name == "head_mismatch":
            assert (since, seq) == ((first - 1) // 10 * 10 + 1, (first + 9) // 10 * 10), seed
        else:
            assert name == "cut_tail", seed


def test_a_copy_that_nobody_touched_is_sound() -> None:
    assert ours(list(LINES)) == find_faults(list(LINES), [str(head) for head in HEADS]) == []


def test_a_bare_chain_cannot_show_a_cut_tail_or_a_rewrite() -> None:
    """The limit, which `Report.anchored` tells: what is done after the last head is seen by nobody."""
    chain = [json.loads(line) for line in LINES]
    recompute(chain, random.Random(1))
    for lines in (list(LINES[:25]), [encode(entry) + "\n" for entry in chain]):
        report = verify_rows(read_lines(lines), ())
        assert find_faults(lines, []) == []
        assert (report.sound, report.anchored) == (True, 0)
        assert "不能发现" in report.summary
