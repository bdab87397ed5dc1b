"""晋政办发〔2020〕10号 against rules.md E6 and E7."""

from __future__ import annotations

from knowledge.citations.reference import ClauseRef, Scheme
from knowledge.regulations.corpus import Corpus
from knowledge.regulations.manifest import package_corpus
from knowledge.regulations.model import Flag
from knowledge.regulations.parser_opinion import assignments, parse_opinion

HEADINGS = """
建立健全信用承诺制度
探索开展经营者准入前诚信教育
积极拓展信用报告应用
全面建立市场主体信用记录
强化信用监管信息公开公示
大力推进信用分级分类监管
健全联合奖惩对象认定机制
督促失信市场主体限期整改
深入开展守信联合激励、失信联合惩戒
坚决依法依规实施市场和行业禁入措施
探索建立信用修复机制
着力提升信用监管信息化建设水平
充分发挥“互联网+”、大数据对信用监管的支撑作用
强化信用信息安全和市场主体权益保护
积极引导行业组织和信用服务机构协同监管
加强组织领导
开展试点示范
强化信息共享
加快建章立制
做好宣传教育
加强跟踪督促
"""
LINES = "19 21 23 25 29 33 39 41 45 49 51 59 63 65 69 73 77 83 87 91 97 103 109 113 117 121 127"


def _ref(number: int) -> ClauseRef:
    return ClauseRef("shanxi-opinion-2020", number)


def test_parts_headings_and_items(corpus: Corpus) -> None:
    opinion = corpus.documents["shanxi-opinion-2020"]
    assert opinion.scheme is Scheme.NUMBERED_ITEMS
    assert [(c.number, c.title) for c in opinion.chapters] == [
        (1, "创新事前环节信用监管"),
        (2, "加强事中环节信用监管"),
        (3, "完善事后环节信用监管"),
        (4, "强化信用监管支撑保障"),
    ]
    assert [[n for _, numbers in c.headings for n in numbers] for c in opinion.chapters] == [
        list(range(1, 7)),
        list(range(7, 12)),
        list(range(12, 22)),
        list(range(22, 28)),
    ]
    assert [len(c.headings) for c in opinion.chapters] == [3, 3, 9, 6]
    titles = [heading.partition("）")[2] for c in opinion.chapters for heading, _ in c.headings]
    assert titles == HEADINGS.split()
    assert opinion.chapters[3].headings[5][0].startswith("（二十一）")
    assert len(opinion.provisions) == 27


def test_physical_lines(corpus: Corpus) -> None:
    opinion = corpus.documents["shanxi-opinion-2020"]
    raw = (package_corpus() / "shanxi-opinion-2020.txt").read_text("utf-8")
    starts = [opinion.to_raw[opinion.provisions[_ref(n)].start] for n in range(1, 28)]
    assert " ".join(str(raw.count("\n", 0, at) + 1) for at in starts) == LINES


def test_responsible_bodies(corpus: Corpus) -> None:
    opinion = corpus.documents["shanxi-opinion-2020"]
    counts = {n: len(opinion.provisions[_ref(n)].responsible) for n in range(1, 28)}
    assert sum(counts.values()) == 32
    assert {n: c for n, c in counts.items() if c != 1} == {6: 2, 7: 3, 8: 2, 21: 2}
    assert opinion.provisions[_ref(14)].responsible == ("省文明办牵头，各市各部门按职责分别负责",)
    assert opinion.provisions[_ref(21)].responsible[0] == "省民政厅负责"


def test_a_bracket_belongs_to_the_sentences_before_it(corpus: Corpus) -> None:
    text = corpus.provision(_ref(7)).text
    found = assignments(text)
    assert [a.bodies[-6:] for a in found] == ["职责分别负责", "职责分别负责", "场监管局负责"]
    assert text[found[2].start :].startswith("加快完成 12315 市场监管投诉举报热线")
    assert found[0].start == 0
    assert found[-1].end == len(text)


def test_page_breaks_and_noise_are_flagged(corpus: Corpus) -> None:
    opinion = corpus.documents["shanxi-opinion-2020"]
    flags = {ref.article: p.flags for ref, p in opinion.provisions.items()}
    assert [n for n, f in flags.items() if Flag.PAGE_BREAK_JOINED in f] == [11, 17, 20, 26]
    assert [n for n, f in flags.items() if Flag.SOURCE_NOISE in f] == [6]
    assert "政府性资金管理 etc 行政事项" in corpus.provision(_ref(6)).text
    assert "进行分级分类，根据" in corpus.provision(_ref(11)).text


def test_the_title_and_the_tail_are_not_items() -> None:
    parsed = parse_opinion((package_corpus() / "shanxi-opinion-2020.txt").read_text("utf-8"))
    assert "山西省人民政府办公厅关于加快推进社会信用体系建设构建以信用为基础的新型监管机制的实施意见" in parsed.front
    assert parsed.tail[0] == "山西省人民政府办公厅"
    assert parsed.tail[-1] == "2020年2月24日印发"


def test_a_document_without_numbered_items() -> None:
    assert parse_opinion("没有编号的文字。").chapters == ()
    assert parse_opinion("").citable.text == ""
