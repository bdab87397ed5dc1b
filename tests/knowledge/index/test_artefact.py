"""The index on disk: whole or not at all, and never changed."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from knowledge.index.artefact import index_hash, prune, read_manifest, writing


def write(target: Path, text: str = "内容") -> None:
    with writing(target) as (folder, manifest):
        (folder / "部分").mkdir()
        (folder / "部分" / "文件.txt").write_text(text, "utf-8")
        manifest["format"] = 1


def test_what_is_written_whole_is_read(tmp_path: Path) -> None:
    write(tmp_path / "a")
    manifest = read_manifest(tmp_path / "a")
    assert manifest is not None
    assert manifest["format"] == 1
    assert list(manifest["files"]) == ["部分/文件.txt"]
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_build_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def break_off() -> None:
        with writing(tmp_path / "a") as (folder, _):
            (folder / "半.txt").write_text("半", "utf-8")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["truncated", "changed", "added", "removed", "no manifest", "half a manifest"])
def test_a_damaged_artefact_is_not_read(tmp_path: Path, damage: str) -> None:
    target = tmp_path / "a"
    write(target)
    file, manifest = target / "部分" / "文件.txt", target / "manifest.json"
    match damage:
        case "truncated":
            file.write_bytes(file.read_bytes()[:-1])
        case "changed":
            file.write_text("内客", "utf-8")
        case "added":
            (target / "多.txt").write_text("", "utf-8")
        case "removed":
            file.unlink()
        case "no manifest":
            manifest.unlink()
        case _:
            manifest.write_text(manifest.read_text("utf-8")[:20], "utf-8")
    assert read_manifest(target) is None
    write(target)
    assert read_manifest(target) is not None


def test_the_first_of_two_builders_wins(tmp_path: Path) -> None:
    target = tmp_path / "a"
    with writing(target) as (slow, _):
        (slow / "慢.txt").write_text("慢", "utf-8")
        write(target, "快")
    manifest = read_manifest(target)
    assert manifest is not None
    assert list(manifest["files"]) == ["部分/文件.txt"]
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_prune_keeps_the_one_in_use_and_the_newest_spare(tmp_path: Path) -> None:
    for age, name in enumerate(("newest", "old", "oldest", "in-use")):
        write(tmp_path / name)
        os.utime(tmp_path / name, (1_000_000 - age, 1_000_000 - age))
    prune(tmp_path, keep="in-use")
    assert {p.name for p in tmp_path.iterdir()} == {"in-use", "newest"}


def test_prune_removes_builds_that_broke_off(tmp_path: Path) -> None:
    broken = tmp_path / ".building-killed"
    broken.mkdir()
    os.utime(broken, (0, 0))
    write(tmp_path / "in-use")
    prune(tmp_path, keep="in-use")
    assert {p.name for p in tmp_path.iterdir()} == {"in-use"}


def test_pruning_what_is_not_there_is_nothing(tmp_path: Path) -> None:
    prune(tmp_path / "none", keep="a")
    assert not (tmp_path / "none").exists()


def test_every_input_changes_the_name() -> None:
    names = {index_hash("c", "p", "m"), index_hash("d", "p", "m"), index_hash("c", "q", "m"), index_hash("c", "p", "n")}
    assert len(names) == 4
    assert index_hash("c", "p", "m") == index_hash("c", "p", "m")


def test_the_manifest_is_json(tmp_path: Path) -> None:
    write(tmp_path / "a")
    assert json.loads((tmp_path / "a" / "manifest.json").read_text("utf-8"))["format"] == 1
