from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.regulations.corpus import Corpus
from knowledge.regulations.manifest import package_corpus
from knowledge.regulations.normalise import CitableText, fold_quote, join, map_characters, raw_lines

ANY_TEXT = st.text(st.sampled_from("条例信用,.;:()（）。，；：“”０９Ａz1a 　\n"), max_size=60)


@pytest.mark.parametrize(
    ("raw", "citable"),
    [
        ("推进社会信用体系建设,提高社会诚信意识.", "推进社会信用体系建设，提高社会诚信意识。"),
        ("(一)起草规划;", "（一）起草规划；"),
        ("自２０２２年１０月１日起施行", "自2022年10月1日起施行"),
        ("“信用中国(山西)”网站", "“信用中国（山西）”网站"),
        ("开展信用(GB 32100)工作", "开展信用（GB 32100）工作"),
        ("(２０２２年５月２７日会议通过)", "（2022年5月27日会议通过）"),
        ("互联网＋监管", "互联网＋监管"),  # no NFKC
        ("1. 有效衔接", "1. 有效衔接"),
        ("12,345.67元，比例3.5", "12,345.67元，比例3.5"),
        ("8:30开门", "8:30开门"),
        ("资金管理 etc 行政事项", "资金管理 etc 行政事项"),
        ("ＧＢ／Ｔ", "GB／T"),
    ],
)
def test_character_mappings(raw: str, citable: str) -> None:
    assert map_characters(raw) == citable


def test_a_quote_passes_the_same_mapping_its_cut_ends_counting_as_chinese() -> None:
    assert fold_quote("加快完成 12315") == "加快完成 12315"
    assert fold_quote(",管理\n  推进.") == "，管理推进。"
    assert fold_quote("(山西") == "（山西"
    assert fold_quote("12315)") == "12315）"


@given(ANY_TEXT)
def test_mapping_keeps_length_and_is_idempotent(text: str) -> None:
    once = map_characters(text)
    assert len(once) == len(text)
    assert map_characters(once) == once


def test_the_citable_text_maps_to_itself(corpus: Corpus) -> None:
    for document in corpus.documents.values():
        assert map_characters(document.text) == document.text
        for provision in document.provisions.values():
            assert fold_quote(provision.text) == provision.text.replace("\n", "")


@given(ANY_TEXT)
def test_lines_and_strips_remember_where_they_come_from(text: str) -> None:
    joined = join((line.strip() for line in raw_lines(text)), "\n")
    assert len(joined.text) == len(joined.to_raw)
    for char, at in zip(joined.text, joined.to_raw, strict=True):
        assert char == "\n" or text[at] == char


def test_titles_lose_their_spaces_and_keep_their_offsets() -> None:
    title = CitableText("总　则", (5, 6, 7)).without_spaces()
    assert (title.text, title.to_raw) == ("总则", (5, 7))


def test_raw_span() -> None:
    text = CitableText("总则", (5, 7))
    assert text.raw_span(0, 2) == (5, 8)
    with pytest.raises(IndexError):
        text.raw_span(1, 1)


def test_every_citable_character_of_the_corpus_leads_back_to_its_raw_one(corpus: Corpus) -> None:
    for document in corpus.documents.values():
        raw = (package_corpus() / f"{document.id}.txt").read_bytes().decode()
        for char, at in zip(document.text, document.to_raw, strict=True):
            assert char == "\n" or char in (raw[at], map_characters(raw[at], open_ends=True))


def test_offsets_rise_through_every_law(corpus: Corpus) -> None:
    for document_id in ("shanxi-2022", "city-2022", "jiangxi-2022", "shanxi-opinion-2020"):
        assert all(a < b for a, b in pairwise(corpus.documents[document_id].to_raw))
