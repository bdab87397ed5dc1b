"""`credit-assistant index`: the search index of this installation's texts."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from assistant.settings import get_settings
from channels.cli import console, loading

FRESH = "索引已是最新，不用重建：{place}"
BUILT = "索引已建好，用时 {seconds:.1f} 秒：{place}"
REPAIRED = "原有索引不完整或者已损坏，已重建，用时 {seconds:.1f} 秒：{place}"
CANNOT_WRITE = "不能写入索引目录 {place}：{why}。请检查 DATA_DIR 的权限和磁盘空间。"


def index(force: Annotated[bool, typer.Option("--force", help="删去现有索引，重新建立")] = False) -> None:
    """Builds the index where it is missing, damaged or older than the texts."""
    settings = get_settings()
    folder = loading.index_folder(settings)
    try:
        if force and folder.exists():
            shutil.rmtree(folder)
        before = _names(folder)
        found = loading.load_index(settings)
    except OSError as error:
        console.fail(CANNOT_WRITE.format(place=folder, why=error.strerror or error), console.INTERNAL)
    words = FRESH if not found.built else REPAIRED if found.place.name in before else BUILT
    typer.echo(words.format(place=found.place, seconds=found.seconds))


def _names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()} if folder.is_dir() else set()
