"""Many questions in one run: JSON Lines in, JSON Lines out in the same order, whole or not at all."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TextIO

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from assistant import sources
from channels.cli import console
from channels.cli.asking import AnswerObject, Ask, NoAnswer, Question, Unreachable

ANSWERING = "正在回答"
LINE = "第 {line} 行：{what}"
NOT_JSON = "不是合法的 JSON。"
NOT_OBJECT = '应当是一个 JSON 对象，例如 {"id": "1", "question": "信用修复要几天"}。'
NO_ID = "缺少 id（文字或者整数）。"
NO_QUESTION = "缺少 question（文字）。"
NOT_TEXT = "{field} 应当是文字或者 null。"
NOT_A_FILE = "“{path}”不是普通文件，不能写入；--out 请另写一个文件名。"
CANNOT_WRITE = "不能写入“{path}”：{why}。"


class BadLine(Exception):
    """A line that holds no question. `id` is what could be read of its id."""

    def __init__(self, what: str, id_: str | int | None = None) -> None:
        super().__init__(what)
        self.id = id_


@dataclass(frozen=True, slots=True)
class Summary:
    """How a run went; `errors` counts the lines whose object has the status ``error``."""

    answers: int
    errors: int


def run(text: str, out: Path, ask: Ask, default: Question) -> Summary:
    """Answer every line of `text` into `out`. A line without a place or a date gets those of `default`.

    A bad line becomes an object with the status ``error`` and its line number. Ends the command where `out` cannot be
    written.

    Raises:
        Unreachable: there is nobody to ask; nothing is written.
    """
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    errors = 0
    with _whole(out) as file, _bar(len(lines)) as progress:
        for number, line in lines:
            made = _line(number, line, ask, default)
            errors += made["status"] == "error"
            file.write(json.dumps(made, ensure_ascii=False) + "\n")
            progress.advance(progress.task_ids[0])
    return Summary(len(lines), errors)


def _line(number: int, line: str, ask: Ask, default: Question) -> AnswerObject:
    id_: str | int | None = None
    try:
        id_, question = _question(line, default)
        return {"id": id_, **ask(question)}
    except Unreachable:
        raise
    except BadLine as error:
        return _error(error.id, number, str(error), "bad_input")
    except NoAnswer as error:
        return _error(id_, number, str(error), "bad_input" if error.bad_input else "internal")


def _question(line: str, default: Question) -> tuple[str | int, Question]:
    try:
        found: Any = json.loads(line)
    except (ValueError, RecursionError):
        raise BadLine(NOT_JSON) from None
    if not isinstance(found, dict):
        raise BadLine(NOT_OBJECT)
    id_ = found.get("id")
    if not isinstance(id_, str | int) or isinstance(id_, bool):
        raise BadLine(NO_ID)
    if not isinstance(found.get("question"), str):
        raise BadLine(NO_QUESTION, id_)
    for field in ("jurisdiction", "as_of"):
        if not isinstance(found.get(field), str | None):
            raise BadLine(NOT_TEXT.format(field=field), id_)
    try:
        day = sources.parse_day(found["as_of"]) if found.get("as_of") else default.as_of
    except sources.SourceError as error:
        raise BadLine(str(error), id_) from error
    place = found.get("jurisdiction") or default.jurisdiction
    return id_, replace(default, text=found["question"], jurisdiction=place, as_of=day)


def _error(id_: str | int | None, number: int, what: str, reason: str) -> AnswerObject:
    """The keys of an answer, so that readers need no second shape; null where only an answer would have a value."""
    return {
        "id": id_,
        "line": number,
        "status": "error",
        "reason": reason,
        "text": LINE.format(line=number, what=what),
        "citations": [],
        "caveats": [],
        "origin": "extract",
        "computed": [],
        "jurisdiction": None,
        "as_of": None,
        "corpus_version": None,
        "answer_id": None,
    }


@contextmanager
def _whole(out: Path) -> Iterator[TextIO]:
    """A file beside `out` that takes its name when the block ends without an error, and is gone otherwise."""
    target = out.resolve()
    if target.exists() and not target.is_file():
        console.fail(NOT_A_FILE.format(path=out))
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("x", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        console.fail(CANNOT_WRITE.format(path=out, why=error.strerror or type(error).__name__), console.INTERNAL)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _bar(of: int) -> Iterator[Progress]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    screen = console.err()
    with Progress(
        *columns, TimeElapsedColumn(), TimeRemainingColumn(), console=screen, disable=not screen.is_terminal
    ) as progress:
        progress.add_task(ANSWERING, total=of)
        yield progress
