"""Every clause word for word: hashes of an independent parse of the five sources."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest

from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus

LINES = (Path(__file__).parent / "clause_hashes.txt").read_text("utf-8").splitlines()[1:]
HASHES = dict(line.split() for line in LINES)


def _own_words(corpus: Corpus) -> dict[str, str]:
    found: dict[str, str] = {}
    for document in corpus.documents.values():
        if document.plan_sentences:
            found |= {f"{document.id}#s{n}": text for n, text in enumerate(document.plan_sentences)}
        for _, article in document.articles():
            for paragraph in article.paragraphs:
                ref = ClauseRef(document.id, article.number, article.inserted, paragraph.number)
                numbered = any(chapter.headings for chapter in document.chapters)
                found[str(ref.top if numbered else ref)] = paragraph.text
                found |= {f"{ref}.{item.number}": item.text for item in paragraph.items}
    return found


def test_all_clauses_are_there_and_no_others(corpus: Corpus) -> None:
    assert _own_words(corpus).keys() == HASHES.keys()
    assert len(HASHES) == 73 + 106 + 95 + 58 + 46 + 63 + 27 + 291


def test_every_clause_word_for_word(corpus: Corpus) -> None:
    words = _own_words(corpus)
    differing = [clause for clause, digest in HASHES.items() if _digest(words[clause]) != digest]
    assert differing == []


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@pytest.mark.parametrize("document_id", ["shanxi-2022", "city-2022", "jiangxi-2022", "shanxi-opinion-2020"])
def test_a_provision_is_a_contiguous_piece_of_the_citable_text(corpus: Corpus, document_id: str) -> None:
    document = corpus.documents[document_id]
    for provision in document.provisions.values():
        assert document.text[provision.start : provision.end] == provision.text != ""
        assert all(document.provisions[child].ref.covers(child) for child in provision.children)
        assert all(provision.ref.covers(child) for child in provision.children)


def test_the_eleven_limits_on_case_handling(corpus: Corpus) -> None:
    laws = [corpus.documents[i].text for i in ("shanxi-2022", "city-2022", "jiangxi-2022")]
    found = Counter(re.findall(r"[一二三五七十两]个工作日|[三五]日内", "".join(laws)))
    assert found == {
        "三个工作日": 5,
        "两个工作日": 1,
        "一个工作日": 1,
        "七个工作日": 1,
        "十个工作日": 1,
        "五日内": 1,
        "三日内": 1,
    }
    shanxi = corpus.provision(ClauseRef.parse("shanxi-2022#42")).text
    assert "五日内" in shanxi
    assert "三日内" in shanxi
