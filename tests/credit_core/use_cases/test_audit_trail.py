"""The chain is verified, handed out, and its head kept elsewhere; a head that is gone is never written over."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from credit_core.audit.entry import Head
from credit_core.audit.errors import BadHead
from credit_core.audit.export import read_lines
from credit_core.audit.verify import Kind, verify_rows
from credit_core.use_cases.audit_trail import HeadGone, current_head, export_trail, keep_head, read_heads, verify_trail
from credit_core.use_cases.office import Office
from tests.credit_core.databases import unprotect
from tests.credit_core.offices import OFFICER


def _act(office: Office, count: int = 1) -> None:
    for _ in range(count):
        with office.store.begin() as unit:
            unit.audit(office.clock.now(), OFFICER, "record.received", "record", "r-1", after={"标题": "处罚"})


@pytest.mark.rule("SX-41", "CT-47", "JX-22")
def test_heads_are_kept_a_line_each_and_the_chain_agrees_with_them(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "elsewhere" / "heads"
    assert keep_head(office, file) is None
    assert not file.exists()
    for count in (2, 0, 3):
        _act(office, count)
        keep_head(office, file)
    heads = read_heads(str(file))
    assert [head.seq for head in heads] == [2, 5]
    report = verify_trail(office.store, heads)
    assert report.sound
    assert (report.count, report.anchored) == (5, 5)


@pytest.mark.rule("SX-41", "CT-47", "JX-22")
@pytest.mark.parametrize("rewrite", ["DELETE FROM audit_entry WHERE seq > 3", "UPDATE audit_entry SET hash = previous"])
def test_over_a_chain_that_was_cut_or_rewritten_no_head_is_kept(
    sqlite_office: Office, tmp_path: Path, rewrite: str
) -> None:
    _act(sqlite_office, 5)
    keep_head(sqlite_office, tmp_path / "heads")
    with sqlite_office.store.begin() as unit:
        unprotect(unit.connection)
        unit.connection.execute(
            text(rewrite.replace("audit_entry", "audit_content")) if "DELETE" in rewrite else text("SELECT 1")
        )
        unit.connection.execute(text(rewrite))
    before = (tmp_path / "heads").read_text("ascii")
    with pytest.raises(HeadGone, match="截断或者改写"):
        keep_head(sqlite_office, tmp_path / "heads")
    assert (tmp_path / "heads").read_text("ascii") == before
    assert not verify_trail(sqlite_office.store).sound


def test_the_databases_own_head_counts_against_the_chain(sqlite_office: Office) -> None:
    _act(sqlite_office, 3)
    with sqlite_office.store.begin() as unit:
        unprotect(unit.connection)
        unit.connection.execute(text("UPDATE audit_head SET seq = 5"))
    assert [(fault.kind, fault.since, fault.seq) for fault in verify_trail(sqlite_office.store).faults] == [
        (Kind.CUT_TAIL, 4, 5)
    ]
    with sqlite_office.store.begin() as unit:
        unit.connection.execute(text("UPDATE audit_head SET seq = 2"))
    assert [fault.kind for fault in verify_trail(sqlite_office.store).faults] == [Kind.HEAD_MISMATCH]
    with sqlite_office.store.begin() as unit:
        unit.connection.execute(text("DELETE FROM audit_head"))
    assert [fault.kind for fault in verify_trail(sqlite_office.store).faults] == [Kind.HEAD_MISMATCH]


def test_an_export_can_be_verified_without_the_database(office: Office, tmp_path: Path) -> None:
    _act(office, 3)
    head = export_trail(office.store, tmp_path / "all", contents=True)
    assert head == current_head(office.store) == Head(3, head.hash if head else "")
    with (tmp_path / "all").open(encoding="utf-8", newline="\n") as lines:
        report = verify_rows(read_lines(lines), [head] if head else [])
    assert (report.sound, report.erased, report.anchored) == (True, 0, 3)
    assert (tmp_path / "all").stat().st_mode & 0o077 == 0
    export_trail(office.store, tmp_path / "bare", contents=False)
    assert "处罚" not in (tmp_path / "bare").read_text("utf-8")


def test_a_head_or_a_file_of_heads_is_read(tmp_path: Path) -> None:
    head = f"7:{'a' * 64}"
    (tmp_path / "heads").write_text(f"{head}\n\n{head}\n", "ascii")
    (tmp_path / "words").write_text("校验点", "utf-8")
    assert read_heads(head) == (Head(7, "a" * 64),)
    assert len(read_heads(str(tmp_path / "heads"))) == 2
    for text_ in ("7:abc", str(tmp_path / "words"), str(tmp_path)):
        with pytest.raises(BadHead, match="校验点"):
            read_heads(text_)
