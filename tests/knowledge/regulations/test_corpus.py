from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus, NoSuchClause, assemble, load_corpus
from knowledge.regulations.document import CorpusError, build_document
from knowledge.regulations.manifest import package_corpus, read_manifest
from knowledge.regulations.model import Document, Kind

IDS = ["city-2022", "jiangxi-2022", "shanxi-2022", "shanxi-opinion-2020", "shanxi-plan-2014"]


def _version(document: Document, document_id: str, since: date, supersedes: str | None = None) -> Document:
    meta = replace(document.meta, id=document_id, in_force_from=since, supersedes=supersedes)
    return replace(document, meta=meta)


def test_the_shipped_documents(corpus: Corpus) -> None:
    assert sorted(corpus.documents) == IDS
    city = corpus.document("city-2022").meta
    assert city.title_in_source is None
    assert "第一至三条一致，其余未核" in (city.identification or "")
    assert corpus.jurisdictions["city"].name == "某市（来源文件未载明地名，据公开信息比对为宿迁市）"
    assert [d.meta.kind.rank for d in (corpus.documents[i] for i in IDS)] == [1, 1, 1, 2, 3]


def test_in_force_by_place_and_day(corpus: Corpus) -> None:
    def ids(place: str, on: date) -> list[str]:
        return [d.id for d in corpus.in_force(place, on)]

    assert ids("shanxi", date(2026, 11, 20)) == ["shanxi-2022", "shanxi-opinion-2020"]
    assert ids("shanxi", date(2022, 9, 30)) == ["shanxi-opinion-2020"]
    assert ids("shanxi", date(2022, 10, 1)) == ["shanxi-2022", "shanxi-opinion-2020"]
    assert ids("shanxi", date(2020, 12, 31)) == ["shanxi-opinion-2020", "shanxi-plan-2014"]
    assert ids("shanxi", date(2021, 1, 1)) == ["shanxi-opinion-2020"]
    assert ids("jiangxi", date(2022, 2, 28)) == []
    assert ids("city", date(2022, 1, 1)) == ["city-2022"]
    assert ids("beijing", date(2026, 1, 1)) == []


def test_clauses(corpus: Corpus) -> None:
    assert corpus.provision(ClauseRef.parse("jiangxi-2022#39.2")).label == "第三十九条第二款"
    assert corpus.find(ClauseRef.parse("jiangxi-2022#64")) is None
    assert corpus.find(ClauseRef.parse("beijing-2022#1")) is None
    with pytest.raises(NoSuchClause, match="jiangxi-2022#64"):
        corpus.provision(ClauseRef.parse("jiangxi-2022#64"))
    with pytest.raises(NoSuchClause, match="beijing-2022"):
        corpus.document("beijing-2022")


@pytest.mark.parametrize(
    ("name", "document_id"),
    [
        ("《山西省社会信用条例》", "shanxi-2022"),
        ("山西条例", "shanxi-2022"),
        ("宿迁市社会信用条例", "city-2022"),
        ("社会信用条例(某市)", "city-2022"),
        ("晋政办发〔2020〕10号", "shanxi-opinion-2020"),
        ("晋政办发[2020]10号", "shanxi-opinion-2020"),
        ("实施意见", "shanxi-opinion-2020"),
        ("山西省社会信用体系建设规划（2014-2020年）", "shanxi-plan-2014"),
        ("山西省社会信用体系建设规划（2014——2020年）", "shanxi-plan-2014"),
    ],
)
def test_names(corpus: Corpus, name: str, document_id: str) -> None:
    assert [d.id for d in corpus.named(name)] == [document_id]


def test_unknown_names(corpus: Corpus) -> None:
    assert corpus.named("北京市社会信用条例") == ()


def test_a_superseded_version_ends_the_day_before_and_both_stay_citable(corpus: Corpus) -> None:
    old = corpus.documents["jiangxi-2022"]
    new = _version(old, "jiangxi-2025", date(2025, 7, 1), "jiangxi-2022")
    both = assemble([old, new], corpus.jurisdictions)
    assert both.documents["jiangxi-2022"].meta.in_force_to == date(2025, 6, 30)
    assert old.meta.in_force_to is None  # derived, not overwritten
    assert [d.id for d in both.in_force("jiangxi", date(2025, 6, 30))] == ["jiangxi-2022"]
    assert [d.id for d in both.in_force("jiangxi", date(2025, 7, 1))] == ["jiangxi-2025"]
    assert [d.id for d in both.named("江西条例")] == ["jiangxi-2022", "jiangxi-2025"]


def test_ids_are_unique(corpus: Corpus) -> None:
    document = corpus.documents["jiangxi-2022"]
    with pytest.raises(CorpusError, match="编号重复"):
        assemble([document, document], corpus.jurisdictions)


def test_the_version_tells_texts_and_dates_apart(corpus: Corpus) -> None:
    documents = list(corpus.documents.values())
    assert load_corpus().version == corpus.version == assemble(documents[::-1], corpus.jurisdictions).version
    ended = replace(documents[0], meta=replace(documents[0].meta, in_force_to=date(2030, 1, 1)))
    changed = replace(documents[0], meta=replace(documents[0].meta, sha256="0" * 64))
    versions = {assemble([d, *documents[1:]], corpus.jurisdictions).version for d in (documents[0], ended, changed)}
    assert len(versions) == 3


def _copy(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for entry in package_corpus().iterdir():
        (folder / entry.name).write_bytes(entry.read_bytes())
    return folder


def test_a_changed_text_is_refused(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    assert len(read_manifest(folder)[1]) == 5
    path = folder / "jiangxi-2022.txt"
    path.write_bytes(path.read_bytes().replace("三个工作日".encode(), "五个工作日".encode()))
    with pytest.raises(CorpusError, match="jiangxi-2022"):
        read_manifest(folder)
    path.unlink()
    with pytest.raises(CorpusError, match=r"jiangxi-2022\.txt"):
        read_manifest(folder)


def test_a_malformed_manifest_is_refused(tmp_path: Path) -> None:
    folder = _copy(tmp_path)
    manifest = yaml.safe_load((folder / "manifest.yaml").read_text("utf-8"))
    manifest["documents"][0]["kind"] = "诗歌"
    (folder / "manifest.yaml").write_text(yaml.safe_dump(manifest, allow_unicode=True), "utf-8")
    with pytest.raises(CorpusError, match="shanxi-2022"):
        read_manifest(folder)


def test_a_slip_that_is_not_there_is_refused() -> None:
    _, sources = read_manifest(package_corpus())
    source = next(s for s in sources if s.slips)
    with pytest.raises(CorpusError, match="没有的字句"):
        build_document(replace(source, slips=(replace(source.slips[0], words="没有的字句"),)))


def test_the_package_data_is_what_the_manifest_names(tmp_path: Path) -> None:
    names = {entry.name for entry in package_corpus().iterdir()}
    assert names == {"manifest.yaml", "shanxi-plan-2014.order.yaml", *(f"{i}.txt" for i in IDS)}
    shutil.rmtree(tmp_path)
    assert load_corpus(tmp_path).documents.keys() == load_corpus().documents.keys()


def test_ranks() -> None:
    assert [k for k in Kind if k.rank == 1] == [
        Kind.REGULATION,
        Kind.LAW,
        Kind.ADMINISTRATIVE_REGULATION,
        Kind.RULE,
    ]
    assert (Kind.NORMATIVE_DOCUMENT.rank, Kind.PLAN.rank) == (2, 3)
