"""`credit-assistant evals`: measure answers, retrieval and speed. Heavy imports wait until a command needs them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assistant.settings import get_settings
from evals import messages
from evals.cases import DATASETS, DatasetError, load_cases, sample
from evals.result import RESULTS

app = typer.Typer(help="评测：答复质量、检索消融、外部法律题集、时延与内存、题集泄漏。", no_args_is_help=True)

USAGE_ERROR = 2
COMMAND = "credit-assistant evals "

Results = Annotated[Path, typer.Option("--results", help="Markdown 结果的目录")]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="只用均匀抽取的这么多题（试跑）")]


class Part(StrEnum):
    """What `bench` measures."""

    CORE = "core"
    ASSISTANT = "assistant"
    ALL = "all"


class Backend(StrEnum):
    """Databases, by their names on the command line."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


@contextmanager
def _failing_clearly() -> Iterator[None]:
    """An expected failure is one Chinese sentence on stderr and exit code 2."""
    try:
        yield
    except ModuleNotFoundError as error:
        typer.echo(messages.NEEDS_DEVELOPMENT_PACKAGES.format(name=error.name), err=True)
        raise typer.Exit(USAGE_ERROR) from error
    except DatasetError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(USAGE_ERROR) from error


@app.command("answers", help="让真实的助手逐题作答并评分；不给参数则运行随附的全部题集。")
def answers(
    dataset: Annotated[list[Path] | None, typer.Option("--dataset", help="题集 JSONL，可多次给出")] = None,
    held: Annotated[bool, typer.Option("--held", help="改用提问库中留出的全部问法（地区已知）")] = False,
    routes: Annotated[
        bool, typer.Option("--held-routes", help="改用提问库中留出的、不属于任何条款的话（不给地区）")
    ] = False,
    limit: Limit = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="完整结果的 JSON 文件；默认在 evals/reports/")
    ] = None,
    results: Results = RESULTS,
) -> None:
    """Prints and writes one report for each dataset."""
    with _failing_clearly():
        from evals.answers.run import Dataset, run
        from evals.held import held_cases, held_route_cases
        from knowledge.regulations.corpus import load_corpus

        settings = get_settings()
        suffix = f" --limit {limit}" if limit else ""
        chosen = []
        if held:
            cases = held_cases(load_corpus(settings.data_dir / "corpus"))
            chosen.append(Dataset("held", sample(cases, limit), f"{COMMAND}answers --held{suffix}"))
        if routes:
            chosen.append(
                Dataset("held-routes", sample(held_route_cases(), limit), f"{COMMAND}answers --held-routes{suffix}")
            )
        for path in dataset or ([] if chosen else sorted(DATASETS.glob("*.jsonl"))):
            shown = f"evals/datasets/{path.name}" if path.resolve().parent == DATASETS else path.name
            command = f"{COMMAND}answers --dataset {shown}{suffix}"
            chosen.append(Dataset(path.stem, sample(load_cases(path), limit), command))
        for _, _, written in run(chosen, settings, results, json_file):
            _show(written)


@app.command("ablation", help="检索消融：词面、向量、融合、重排，有无问法，以及整个语气留出。")
def ablation(
    style: Annotated[list[str] | None, typer.Option("--style", help="整个留出的语气，可多次给出")] = None,
    retrain_style: Annotated[
        str | None, typer.Option(help="从自监督结果重新微调一个没有见过这种语气的模型（慢）")
    ] = None,
    data: Annotated[Path | None, typer.Option(help="训练数据目录（--retrain-style 用）")] = None,
    work: Annotated[Path | None, typer.Option(help="存有 pretrained.npz 的目录；给出则加测自监督模型")] = None,
    limit: Limit = None,
    results: Results = RESULTS,
) -> None:
    """Prints and writes the tables."""
    with _failing_clearly():
        if retrain_style and not (data and work):
            raise DatasetError(messages.NEEDS_TRAINING_DATA)
        from evals.retrieval.run import Plan, run

        plan = Plan(tuple(style or ("story", "dialect")), retrain_style, data, work, limit)
        _show(run(plan, get_settings(), results, COMMAND + plan.command()))


@app.command("legal-qa", help="在 STARD/LeCoQA 的训练半部上交叉验证（1,235 题、58,661 条；数据不随项目发布）。")
def legal_qa(
    data: Annotated[Path, typer.Option(help="数据目录，内有 legal_qa/")],
    work: Annotated[Path | None, typer.Option(help="存有 pretrained.npz 的目录；给出才能逐折微调")] = None,
    folds: Annotated[int, typer.Option(min=2, help="折数")] = 5,
    limit: Limit = None,
    results: Results = RESULTS,
) -> None:
    """Prints and writes the table."""
    with _failing_clearly():
        from evals.legal_qa.run import run

        options = (" --work …" if work else "") + (f" --limit {limit}" if limit else "")
        command = f"{COMMAND}legal-qa --data …{options}" + (f" --folds {folds}" if work else "")
        _show(run(data, work, folds, limit, get_settings(), results, command))


@app.command("bench", help="测助手的启动、时延、内存，和核心的期限、提交、查询；有一项不达标则退出码为 1。")
def bench(
    part: Annotated[Part, typer.Option(help="测哪一部分：助手、核心或者全部")] = Part.ALL,
    questions: Annotated[int, typer.Option(min=1, help="助手：问多少个不同的问题")] = 300,
    starts: Annotated[int, typer.Option(min=1, help="助手：新进程启动测几次，取最慢的一次")] = 3,
    records: Annotated[int, typer.Option(min=100, help="核心：大库的信用记录数（SQLite 为其五分之一）")] = 1_000_000,
    cases: Annotated[int, typer.Option(min=100, help="核心：大库的办件数（SQLite 为其五分之一）")] = 100_000,
    filings: Annotated[int, typer.Option(min=8, help="核心：每轮提交多少件异议")] = 1000,
    lookups: Annotated[int, typer.Option(min=1, help="核心：每种查询问多少次")] = 300,
    rounds: Annotated[int, typer.Option(min=1, help="核心：测几轮，取中位数")] = 3,
    database: Annotated[list[Backend] | None, typer.Option(help="核心：只测这种数据库，可多次给出")] = None,
    folder: Annotated[Path | None, typer.Option(help="核心：测量用的数据库放在哪里（要在真实的磁盘上）")] = None,
    busy: Annotated[bool, typer.Option("--busy", help="核心：在结果里注明机器上还有别的工作")] = False,
    results: Results = RESULTS,
) -> None:
    """Prints and writes the figures beside their targets."""
    missed = False
    with _failing_clearly():
        if part is not Part.ASSISTANT:
            from evals.bench.core.databases import KINDS
            from evals.bench.core.run import Plan
            from evals.bench.core.run import run as run_core

            kinds = tuple(kind for kind in KINDS if not database or kind.lower() in database)
            plan = Plan(records, cases, filings, rounds, lookups, kinds, folder, busy=busy)
            written, missed = run_core(plan, get_settings(), results, f"{COMMAND}bench ")
            _show(written)
        if part is not Part.CORE:
            from evals.bench.run import run

            command = f"{COMMAND}bench --part assistant --questions {questions} --starts {starts}"
            written, late = run(questions, starts, get_settings(), results, command)
            _show(written)
            missed = missed or late
        if missed:
            raise typer.Exit(1)


@app.command("leaks", help="检查题集有没有与提问库雷同的题（字三元组 Jaccard 不低于 0.5）；有则退出码为 1。")
def leaks(
    dataset: Annotated[
        list[Path] | None, typer.Option("--dataset", help="题集 JSONL，可多次给出；默认随附的全部")
    ] = None,
) -> None:
    """Prints every question that is too like a phrasing."""
    with _failing_clearly():
        from evals.leaks import find_leaks, known_phrasings

        phrasings = known_phrasings()
        found = checked = 0
        for path in dataset or sorted(DATASETS.glob("*.jsonl")):
            cases = load_cases(path)
            checked += len(cases)
            for leak in find_leaks(cases, phrasings):
                found += 1
                typer.echo(f"{path.name} {leak.case.id} {leak.likeness:.2f}：{leak.case.question} ≈ {leak.phrasing}")
        typer.echo(f"检查了 {checked} 题，对照 {len(phrasings)} 条问法，雷同 {found} 题。")
        if found:
            raise typer.Exit(1)


@app.command("pages", help="由法规数据和测试源码生成 docs/ 里的规则落实情况、待审核的解释两页。")
def pages(
    check: Annotated[bool, typer.Option("--check", help="只检查是否最新，不写；不是最新则退出码为 1")] = False,
) -> None:
    """Writes the generated pages of a source checkout, or checks them."""
    with _failing_clearly():
        from evals.pages.write import ROOT, outdated, write

        if not (ROOT / "tests").is_dir():
            raise DatasetError(messages.NO_SOURCE_TREE)
        changed = outdated() if check else write()
        for page in changed:
            typer.echo(str(page.relative_to(ROOT)))
        if check and changed:
            raise typer.Exit(1)


def _show(written: Path) -> None:
    typer.echo(written.read_text("utf-8"))
    typer.echo(f"已写入 {written}", err=True)
