"""The terminal: where words go, how a text is read in, and how a command ends.

Exit codes of every command: 0 done (an answer that declines is an answer), 1 something failed here, 2 the input is wrong.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from assistant import sources

STDIN = "-"
INTERNAL = 1
BAD_INPUT = 2
LARGEST_INPUT = 64 * 1024 * 1024
"""Bytes read from a file or from standard input."""

NO_FILE = "打不开“{path}”：{why}。请检查路径；用“-”从标准输入读取。"
NOT_UTF8 = "“{path}”不是 UTF-8 文本，请另存为 UTF-8 后再试。"
TOO_LARGE = "“{path}”超过 {limit} MB，请分成几个文件。"

Jurisdiction = Annotated[
    str | None, typer.Option("--jurisdiction", help="地区：shanxi、jiangxi、city；不写则看问题里说的地方")
]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]


def out() -> Console:
    """Standard output. Nothing in an answer is mark-up."""
    return Console(highlight=False, markup=False)


def err() -> Console:
    """Standard error: progress and what went wrong, so that standard output stays clean."""
    return Console(stderr=True, highlight=False, markup=False)


def fail(message: str, code: int = BAD_INPUT) -> NoReturn:
    """Say what is wrong on standard error and end the command."""
    typer.echo(message, err=True)
    raise typer.Exit(code)


def day(text: str | None) -> date | None:
    """The day written YYYY-MM-DD; ends the command where it is none."""
    if text is None:
        return None
    try:
        return sources.parse_day(text)
    except sources.SourceError as error:
        fail(str(error))


def read_text(path: str) -> str:
    """A UTF-8 file, or standard input for ``-``; ends the command where there is none."""
    try:
        content = _read(path)
    except OSError as error:
        fail(NO_FILE.format(path=path, why=error.strerror or type(error).__name__))
    if len(content) > LARGEST_INPUT:
        fail(TOO_LARGE.format(path=path, limit=LARGEST_INPUT // 1024 // 1024))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        fail(NOT_UTF8.format(path=path))


def _read(path: str) -> bytes:
    if path == STDIN:
        return sys.stdin.buffer.read(LARGEST_INPUT + 1)
    with Path(path).open("rb") as file:
        return file.read(LARGEST_INPUT + 1)
