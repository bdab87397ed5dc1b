"""Built once, reopened unchanged, and built again when anything it was made from, or it itself, is not as it was."""

from __future__ import annotations

import multiprocessing
import shutil
from datetime import date
from pathlib import Path

import pytest

from knowledge.citations.reference import ClauseRef
from knowledge.index import artefact
from knowledge.index.book import SIGNALS
from knowledge.index.build import open_index
from knowledge.index.phrasings import Phrasing
from tests.knowledge.small import HashEmbedder, small_corpus, small_law

CORPUS = small_corpus(small_law("moshen-2023"))
ASKED = (
    Phrasing(ClauseRef.parse("moshen-2023#2.2"), "查自己的信息要不要钱", "口语"),
    Phrasing(ClauseRef.parse("moshen-2023#3"), "记错了能不能改", "口语"),
    Phrasing(ClauseRef.parse("moshen-2023#3"), "记错了怎么办", "口语", held=True),
)


def files(root: Path) -> dict[str, tuple[int, bytes]]:
    return {str(p.relative_to(root)): (p.stat().st_mtime_ns, p.read_bytes()) for p in root.rglob("*") if p.is_file()}


def test_a_second_start_builds_nothing(tmp_path: Path) -> None:
    said: list[str] = []
    first = open_index(tmp_path, CORPUS, HashEmbedder(), phrasings=ASKED, progress=lambda what, *_: said.append(what))
    assert said == ["moshen信用条例", "完成"]
    before = files(tmp_path)
    second = open_index(tmp_path, CORPUS, HashEmbedder(), phrasings=ASKED, progress=lambda what, *_: said.append(what))
    assert len(said) == 2
    assert files(tmp_path) == before
    assert second.version == first.version
    assert (tmp_path / first.version).is_dir()


def test_what_is_held_back_is_not_indexed(tmp_path: Path) -> None:
    book = open_index(tmp_path, CORPUS, HashEmbedder(), phrasings=ASKED).books["moshen-2023"]
    assert len(book.phrasings) == 2
    manifest = artefact.read_manifest(next(p for p in tmp_path.iterdir()))
    assert manifest is not None
    assert manifest["books"] == {"moshen-2023": {"units": len(book.units), "phrasings": 2}}


@pytest.mark.parametrize("damage", ["truncated vectors", "no manifest", "half built"])
def test_a_damaged_index_is_built_again(tmp_path: Path, damage: str) -> None:
    index = open_index(tmp_path, CORPUS, HashEmbedder(), phrasings=ASKED)
    folder = tmp_path / index.version
    whole = {name: content for name, (_, content) in files(folder).items()}
    match damage:
        case "truncated vectors":
            vectors = folder / "moshen-2023" / "vectors.npy"
            vectors.write_bytes(vectors.read_bytes()[:200])
        case "no manifest":
            (folder / "manifest.json").unlink()
        case _:
            shutil.rmtree(folder / "moshen-2023" / "law")
    open_index(tmp_path, CORPUS, HashEmbedder(), phrasings=ASKED)
    assert {name: content for name, (_, content) in files(folder).items()} == whole


def test_a_file_in_its_place_gives_way(tmp_path: Path) -> None:
    index = open_index(tmp_path, CORPUS, HashEmbedder(), phrasings=())
    shutil.rmtree(tmp_path / index.version)
    (tmp_path / index.version).write_text("", "utf-8")
    assert open_index(tmp_path, CORPUS, HashEmbedder(), phrasings=()).version == index.version


@pytest.mark.parametrize("change", ["corpus", "phrasings", "model"])
def test_a_change_of_what_it_is_made_from_builds_another(tmp_path: Path, change: str) -> None:
    corpus, asked, model = CORPUS, ASKED[:2], HashEmbedder()
    before = open_index(tmp_path, corpus, model, phrasings=asked).version
    match change:
        case "corpus":
            corpus = small_corpus(small_law("moshen-2023", fee="查询每年两次免费。"))
        case "phrasings":
            asked = ASKED[1:]
        case _:
            model = HashEmbedder("another")
    assert open_index(tmp_path, corpus, model, phrasings=asked).version != before
    assert len(list(tmp_path.iterdir())) == 2


def test_a_phrasing_that_names_another_clause_builds_another(tmp_path: Path) -> None:
    moved = (Phrasing(ClauseRef.parse("moshen-2023#4"), ASKED[0].text, "口语"), *ASKED[1:])
    one = open_index(tmp_path, CORPUS, HashEmbedder(), phrasings=ASKED)
    assert open_index(tmp_path, CORPUS, HashEmbedder(), phrasings=moved).version != one.version


def test_a_phrasing_of_a_clause_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match="moshen-2023#9"):
        open_index(
            tmp_path, CORPUS, HashEmbedder(), phrasings=[Phrasing(ClauseRef.parse("moshen-2023#9"), "问", "口语")]
        )
    assert list(tmp_path.iterdir()) == []


def test_without_phrasings_the_law_is_still_there(tmp_path: Path) -> None:
    book = open_index(tmp_path, CORPUS, HashEmbedder(), phrasings=()).books["moshen-2023"]
    assert (book.asked, book.near) == (None, None)
    assert len(SIGNALS) == 6


def _build(root: str, start: object, done: object) -> None:
    start.wait(30)  # type: ignore[attr-defined]
    index = open_index(Path(root), CORPUS, HashEmbedder(), phrasings=ASKED[:0])
    done.put((index.version, len(index.books["moshen-2023"].units)))  # type: ignore[attr-defined]


def test_two_processes_may_build_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    start, done = context.Barrier(2), context.Queue()
    workers = [context.Process(target=_build, args=(str(tmp_path), start, done)) for _ in range(2)]
    for worker in workers:
        worker.start()
    found = {done.get(timeout=60) for _ in workers}
    for worker in workers:
        worker.join(30)
    assert [w.exitcode for w in workers] == [0, 0]
    ((version, _units),) = found
    assert [p.name for p in tmp_path.iterdir()] == [version]
    assert artefact.read_manifest(tmp_path / version) is not None


def test_versions_end_where_the_next_begins() -> None:
    old = small_law("moshen-2023")
    new = small_law("moshen-2025", since=date(2025, 7, 1), supersedes="moshen-2023", fee="查询每年两次免费。")
    assert small_corpus(old, new).documents["moshen-2023"].meta.in_force_to == date(2025, 6, 30)
