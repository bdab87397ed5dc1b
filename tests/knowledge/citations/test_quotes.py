from __future__ import annotations

import pytest

from knowledge.citations.quotes import find
from knowledge.citations.resolver import spoken_names
from knowledge.regulations.corpus import Corpus


def _attached(corpus: Corpus, text: str) -> list[tuple[str, list[int | None], str | None]]:
    found = find(text, spoken_names(corpus))
    return [(q.text, [found.citations[i].article for i in q.citations], q.document) for q in found.quotes]


@pytest.mark.parametrize("marks", ["“”", "「」", "『』", '""'])
def test_marks(corpus: Corpus, marks: str) -> None:
    text = f"江西条例第三十八条规定：{marks[0]}信用主体有权免费查询{marks[1]}。"
    assert _attached(corpus, text) == [("信用主体有权免费查询", [38], None)]


def test_quotes_within_quotes_are_part_of_them(corpus: Corpus) -> None:
    text = "山西条例第七条“推进“互联网＋监管”工作”"
    assert _attached(corpus, text) == [("推进“互联网＋监管”工作", [7], None)]


def test_marks_without_a_partner_do_not_count(corpus: Corpus) -> None:
    assert _attached(corpus, "“没有结束，第三条“应当及时更正信息”") == [("应当及时更正信息", [3], None)]
    assert _attached(corpus, "没有开始”，第三条「应当及时更正信息」") == [("应当及时更正信息", [3], None)]


@pytest.mark.parametrize(
    "source",
    [
        "（江西条例第三十九条）",
        "（见江西条例第三十九条）",
        "——江西条例第三十九条",
        "，见江西条例第三十九条",
        "[江西条例第三十九条]",
    ],
)
def test_a_source_behind_the_quotation(corpus: Corpus, source: str) -> None:
    text = f"依江西条例第三十八条，另有“应当在三个工作日内处理完毕”{source}。"
    assert _attached(corpus, text) == [("应当在三个工作日内处理完毕", [39], None)]


def test_the_next_sentence_is_no_source(corpus: Corpus) -> None:
    text = "江西条例第三十八条：“应当在三个工作日内处理完毕”。\n江西条例第三十九条另有规定。"
    assert _attached(corpus, text) == [("应当在三个工作日内处理完毕", [38], None)]


def test_several_quotations_of_one_clause(corpus: Corpus) -> None:
    text = "江西条例第三十九条规定“应当作出标注。”和“应当及时更正信息。”"
    assert [articles for _, articles, _ in _attached(corpus, text)] == [[39], [39]]


def test_a_list_of_clauses_shares_its_quotation(corpus: Corpus) -> None:
    assert _attached(corpus, "江西条例第三十九、四十条规定“应当及时更正信息”") == [("应当及时更正信息", [39, 40], None)]


def test_another_sentence_breaks_the_tie(corpus: Corpus) -> None:
    assert _attached(corpus, "江西条例第三十九条讲异议。他说“我真的非常生气了”。") == [("我真的非常生气了", [], None)]


def test_a_title_alone_is_a_source(corpus: Corpus) -> None:
    text = "《江西省社会信用条例》规定：“信用主体有权免费查询”。"
    assert _attached(corpus, text) == [("信用主体有权免费查询", [], "江西省社会信用条例")]


def test_a_short_term_far_away_is_nobodys(corpus: Corpus) -> None:
    assert _attached(corpus, "江西条例第三十九条讲的是异议怎么办理，与你说的“黑名单”无关") == [("黑名单", [], None)]


def test_a_line_break_after_a_colon_keeps_the_tie(corpus: Corpus) -> None:
    assert _attached(corpus, "江西条例第三十九条：\n“应当及时更正信息”") == [("应当及时更正信息", [39], None)]
    assert _attached(corpus, "江西条例第三十九条\n“应当及时更正信息”") == [("应当及时更正信息", [], None)]


def test_references_inside_a_quotation_are_the_laws_own(corpus: Corpus) -> None:
    text = "山西条例第三条规定“违反本条例第九条和第十条规定的行为应当处理”"
    found = find(text, spoken_names(corpus))
    assert [c.article for c in found.citations] == [3]


def test_a_quoted_reference_is_a_reference(corpus: Corpus) -> None:
    found = find("请看“《江西省社会信用条例》第三十九条”", spoken_names(corpus))
    assert [c.article for c in found.citations] == [39]


def test_foreign_words_in_quotation_marks_are_left_alone(corpus: Corpus) -> None:
    assert _attached(corpus, '江西条例第三十九条 "OK" "ok then"') == []
