"""`credit-assistant ask`: one question, or a file of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from channels.cli import answer_text, batch, console, remote
from channels.cli.asking import Ask, NoAnswer, Question, this_process

QUESTIONS = "问题"
NO_QUESTION = (
    "请写上问题，例如：credit-assistant ask --jurisdiction jiangxi 提出异议几天给结果（“-”为从标准输入读取）。"
)
EITHER = "--batch 从文件读取问题，不能再写问题；请去掉一个。"
BOTH = "--batch 和 --out 要一起用：--batch 问题.jsonl --out 答复.jsonl。"
DONE = "共 {answers} 条，已写入 {out}。"
DONE_WITH_ERRORS = "共 {answers} 条，其中 {errors} 条没能处理（status 为 error），已写入 {out}。"
EXIT_CODES = {"bad_input": console.BAD_INPUT, "internal": console.INTERNAL}


def ask(
    question: Annotated[
        list[str] | None, typer.Argument(metavar=QUESTIONS, help="用日常语言写的问题；- 为从标准输入读取")
    ] = None,
    as_json: console.AsJson = False,
    jurisdiction: console.Jurisdiction = None,
    as_of: Annotated[str | None, typer.Option(help="按哪一天的法律回答，YYYY-MM-DD；默认今天")] = None,
    server: Annotated[str | None, typer.Option(help="向运行中的服务器提问，如 http://127.0.0.1:8000")] = None,
    questions: Annotated[
        str | None,
        typer.Option("--batch", help="JSONL 文件，每行 id、question，可有 jurisdiction、as_of；- 为标准输入"),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="--batch 的答复写入的 JSONL 文件")] = None,
) -> None:
    """Prints an answer, or writes those of a file."""
    day = console.day(as_of)
    if (questions is None) != (out is None):
        console.fail(BOTH)
    try:
        if questions is not None and out is not None:
            if question:
                console.fail(EITHER)
            _batch(questions, out, Question("", jurisdiction, day), server)
        else:
            _one(Question(_text(question or []), jurisdiction, day), server, as_json=as_json)
    except NoAnswer as error:
        console.fail(str(error), console.BAD_INPUT if error.bad_input else console.INTERNAL)


def _text(words: list[str]) -> str:
    if words == [console.STDIN]:
        return console.read_text(console.STDIN)
    if not words:
        console.fail(NO_QUESTION)
    return " ".join(words)


@contextmanager
def _answering(server: str | None) -> Iterator[Ask]:
    if server is None:
        yield this_process()
        return
    with remote.server(server) as ask_server:
        yield ask_server


def _one(question: Question, server: str | None, *, as_json: bool) -> None:
    with _answering(server) as answering:
        answer = answering(question)
    if as_json:
        typer.echo(json.dumps(answer, ensure_ascii=False))
    else:
        answer_text.show(answer, console.out())
    raise typer.Exit(EXIT_CODES.get(answer["reason"], 0))


def _batch(questions: str, out: Path, default: Question, server: str | None) -> None:
    text = console.read_text(questions)
    with _answering(server) as answering:
        summary = batch.run(text, out, answering, default)
    words = DONE_WITH_ERRORS if summary.errors else DONE
    typer.echo(words.format(answers=summary.answers, errors=summary.errors, out=out), err=True)
