"""Reading the chain: every kind of damage by hand, erasure, and what the heads add."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace

import pytest

from credit_core.audit.canonical import Plain
from credit_core.audit.entry import GENESIS, Head, Row
from credit_core.audit.verify import Fault, Kind, verify, verify_rows
from tests.credit_core.audit.chains import rows, sealed

CHAIN = tuple(rows(10))
HEADS = (CHAIN[3][0].head, CHAIN[6][0].head, CHAIN[9][0].head)


def faults(chain: list[Row], heads: tuple[Head, ...] = HEADS) -> list[tuple[str, int, int]]:
    return [(fault.kind.value, fault.since, fault.seq) for fault in verify_rows(chain, heads).faults]


def test_a_sound_chain_is_proved_up_to_its_last_head() -> None:
    report = verify_rows(CHAIN, HEADS[:2])
    assert report.sound
    assert (report.count, report.head, report.erased, report.anchored) == (10, HEADS[2], 0, 7)
    assert "没有发现问题" in report.summary
    assert "第8条及以后没有外部校验点" in report.summary


def test_nothing_is_proved_without_a_head() -> None:
    assert "没有核对上任何外部校验点" in verify_rows(CHAIN, ()).summary
    assert "没有外部校验点" not in verify_rows(CHAIN, HEADS).summary


def test_an_empty_chain() -> None:
    assert verify_rows([], ()).head is None
    assert verify_rows([], ()).sound
    assert faults([]) == [("cut_tail", 1, 10)]


def test_contents_come_by_seq_or_in_the_same_order() -> None:
    entries = [entry for entry, _ in CHAIN]
    contents = [content for _, content in CHAIN]
    by_seq = {content.seq: content for content in contents if content is not None}
    assert verify(entries, contents, HEADS) == verify(entries, by_seq, HEADS) == verify_rows(CHAIN, HEADS)
    assert verify(entries, {4: by_seq[4]}, HEADS).erased == 9
    with pytest.raises(ValueError, match="shorter"):
        verify(entries, contents[:-1], HEADS)


@pytest.mark.parametrize("gone", range(2, 1024, 73))
def test_erased_content_is_counted_and_no_fault(gone: int) -> None:
    chain = [(entry, None if gone >> place & 1 else content) for place, (entry, content) in enumerate(CHAIN)]
    report = verify_rows(chain, HEADS)
    assert report.sound
    assert report.erased == gone.bit_count()
    assert f"其中{gone.bit_count()}条的内容已删除" in report.summary


def test_an_edited_entry_is_named() -> None:
    chain = list(CHAIN)
    chain[4] = (replace(chain[4][0], actor_id="actor-x"), chain[4][1])
    assert faults(chain) == [("edited", 5, 5)]


def test_an_edited_entry_with_a_new_seal_breaks_the_link() -> None:
    chain = list(CHAIN)
    chain[4] = (sealed(replace(chain[4][0], actor_id="actor-x")), chain[4][1])
    assert faults(chain) == [("broken_link", 5, 6)]


def test_the_last_entry_with_a_new_seal_is_seen_by_a_head_only() -> None:
    chain = list(CHAIN)
    chain[9] = (sealed(replace(chain[9][0], actor_id="actor-x")), chain[9][1])
    assert faults(chain) == [("head_mismatch", 8, 10)]
    assert faults(chain, HEADS[:2]) == []


def test_the_first_entry_follows_the_genesis() -> None:
    chain = list(CHAIN)
    chain[0] = (sealed(replace(chain[0][0], previous="1" * 64)), chain[0][1])
    assert CHAIN[0][0].previous == GENESIS
    assert faults(chain, ()) == [("broken_link", 1, 1), ("broken_link", 1, 2)]


def test_removed_entries_are_named_with_both_ends() -> None:
    assert faults([*CHAIN[:4], *CHAIN[6:]]) == [("gap", 5, 6)]
    assert faults(list(CHAIN[3:])) == [("gap", 1, 3)]


def test_a_cut_tail_is_named_up_to_the_furthest_head() -> None:
    assert faults(list(CHAIN[:5])) == [("cut_tail", 6, 10)]
    assert faults(list(CHAIN[:5]), HEADS[:1]) == []


def test_an_inserted_entry_is_named() -> None:
    forged = (sealed(replace(CHAIN[5][0], act="decide_otherwise")), CHAIN[5][1])
    assert faults([*CHAIN[:5], forged, *CHAIN[5:]]) == [("out_of_order", 6, 6)]


def test_an_inserted_entry_with_a_far_number_harms_no_other() -> None:
    forged = (sealed(replace(CHAIN[5][0], seq=999)), None)
    assert faults([*CHAIN[:5], forged, *CHAIN[5:]]) == [("gap", 6, 998), ("out_of_order", 6, 6)]


def test_exchanged_entries_are_named() -> None:
    chain = [*CHAIN[:4], CHAIN[5], CHAIN[4], *CHAIN[6:]]
    assert faults(chain) == [("gap", 5, 5), ("out_of_order", 5, 5), ("gap", 6, 6)]


def test_exchanged_contents_are_named_at_both_places() -> None:
    chain = list(CHAIN)
    chain[2], chain[7] = (chain[2][0], chain[7][1]), (chain[7][0], chain[2][1])
    assert faults(chain) == [("content_changed", 3, 3), ("content_changed", 8, 8)]


@pytest.mark.parametrize("after", [None, {}, {"value": 1.5}, {"value": "\ud800"}, {"value": 2**60}], ids=repr)
def test_changed_content_is_named_whatever_it_was_changed_to(after: dict[str, Plain] | None) -> None:
    chain = list(CHAIN)
    entry, content = chain[2]
    assert content is not None
    chain[2] = (entry, replace(content, after=after))
    assert faults(chain) == [("content_changed", 3, 3)]


def test_a_number_that_no_seal_can_hold_is_an_edit() -> None:
    chain = list(CHAIN)
    chain[9] = (replace(chain[9][0], seq=2**60), chain[9][1])
    assert faults(chain, ()) == [("edited", 2**60, 2**60), ("gap", 10, 2**60 - 1)]


@pytest.mark.parametrize(
    ("start", "since", "seq"), [(1, 1, 4), (4, 1, 4), (5, 5, 7), (7, 5, 7), (8, 8, 10), (10, 8, 10)]
)
def test_a_rewrite_lies_between_two_heads(start: int, since: int, seq: int) -> None:
    kept = list(CHAIN[: start - 1])
    rewritten = list(rows(11 - start, seed=1, head=kept[-1][0].head if kept else None))
    assert faults([*kept, *rewritten], ()) == []
    assert faults([*kept, *rewritten]) == [("head_mismatch", since, seq)]


def test_a_head_that_is_itself_wrong_stands_between_two_that_agree() -> None:
    wrong = Head(5, "f" * 64)
    report = verify_rows(CHAIN, (*HEADS, wrong))
    assert report.faults == (Fault(Kind.HEAD_MISMATCH, 5, 5),)
    assert report.anchored == 10
    assert faults(list(CHAIN), (*HEADS, Head(4, "f" * 64))) == [("head_mismatch", 4, 4)]


def test_every_kind_has_its_sentence() -> None:
    for kind in Kind:
        assert Fault(kind, 5, 5).sentence.startswith("第5条")
        assert Fault(kind, 5, 7).sentence.startswith("第5条至第7条")
    assert len({Fault(kind, 1, 1).sentence for kind in Kind}) == len(Kind)
    assert "发现1处问题。请停止写入" in verify_rows(CHAIN[:9], HEADS).summary


def test_memory_does_not_grow_with_the_chain() -> None:
    tracemalloc.start()
    report = verify_rows(rows(3_000), ())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (report.count, report.sound) == (3_000, True)
    assert peak < 200_000  # bytes; the rows together take several million
