"""A document's parse as plain data: what `corpus show ID --json` prints (docs/architecture.md)."""

from __future__ import annotations

from typing import Any

from knowledge.citations.reference import Scheme
from knowledge.regulations.model import Article, Chapter, Document, Item


def outline(document: Document) -> dict[str, Any]:
    """Chapters of a law; parts of an opinion; headed items and the sentences between them of a plan."""
    head: dict[str, Any] = {"id": document.id, "title": document.meta.title}
    if document.scheme is Scheme.HEADINGS:
        return head | _plan(document)
    if document.scheme is Scheme.NUMBERED_ITEMS:
        return head | {"parts": [_part(chapter) for chapter in document.chapters]}
    return head | {"chapters": [_chapter(chapter) for chapter in document.chapters]}


def _chapter(chapter: Chapter) -> dict[str, Any]:
    sections = [{"title": title, "articles": list(numbers)} for title, numbers in chapter.headings]
    out: dict[str, Any] = {"number": chapter.number, "title": chapter.title}
    if len(chapter.path) > 1:
        out["path"] = list(chapter.path)
    if sections:
        out["sections"] = sections
    return out | {"articles": [_article(article) for article in chapter.articles]}


def _article(article: Article) -> dict[str, Any]:
    out: dict[str, Any] = {"number": article.number}
    if article.inserted:
        out["inserted"] = article.inserted
    paragraphs = [{"text": p.text, "items": [_item(item) for item in p.items]} for p in article.paragraphs]
    return out | {"paragraphs": paragraphs}


def _item(item: Item) -> dict[str, Any]:
    out: dict[str, Any] = {"number": item.number, "text": item.text}
    return out | {"subitems": [_item(subitem) for subitem in item.subitems]} if item.subitems else out


def _part(chapter: Chapter) -> dict[str, Any]:
    by_number = {article.number: article for article in chapter.articles}
    headings = [
        {"title": title, "items": [_numbered(by_number[number]) for number in numbers]}
        for title, numbers in chapter.headings
    ]
    under = {number for _, numbers in chapter.headings for number in numbers}
    loose = [_numbered(article) for article in chapter.articles if article.number not in under]
    out = {"number": chapter.number, "title": chapter.title, "headings": headings}
    return out | {"items": loose} if loose else out


def _numbered(article: Article) -> dict[str, Any]:
    text = "\n".join(paragraph.text for paragraph in article.paragraphs)
    return {"number": article.number, "text": text, "responsible": list(article.responsible)}


def _plan(document: Document) -> dict[str, Any]:
    def sentence(number: int) -> dict[str, Any]:
        return {"number": number, "text": document.plan_sentences[number]}

    items = [
        {
            "heading": item.heading,
            "path": list(item.path),
            "inferred": item.inferred,
            "sentences": [sentence(n) for n in item.sentences],
        }
        for item in document.plan_items
    ]
    headed = {number for item in document.plan_items for number in item.sentences}
    unheaded = [sentence(n) for n in range(len(document.plan_sentences)) if n not in headed]
    return {"items": items, "unheaded": unheaded}
