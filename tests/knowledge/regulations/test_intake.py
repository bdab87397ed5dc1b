from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from knowledge.citations.check import check_text
from knowledge.citations.reference import ClauseRef
from knowledge.regulations import store
from knowledge.regulations.corpus import load_corpus
from knowledge.regulations.document import CorpusError, parse_text
from knowledge.regulations.intake import NewDocument, Trace, add, approve, retire
from knowledge.regulations.intake_report import ImportReport, report
from knowledge.regulations.manifest import package_corpus
from knowledge.regulations.model import Kind
from knowledge.regulations.readers import IntakeError

ON = date(2026, 11, 20)


def _tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != ".lock"}


def test_a_draft_is_not_citable_until_approved(folder: Path, law: Path, new: NewDocument, trace: Trace) -> None:
    taken = add(folder, law, new, trace)
    assert taken.id == "moshen-2023"
    assert taken.supersedes is None
    assert "moshen-2023" not in load_corpus(folder).documents
    assert "moshen" not in load_corpus(folder).jurisdictions
    before = load_corpus(folder).version
    document = approve(folder, taken.id, trace)
    corpus = load_corpus(folder)
    assert document.meta.in_force_from_basis == "第四条"
    assert document.meta.adopted == date(2023, 5, 6)
    assert document.meta.issuer == "某省第十四届人民代表大会常务委员会"
    assert corpus.jurisdictions["moshen"].name == "某省"
    assert corpus.version != before
    assert corpus.provision(ClauseRef.parse("moshen-2023#3.1.2")).text == "超过期限的。"
    (verdict,) = check_text(corpus, "《某省信用条例》第二条第二款", ON)
    assert verdict.verdict.outcome.value == "right"


def test_the_log_says_when_who_what_and_why(folder: Path, law: Path, new: NewDocument, trace: Trace) -> None:
    add(folder, law, new, trace)
    approve(folder, "moshen-2023", replace(trace, by="李四"))
    retire(folder, "moshen-2023", "2026-01-01", replace(trace, reason="废止"))
    entries = list(store.log(folder))
    assert [(e["action"], e["by"], e["reason"]) for e in entries] == [
        ("add", "张三", "试用"),
        ("approve", "李四", "试用"),
        ("retire", "张三", "废止"),
    ]
    assert entries[0]["at"] == "2026-11-20T09:30:00+08:00"
    assert entries[2]["on"] == "2026-01-01"


def _amended(law: Path) -> Path:
    path = law.with_name("新.txt")
    words = (
        law.read_text("utf-8").replace("查询不收取费用。", "查询每年两次免费。").replace("2023年7月1日", "2025年7月1日")
    )
    path.write_bytes(words.encode("gb18030"))
    return path


def test_an_amended_version_supersedes_the_old_one(folder: Path, law: Path, new: NewDocument, trace: Trace) -> None:
    add(folder, law, new, trace)
    approve(folder, "moshen-2023", trace)
    taken = add(folder, _amended(law), replace(new, in_force_from="2025-07-01"), trace)
    assert (taken.id, taken.supersedes) == ("moshen-2025", "moshen-2023")
    assert load_corpus(folder).documents["moshen-2023"].meta.in_force_to is None
    approve(folder, taken.id, trace)
    corpus = load_corpus(folder)
    assert corpus.documents["moshen-2023"].meta.in_force_to == date(2025, 6, 30)
    text = "《某省信用条例》第二条：“查询不收取费用”"
    assert [v.verdict.outcome.value for v in check_text(corpus, text, date(2025, 6, 30))] == ["right", "right"]
    assert [v.verdict.outcome.value for v in check_text(corpus, text, ON)] == ["right", "not_in_force"]


def test_ids_of_one_year(folder: Path, law: Path, new: NewDocument, trace: Trace) -> None:
    first = add(folder, law, new, trace)
    approve(folder, first.id, trace)
    second = add(folder, _amended(law), replace(new, in_force_from="2023-10-01"), trace)
    assert second.id == "moshen-2023b"
    other = law.with_name("另.txt")
    other.write_text(law.read_text("utf-8").replace("某省信用条例", "某省征信条例"), "utf-8")
    assert add(folder, other, replace(new, title="某省征信条例"), trace).id == "moshen-2023c"


def test_a_shipped_text_can_be_amended_and_retired(folder: Path, law: Path, trace: Trace) -> None:
    changed = law.with_name("江西.md")
    words = (package_corpus() / "jiangxi-2022.txt").read_text("utf-8").replace("2022年3月1日", "2026年3月1日")
    changed.write_text(words, "utf-8")
    taken = add(folder, changed, NewDocument("jiangxi", "江西省社会信用条例", "2026-03-01"), trace)
    assert (taken.id, taken.supersedes) == ("jiangxi-2026", "jiangxi-2022")
    approve(folder, taken.id, trace)
    retire(folder, "city-2022", "2026-05-01", trace)
    corpus = load_corpus(folder)
    assert [d.id for d in corpus.in_force("jiangxi", ON)] == ["jiangxi-2026"]
    assert corpus.documents["city-2022"].meta.in_force_to == date(2026, 4, 30)
    assert corpus.in_force("city", ON) == ()
    assert load_corpus().documents["city-2022"].meta.in_force_to is None


def test_a_normative_document_in_numbered_items(folder: Path, law: Path, trace: Trace) -> None:
    text = law.with_name("意见.txt")
    text.write_text(
        "某省实施意见\n一、总体要求\n（一）目标。\n1. 加强管理。(省发展改革委负责)\n2. 推进共享。\n", "utf-8"
    )
    new = NewDocument("moshen", "某省实施意见", "2024-01-01", kind="规范性文件", id="moshen-opinion-2024")
    assert add(folder, text, new, trace).report.articles == 2
    document = approve(folder, "moshen-opinion-2024", trace)
    assert document.provisions[ClauseRef("moshen-opinion-2024", 1)].responsible == ("省发展改革委负责",)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"jurisdiction": "某省"}, "地区代码"),
        ({"jurisdiction": "../x"}, "地区代码"),
        ({"id": "../../etc"}, "不合规范"),
        ({"id": "jiangxi-2022"}, "已被使用"),
        ({"title": " "}, "名称"),
        ({"kind": "规划"}, "类别"),
        ({"kind": "诗歌"}, "类别"),
        ({"in_force_from": "2023-13-01"}, "日期"),
        ({"in_force_from": "20230701"}, "日期"),
        ({"in_force_from": "明天"}, "日期"),
        ({"in_force_to": "2023-06-30"}, "早于"),
        ({"supersedes": "nothing-2000"}, "不存在"),
        ({"supersedes": "jiangxi-2022"}, "不是同一地区"),
        ({"jurisdiction": "jiangxi", "supersedes": "jiangxi-2022", "in_force_from": "2022-03-01"}, "应当晚于"),
    ],
)
def test_wrong_fields_change_nothing(
    folder: Path, law: Path, new: NewDocument, trace: Trace, change: dict[str, str], message: str
) -> None:
    with pytest.raises(IntakeError, match=message):
        add(folder, law, replace(new, **change), trace)
    assert not folder.exists() or _tree(folder) == {}


def test_the_same_content_is_not_taken_twice(folder: Path, law: Path, new: NewDocument, trace: Trace) -> None:
    add(folder, law, new, trace)
    before = _tree(folder)
    with pytest.raises(IntakeError, match="moshen-2023"):
        add(folder, law, replace(new, id="other-2023"), trace)
    shipped = law.with_name("山西.txt")
    shipped.write_bytes((package_corpus() / "shanxi-2022.txt").read_bytes())
    with pytest.raises(IntakeError, match="shanxi-2022"):
        add(folder, shipped, replace(new, id="other-2023"), trace)
    assert _tree(folder) == before


def test_a_text_without_articles(folder: Path, law: Path, new: NewDocument, trace: Trace) -> None:
    law.write_text("这是一篇没有条文的中文文章。", "utf-8")
    with pytest.raises(IntakeError, match="条文"):
        add(folder, law, new, trace)
    assert not folder.exists()


def test_a_failed_write_leaves_nothing(
    folder: Path, law: Path, new: NewDocument, trace: Trace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("knowledge.regulations.intake.os.fsync", full)
    with pytest.raises(IntakeError, match="No space left"):
        add(folder, law, new, trace)
    assert _tree(folder) == {}


def test_a_failed_log_line_takes_the_draft_back(
    folder: Path, law: Path, new: NewDocument, trace: Trace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "append", full)
    with pytest.raises(IntakeError, match="No space left"):
        add(folder, law, new, trace)
    assert _tree(folder) == {}


def test_repeated_numbers_bar_approval(folder: Path, law: Path, new: NewDocument, trace: Trace) -> None:
    law.write_text(law.read_text("utf-8").replace("第四条", "第三条"), "utf-8")
    taken = add(folder, law, new, trace)
    assert taken.report.repeats == ("第三条出现了不止一次",)
    with pytest.raises(IntakeError, match="重复"):
        approve(folder, taken.id, trace)


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda f, t: approve(f, "nothing-2000", t), "没有编号"),
        (lambda f, t: approve(f, "moshen-2023", t), "已经批准"),
        (lambda f, t: retire(f, "nothing-2000", "2026-01-01", t), "没有编号"),
        (lambda f, t: retire(f, "moshen-2023", "2023-07-01", t), "应当晚于"),
        (lambda f, t: retire(f, "moshen-2023", "不久", t), "日期"),
        (lambda f, t: retire(f, "moshen-2023", "2026-01-01", replace(t, reason=" ")), "原因"),
        (
            lambda f, t: retire(f, "moshen-2023", "2026-01-01", t) and retire(f, "moshen-2023", "2026-02-01", t),
            "已经登记",
        ),
    ],
)
def test_wrong_requests(
    folder: Path, law: Path, new: NewDocument, trace: Trace, act: Callable[[Path, Trace], object], message: str
) -> None:
    add(folder, law, new, trace)
    approve(folder, "moshen-2023", trace)
    with pytest.raises(IntakeError, match=message):
        act(folder, trace)


def test_a_draft_can_be_discarded_and_taken_in_again(folder: Path, law: Path, new: NewDocument, trace: Trace) -> None:
    add(folder, law, new, trace)
    assert retire(folder, "moshen-2023", "2026-01-01", trace) is None
    assert store.read(folder).drafts == ()
    assert add(folder, law, new, trace).id == "moshen-2023"


def test_a_version_cannot_be_superseded_twice(folder: Path, law: Path, new: NewDocument, trace: Trace) -> None:
    add(folder, law, new, trace)
    approve(folder, "moshen-2023", trace)
    amended = _amended(law)
    add(folder, amended, replace(new, in_force_from="2025-07-01"), trace)
    other = law.with_name("又.txt")
    other.write_text(law.read_text("utf-8").replace("不收取费用", "收取费用"), "utf-8")
    add(folder, other, replace(new, in_force_from="2026-07-01"), trace)
    approve(folder, "moshen-2025", trace)
    with pytest.raises(IntakeError, match="已被“moshen-2025”替代"):
        approve(folder, "moshen-2026", trace)


def test_a_changed_text_is_refused(folder: Path, law: Path, new: NewDocument, trace: Trace) -> None:
    add(folder, law, new, trace)
    approve(folder, "moshen-2023", trace)
    path = folder / "moshen-2023" / store.TEXT
    path.write_text(path.read_text("utf-8").replace("不收取", "收取"), "utf-8")
    with pytest.raises(CorpusError, match="moshen-2023"):
        load_corpus(folder)


def test_a_crash_before_the_log_leaves_a_draft_and_a_torn_line_counts_for_nothing(
    folder: Path, law: Path, new: NewDocument, trace: Trace
) -> None:
    add(folder, law, new, trace)
    log = folder / store.LOG
    log.write_bytes(log.read_bytes() + b'{"at": "2026-11-20", "action": "appro')
    assert [s.meta.id for s in store.read(folder).drafts] == ["moshen-2023"]
    approve(folder, "moshen-2023", trace)
    assert [json.loads(line)["action"] for line in log.read_text("utf-8").splitlines()] == ["add", "approve"]
    log.unlink()
    assert [s.meta.id for s in store.read(folder).drafts] == ["moshen-2023"]


def _report(text: str, kind: Kind = Kind.REGULATION) -> ImportReport:
    parsed, scheme = parse_text(text, kind)
    return report(text, parsed, scheme)


def test_the_report_of_a_good_text(law: Path) -> None:
    found = _report(law.read_text("utf-8"))
    assert (found.articles, found.paragraphs, found.items) == (4, 5, 2)
    assert found.chapters == (("第一章 总则", 2), ("第二章 附则", 2))
    assert found.guessed.title == "某省信用条例"
    assert found.guessed.in_force_from == date(2023, 7, 1)
    assert (found.gaps, found.repeats, found.suspicious, found.warnings, found.unparsed) == ((), (), (), (), ())


def test_what_the_report_points_out() -> None:
    found = _report(
        "某省信用条例\n（2023年5月6日公布）\n来源：某网站\n第二条 有下列情形：\n（一）甲；\n（三）乙；\n"
        "第五条 资金管理 etc 行政\n事项\n第六条 零宽\u200b字符，乱码\ufffd。\n附件：目录\n"
    )
    assert found.gaps == ("第一个条文是第二条，不是第一条", "第二条之后直接是第五条，缺第三至四条")
    assert any("项号不连续：一、三" in line for line in found.warnings)
    assert any("没有终止标点" in line for line in found.warnings)
    assert any("etc" in line for line in found.warnings)
    assert any("没有识别出章" in line for line in found.warnings)
    assert "U+200B" in found.suspicious[0]
    assert found.unparsed == ("来源：某网站", "附件：目录")
    assert found.guessed.in_force_from is None


def test_what_differs_from_what_was_said(folder: Path, law: Path, new: NewDocument, trace: Trace) -> None:
    taken = add(folder, law, replace(new, title="某省征信条例", in_force_from="2023-08-01"), trace)
    assert any("首行" in line for line in taken.report.warnings)
    assert any("2023-07-01" in line and "第四条" in line for line in taken.report.warnings)
