from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.citations import finder, quotes
from knowledge.citations.finder import Citation, find_citations
from knowledge.citations.resolver import spoken_names
from knowledge.regulations.corpus import Corpus

JX = "江西省社会信用条例"
Place = tuple[int | None, int | None, int | None]


def _places(corpus: Corpus, text: str) -> list[tuple[str | None, Place]]:
    citations, _ = find_citations(text, spoken_names(corpus))
    return [(c.document, (c.article, c.paragraph, c.item)) for c in citations]


@pytest.mark.parametrize(
    ("text", "document", "place"),
    [
        (f"《{JX}》第三十九条第二款第（三）项", JX, (39, 2, 3)),
        (f"《{JX}》第三十九条第二款第三项", JX, (39, 2, 3)),
        (f"《{JX}》第三十九条第二款（三）", JX, (39, 2, 3)),
        (f"《{JX}》第 39 条第 2 款", JX, (39, 2, None)),
        (f"《{JX}》第39条第2款", JX, (39, 2, None)),
        (f"《{JX}》第３９条", JX, (39, None, None)),
        (f"《{JX}》的第三十九条", JX, (39, None, None)),
        ("江西条例39条2款", "江西条例", (39, 2, None)),
        ("江西省条例三十九条", "江西省条例", (39, None, None)),
        ("39条二款", None, (39, 2, None)),
        ("按三十九条办", None, (39, None, None)),
        ("第一百零二条", None, (102, None, None)),
        ("第二十四条第（三）项", None, (24, None, 3)),
        ("晋政办发〔2020〕10号第17项", "晋政办发〔2020〕10号", (None, None, 17)),
        ("晋政办发[2020]10号第17项", "晋政办发[2020]10号", (None, None, 17)),
        ("实施意见第17项", "实施意见", (None, None, 17)),
        ("《征信业管理条例》第十六条", "征信业管理条例", (16, None, None)),
    ],
)
def test_one_reference(corpus: Corpus, text: str, document: str | None, place: Place) -> None:
    assert _places(corpus, text) == [(document, place)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("第三十九、四十条", [(39, None, None), (40, None, None)]),
        ("第三十九条、第四十条和第四十一条", [(39, None, None), (40, None, None), (41, None, None)]),
        ("第十条至第十二条", [(10, None, None), (11, None, None), (12, None, None)]),
        ("第十至十二条", [(10, None, None), (11, None, None), (12, None, None)]),
        ("第二十八条第一款、第三款", [(28, 1, None), (28, 3, None)]),
        ("第15条第2款第（九）项至第（十一）项", [(15, 2, 9), (15, 2, 10), (15, 2, 11)]),
        ("第三条、第五条第二款", [(3, None, None), (5, 2, None)]),
        ("第十二条到第十条", [(12, None, None), (10, None, None)]),  # a range backwards is two references
    ],
)
def test_lists_and_ranges(corpus: Corpus, text: str, places: list[Place]) -> None:
    assert [place for _, place in _places(corpus, text)] == places
    groups = {c.group for c in find_citations(text)[0]}
    assert len(groups) == 1


@pytest.mark.parametrize(
    "text",
    [
        "前款规定的情形",
        "前款第三项所列",
        "本条第二款",
        "依照前两款的规定",
        "共四十九条",
        "提了三条意见",
        "十条建议",
        "这一条很重要",
        "第二款",
        "第三项",
        "2020年2月20日",
        "第一章",
        "2022条例",
        "三项措施，两条路",
        "城市规划和实施意见",
        "",
    ],
)
def test_what_is_no_reference(corpus: Corpus, text: str) -> None:
    assert _places(corpus, text) == []


def test_an_inserted_article() -> None:
    (found,), _ = find_citations("第十二条之一第二款")
    assert (found.article, found.inserted, found.paragraph) == (12, 1, 2)


def test_the_document_named_further_up_is_inherited(corpus: Corpus) -> None:
    text = f"《{JX}》第三十九条规定了期限。另见第四十条。" + "再说一些别的话。" * 10 + "第四十一条"
    citations, _ = find_citations(text, spoken_names(corpus))
    assert [(c.document, c.inherited) for c in citations] == [(JX, False), (JX, True), (JX, True)]


def test_this_regulation_is_the_known_one_not_the_last_named(corpus: Corpus) -> None:
    text = f"《{JX}》规定，依照《征信业管理条例》第三条和本条例第九条"
    assert [document for document, _ in _places(corpus, text)] == ["征信业管理条例", JX]


def test_a_short_title_stands_for_the_long_one(corpus: Corpus) -> None:
    text = "根据《征信业管理条例》（以下简称《条例》）第十三条"
    assert _places(corpus, text) == [("征信业管理条例", (13, None, None))]


def test_clause_ids(corpus: Corpus) -> None:
    citations, _ = find_citations("见 jiangxi-2022#39.2，及shanxi-plan-2014#税务领域信用建设。", spoken_names(corpus))
    assert [str(c.ref) for c in citations] == ["jiangxi-2022#39.2", "shanxi-plan-2014#税务领域信用建设"]


def test_spans(corpus: Corpus) -> None:
    text = f"依据《{JX}》第二十八条第一款、第三款。"
    citations, _ = find_citations(text, spoken_names(corpus))
    assert [text[c.start : c.end] for c in citations] == [f"《{JX}》第二十八条第一款", "第三款"]


def test_plan_headings_and_sentences(corpus: Corpus) -> None:
    text = "《山西省社会信用体系建设规划（2014—2020年）》“税务领域信用建设”部分、规划期；规划第83句"
    found = quotes.find(text, spoken_names(corpus))
    assert [c.heading for c in found.citations][:1] == ["税务领域信用建设"]
    assert found.citations[-1].sentence == 82
    assert found.quotes == ()
    period = quotes.find("《山西省社会信用体系建设规划（2014—2020年）》规划期", spoken_names(corpus))
    assert [c.heading for c in period.citations] == ["规划期"]


PIECES = [
    "第三十九",
    "条",
    "第二款",
    "（三）",
    "项",
    "、",
    "至",
    "《江西条例》",
    "本条例",
    "前款",
    "“",
    "”",
    "。",
    "39",
    "一",
    "规划",
]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_any_text_gives_spans_in_order_within_it(text: str) -> None:
    found = quotes.find(text, ("江西条例", "规划"))
    ordered = [c for c in found.citations if c.group >= 0 or c.heading]
    assert all(0 <= c.start < c.end <= len(text) for c in found.citations)
    assert [c.start for c in ordered] == sorted(c.start for c in ordered)
    for quote in found.quotes:
        assert text[quote.start : quote.end] == quote.text
        assert all(isinstance(found.citations[i], Citation) for i in quote.citations)


HOSTILE = [
    *(
        "一",
        "一、",
        "第",
        "第一",
        "第一、",
        "第三十九条",
        "第十条至",
        "第（",
        "（",
        "（一）",
        "条",
        "12345",
        "之一",
        "以及",
    ),
    *("《", "《》", "《a", "“", "”", "“”", '"', "「", "山西", "规划", "本条例", "前款", "晋政办发〔"),
    *("a-", "a-a#", "jiangxi-2022#39.2 ", "\n", " ", "　"),
]


def _seconds(work: object, *args: object) -> float:
    """The least processor time of two runs."""
    times = []
    for _ in range(2):
        start = time.process_time()
        work(*args)  # type: ignore[operator]
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("piece", HOSTILE)
def test_each_expression_reads_100_000_characters_in_100_ms(corpus: Corpus, piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    names = frozenset(spoken_names(corpus))
    assert _seconds(lambda: sum(1 for _ in finder._tokens(names).finditer(text))) < 0.1


@pytest.mark.parametrize("piece", [*HOSTILE, f"《{JX}》第三十九条第二款规定“应当及时更正”，"])
def test_the_finder_is_linear(corpus: Corpus, piece: str) -> None:
    names = spoken_names(corpus)
    half, whole = ((piece * 100_000)[:length] for length in (25_000, 50_000))
    quotes.find(piece, names)
    assert _seconds(quotes.find, whole, names) < max(0.1, 4 * _seconds(quotes.find, half, names))
