"""`credit-assistant doctor`: is everything there that answering needs, and what to do where it is not?"""

from __future__ import annotations

import platform
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Final

import typer
from pydantic import SecretStr
from rich.text import Text

from assistant import sources
from assistant.outcome import Reason
from assistant.settings import Settings, get_settings
from channels.cli import bad_settings, console, extensions, loading
from channels.rendering import chinese_date

Check = Callable[[Settings], str]
"""Returns what was found; raises where something is wrong."""

GOOD, BAD = "✓ ", "✗ "
UNSET, MASKED = "（未设置）", "（已设置，不显示）"
ALL_WELL = "一切正常。"
NOT_WELL = "有 {wrong} 项不正常，请按上面的提示处理。"
TEXTS = "{texts} 个文本，{in_force} 个在{today}有效"
INDEX = "{place}，{seconds:.1f} 秒；语料 {corpus}"
TRIAL = "在{place}问“{question}”，{milliseconds:.0f} 毫秒，引用{locators}"
TRIAL_STOPPED = "现在停用了全部答复，没有试问；恢复见 credit-assistant switch --help"
NO_TRIAL = "试问“{question}”没有得到带条款的答复（{reason}）"
AT_HEAD = "结构为最新版本"
EXTENSIONS = "可用：{names}"
NO_EXTENSIONS = "没有安装"
TRIAL_QUESTION: Final = "对信用信息有异议怎么办"


def doctor() -> None:
    """Runs every check, also after one failed, and prints the settings in force."""
    wrong = 0
    screen = console.out()
    try:
        settings = get_settings()
    except ValueError as error:
        console.fail(bad_settings.explained(error), console.INTERNAL)
    for line in settings_in_force(settings):
        screen.print(line, soft_wrap=True)
    for name, check, advice in CHECKS:
        try:
            found = check(settings)
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs in the report
            wrong += 1
            screen.print(Text.assemble((BAD, "bold red"), f"{name}：{error or type(error).__name__}"), soft_wrap=True)
            screen.print(f"  → {advice}", soft_wrap=True)
        else:
            screen.print(Text.assemble((GOOD, "bold green"), f"{name}：{found}"), soft_wrap=True)
    screen.print(NOT_WELL.format(wrong=wrong) if wrong else ALL_WELL)
    raise typer.Exit(console.INTERNAL if wrong else 0)


def settings_in_force(settings: Settings) -> Iterator[str]:
    """`NAME=value  meaning`, one line each, secrets and passwords masked."""
    for name, field in type(settings).model_fields.items():
        value = getattr(settings, name)
        if isinstance(value, SecretStr):
            shown = MASKED if value.get_secret_value() else UNSET
        elif isinstance(value, bool):
            shown = str(int(value))
        else:
            shown = UNSET if value in (None, "") else re.sub(r"(://[^:/@]*):[^@/]*@", r"\1:***@", str(value))
        yield f"{name.upper()}={shown}    # {field.description}"


def _python(_: Settings) -> str:
    return f"{platform.python_version()}（{sys.executable}）"


def _data_dir(settings: Settings) -> str:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=settings.data_dir) as file:
        file.write(b"1")
    return str(settings.data_dir.resolve())


def _texts(settings: Settings) -> str:
    today = sources.default_clock().today()
    listed = sources.list_documents(settings.data_dir, today)
    in_force = sum(entry.in_force is True for entry in listed)
    return TEXTS.format(texts=len(listed), in_force=in_force, today=chinese_date(today))


def _index(settings: Settings) -> str:
    found = loading.load_index(settings)
    return INDEX.format(place=found.place, seconds=found.seconds, corpus=found.corpus_version)


def _trial(settings: Settings) -> str:
    """Also brings the database to its newest structure, as every start of the service does."""
    assistant = loading.load_assistant(settings, remember=True)
    place = assistant.places()[0]
    started = time.perf_counter()
    answer = assistant.ask(TRIAL_QUESTION, jurisdiction=place.id)
    milliseconds = (time.perf_counter() - started) * 1000
    if answer.reason is Reason.STOPPED:  # staff chose that: nothing is broken
        return TRIAL_STOPPED
    if not answer.citations:
        raise RuntimeError(NO_TRIAL.format(question=TRIAL_QUESTION, reason=answer.reason.value))
    locators = "、".join(citation.locator for citation in answer.citations)
    return TRIAL.format(place=place.name, question=TRIAL_QUESTION, milliseconds=milliseconds, locators=locators)


def _database(settings: Settings) -> str:
    from assistant.runtime import Runtime

    found = Runtime(settings).checks()["database"]
    if found is not True:
        raise RuntimeError(found)
    return AT_HEAD


def _extensions(_: Settings) -> str:
    for point in extensions.found().values():
        extensions.load(point)
    return EXTENSIONS.format(names="、".join(sorted(extensions.found()))) if extensions.found() else NO_EXTENSIONS


CHECKS: Final[tuple[tuple[str, Check, str], ...]] = (
    ("Python", _python, "请安装 Python 3.11 或更新的版本，删除 .venv 后重新运行 make run。"),
    ("数据目录", _data_dir, "请检查 DATA_DIR 是否存在、当前用户能否写入、磁盘是否已满。"),
    ("法规库", _texts, "随附的法规文件或者导入的文本有损坏：请重新安装；导入的文本见 credit-assistant corpus list。"),
    (
        "索引和模型",
        _index,
        "请运行 credit-assistant index --force 重建；若模型文件缺失，请重新安装或者检查 EMBEDDING_MODEL。",
    ),
    ("试答", _trial, "请先处理上面的问题；仍不行时用 credit-assistant --debug ask 试问，把详情交给开发人员。"),
    ("数据库", _database, "请检查 DATABASE_URL 和数据库的权限；服务启动时会自动升级结构。"),
    ("扩展命令", _extensions, "请修复或者卸载提供它的软件包；其余命令不受影响。"),
)
