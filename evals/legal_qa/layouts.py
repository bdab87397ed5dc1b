"""Read questions and articles as STARD and LeCoQA publish them, or as this project's data folder has them.

| | published | data folder |
| --- | --- | --- |
| articles | ``corpus.jsonl``: id, name, content | ``legal_qa/corpus.jsonl.gz``: id, law, no, text |
| questions | ``queries.json``: query_id, 问题, match_id, LeCoQA also 答案文本 | ``legal_qa/train.jsonl``: id, question, gold, answer |
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from evals import messages
from evals.cases import DatasetError
from evals.legal_qa.data import Article, LegalQa, LegalQuestion
from knowledge.regulations.numerals import NUMERAL_CLASS

_Made = TypeVar("_Made")
_Row = Mapping[str, Any]

_FOLDERS = ("legal_qa", ".", "data")
"""Where below the folder given the files may lie: a data folder, the files themselves, a published repository."""
_CORPORA = ("corpus.jsonl.gz", "corpus.jsonl", "corpus.json")
_QUESTIONS = ("train.jsonl", "queries.json")
_ARTICLE_FIELDS = "id、law、text，或者 id、name、content"
_QUESTION_FIELDS = "question、gold，或者 问题、match_id（LeCoQA 另有 答案文本）"
_NAME = re.compile(rf"(?P<law>.+?)(?P<number>第[{NUMERAL_CLASS}]+条(?:之[{NUMERAL_CLASS}]+)?)")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as its row has it: gold articles by their ids."""

    text: str
    gold: tuple[Any, ...]
    id: str
    answer: str


def load_legal_qa(folder: Path) -> LegalQa:
    """The articles of `folder` and its own questions.

    Raises:
        DatasetError: as `read_sets`.
    """
    return next(read_sets(folder))


def read_sets(folder: Path, files: Sequence[Path] = ()) -> Iterator[LegalQa]:
    """The articles of `folder` with each of the question files: those named, else the folder's own.

    Raises:
        DatasetError: the files are not there, are not in either layout, or a question names an article that is not
            among the articles.
    """
    corpus, own = _find(folder)
    rows = list(_read(corpus, _article, _ARTICLE_FIELDS))
    articles = tuple(article for _, article in rows)
    position = {key: i for i, (key, _) in enumerate(rows)}
    for path in files or (own,):
        asked = [row for row in _read(path, _asked, _QUESTION_FIELDS) if row is not None]
        if not asked:
            raise DatasetError(messages.EMPTY_DATASET.format(name=path.name))
        questions = tuple(_placed(row, position, path, corpus) for row in asked)
        yield LegalQa(articles, questions, path.stem, _version(corpus, path))


def _find(folder: Path) -> tuple[Path, Path]:
    for place in _FOLDERS:
        corpus = [path for name in _CORPORA if (path := folder / place / name).is_file()]
        questions = [path for name in _QUESTIONS if (path := folder / place / name).is_file()]
        if corpus and questions:
            return corpus[0], questions[0]
    raise DatasetError(messages.NO_LEGAL_QA.format(path=folder))


def _placed(row: _Asked, position: Mapping[Any, int], path: Path, corpus: Path) -> LegalQuestion:
    """Gold ids as positions, each once, in the order given."""
    missing = [key for key in row.gold if key not in position]
    if missing:
        raise DatasetError(
            messages.UNKNOWN_ARTICLE.format(name=path.name, id=row.id, gold=missing[0], corpus=corpus.name)
        )
    return LegalQuestion(row.text, tuple(position[key] for key in dict.fromkeys(row.gold)), row.id, row.answer)


def _version(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _article(row: _Row) -> tuple[Any, Article]:
    if "content" not in row:
        return row["id"], Article(_words(row["law"]), row.get("no", ""), _words(row["text"]), row.get("cat", ""))
    text = _words(row["content"]).replace("\\n", "\n").strip()  # the published file has line breaks escaped twice
    name = _words(row["name"])
    found = _NAME.fullmatch(name)
    return row["id"], Article(found["law"], found["number"], text) if found else Article(name, "", text)


def _asked(row: _Row) -> _Asked | None:
    """None for a published row without a question: there are some, and STARD's own scripts leave them out."""
    if "问题" not in row:
        return _Asked(
            _words(row["question"]), _golds(row["gold"]), str(row.get("id", "")), _or_nothing(row.get("answer"))
        )
    if not _or_nothing(row["问题"]):
        return None
    answer = _or_nothing(row.get("答案文本"))
    return _Asked(_words(row["问题"]), _golds(row["match_id"]), str(row.get("query_id", "")), answer)


def _words(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError(value)
    return value


def _or_nothing(value: object) -> str:
    """A text, or "" for NaN, which both publications write where there is none."""
    return value if isinstance(value, str) and value.strip() else ""


def _golds(value: object) -> tuple[Any, ...]:
    if not isinstance(value, list) or not value:
        raise TypeError(value)
    return tuple(value)


def _read(path: Path, make: Callable[[_Row], _Made], fields: str) -> Iterator[_Made]:
    for number, row in enumerate(_rows(path), 1):
        try:
            made = make(row)
        except (KeyError, TypeError, AttributeError) as error:
            raise DatasetError(messages.OTHER_LAYOUT.format(name=path.name, number=number, fields=fields)) from error
        yield made


def _rows(path: Path) -> Iterator[Any]:
    """The objects of a JSON list (``.json``), or of JSON lines."""
    text = _text(path)
    lines = [text] if path.suffix == ".json" else text.split("\n")
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except json.JSONDecodeError as error:
            at = number + error.lineno - 1
            raise DatasetError(messages.NOT_JSON.format(name=path.name, line=at, error=error)) from error
        if path.suffix == ".json" and isinstance(found, list):
            yield from found
        else:
            yield found


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
        return (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
    except FileNotFoundError:
        raise DatasetError(messages.NO_FILE.format(path=path)) from None
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise DatasetError(messages.UNREADABLE.format(path=path, error=error)) from error
