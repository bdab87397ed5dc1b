"""`credit-assistant evals`: measure answers, retrieval and speed. Heavy imports wait until a command needs them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from assistant.settings import get_settings
from evals import messages
from evals.bench.parts import Backend, Part
from evals.cases import VERDICTS, DatasetError, load_cases, question_sets
from evals.impact import impact
from evals.registry import DEFAULT, SuiteName, load_suite
from evals.result import RESULTS

app = typer.Typer(help="评测：答复质量、检索消融、外部法律题集、时延与内存、题集泄漏。", no_args_is_help=True)
app.command("impact", help="列出依据这些条款的题目，供法规变动以后逐题重看。")(impact)

USAGE_ERROR = 2
WIDTH = 140
"""Columns of a table that no terminal shows."""
COMMAND = "credit-assistant evals "

Results = Annotated[Path, typer.Option("--results", help="Markdown 结果的目录")]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="只用均匀抽取的这么多题（试跑）")]


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


@app.command("run", help="运行评测：逐题作答、评分，与基线比较；有退步或者破了硬规矩则退出码为 1。")
def run(
    suite: Annotated[list[SuiteName] | None, typer.Option("--suite", help="只运行这一种，可多次给出")] = None,
    dataset: Annotated[
        list[Path] | None, typer.Option("--dataset", help="自备的题集文件，可多次给出；与恰好一个 --suite 合用")
    ] = None,
    fast: Annotated[bool, typer.Option("--fast", help="快速：每个题集均匀抽取一部分")] = False,
    limit: Limit = None,
    data: Annotated[Path | None, typer.Option(help="外部题集的目录（external 用）")] = None,
    baseline: Annotated[bool, typer.Option("--baseline/--no-baseline", help="与提交在库里的基线比较")] = True,
    json_file: Annotated[Path | None, typer.Option("--json", help="评测记录写到哪里；默认在 evals/reports/")] = None,
) -> None:
    """Runs, stores and compares."""
    with _failing_clearly():
        from rich.console import Console

        from evals.runs.baseline import load_baseline
        from evals.runs.compare import compare
        from evals.runs.run import measure, store
        from evals.runs.show import show_comparison, show_results
        from evals.suite import broken_rules
        from evals.workbench import FAST, Workbench

        if dataset and len(suite or ()) != 1:
            raise DatasetError(messages.ONE_SUITE_FOR_FILES)
        chosen = suite or list(DEFAULT) + ([SuiteName.EXTERNAL] if data else [])
        bench = Workbench(get_settings(), tuple(dataset or ()), limit or (FAST if fast else None), data)
        found, results = measure([load_suite(name) for name in chosen], bench)
        console = Console(width=WIDTH if not sys.stdout.isatty() else None)
        show_results(results, console)
        typer.echo(f"评测记录 {store(found, json_file)}", err=True)
        broken = broken_rules(results)
        for result, figure in broken:
            typer.echo(f"破了硬规矩：{result.key} {figure.label}（{figure.hits}/{figure.total}）")
        worse = False
        if baseline and not dataset:
            compared = compare(load_baseline(), found)
            show_comparison(compared, console)
            worse = bool(compared.regressions)
            typer.echo("与基线比较：" + ("有退步，见上。" if worse else "没有退步。"))
        if broken or worse:
            raise typer.Exit(1)


@app.command("report", help="由一次评测记录（默认最近一次）写出 HTML 一页和每种题集的 Markdown。")
def report(
    record: Annotated[Path | None, typer.Argument(help="评测记录；默认最近一次")] = None,
    html: Annotated[Path | None, typer.Option(help="HTML 写到哪里；默认在 evals/reports/")] = None,
    results: Results = RESULTS,
) -> None:
    """Writes both, and says where."""
    with _failing_clearly():
        from evals.report.html import write_page
        from evals.report.markdown import write_pages
        from evals.result import REPORTS
        from evals.runs.baseline import load_baseline
        from evals.runs.run import latest, load

        found, accepted = load(record or latest()), load_baseline()
        for written in (
            write_page(found, accepted, html or REPORTS / "report.html"),
            *write_pages(found, accepted, results),
        ):
            typer.echo(str(written))


@app.command("compare", help="比较两次评测记录；后一次有退步则退出码为 1。")
def compare_runs(
    before: Annotated[Path, typer.Argument(help="较早的评测记录")],
    after: Annotated[Path, typer.Argument(help="较晚的评测记录")],
    everything: Annotated[bool, typer.Option("--all", help="没有变化的指标也列出")] = False,
) -> None:
    """Prints every figure that differs."""
    with _failing_clearly():
        from rich.console import Console

        from evals.runs.compare import compare
        from evals.runs.run import load
        from evals.runs.show import show_comparison

        compared = compare(load(before), load(after))
        show_comparison(compared, Console(width=WIDTH if not sys.stdout.isatty() else None), everything=everything)
        if compared.regressions:
            typer.echo(f"退步 {len(compared.regressions)} 项。")
            raise typer.Exit(1)
        typer.echo("没有退步。")


@app.command("accept", help="把一次评测记录（默认最近一次）的数字定为新基线，写入 evals/baseline.json。")
def accept_run(
    record: Annotated[Path | None, typer.Argument(help="评测记录；默认最近一次")] = None,
) -> None:
    """Only the results that the run has are replaced."""
    with _failing_clearly():
        from evals.runs.baseline import accept
        from evals.runs.run import latest, load

        found = load(record or latest())
        typer.echo(f"已接受 {len(found.results)} 个题集的数字，写入 {accept(found)}")


@app.command("trend", help="把历次接受的主要数字写到 DATA_DIR/eval-trend.json，工作台的概览页读它。")
def trend() -> None:
    """From the baseline alone; nothing is measured."""
    from assistant.desk.eval_trend import NAME
    from evals.runs.baseline import load_baseline
    from evals.runs.trend import export

    typer.echo(f"已写入 {export(load_baseline(), get_settings().data_dir / NAME)}")


@app.command("import-verdicts", help="把引用核查台导出的判定变成题目：判错的答复以后每次都会再考。")
def import_verdicts(
    source: Annotated[Path, typer.Argument(help="核查台导出的 JSONL")],
    target: Annotated[Path, typer.Option(help="写入哪个题集")] = VERDICTS,
) -> None:
    """Nothing is written unless every verdict can be used."""
    with _failing_clearly():
        from evals.verdicts.importing import import_verdicts
        from knowledge.regulations.corpus import load_corpus

        done = import_verdicts(source, target, load_corpus(get_settings().data_dir / "corpus"))
        typer.echo(f"新增 {done.added} 题，更新 {done.replaced} 题，没有变化 {done.unchanged} 题；{target}")


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


@app.command(
    "bench", help="测助手的启动、时延、内存，一轮对话的时延，核心的期限、提交、查询；有一项不达标则退出码为 1。"
)
def bench(
    part: Annotated[Part, typer.Option(help="测哪一部分：助手、对话、核心或者全部")] = Part.ALL,
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
        if part in (Part.CORE, Part.ALL):
            from evals.bench.core.databases import KINDS
            from evals.bench.core.run import Plan
            from evals.bench.core.run import run as run_core

            kinds = tuple(kind for kind in KINDS if not database or kind.lower() in database)
            plan = Plan(records, cases, filings, rounds, lookups, kinds, folder, busy=busy)
            written, missed = run_core(plan, get_settings(), results, f"{COMMAND}bench ")
            _show(written)
        if part in (Part.CONVERSATION, Part.ALL):
            from evals.bench.conversation import run as run_conversation

            written, late = run_conversation(get_settings(), results, f"{COMMAND}bench --part conversation")
            _show(written)
            missed = missed or late
        if part in (Part.ASSISTANT, Part.ALL):
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
        for path in dataset or question_sets():
            cases = load_cases(path)
            checked += len(cases)
            for leak in find_leaks(cases, phrasings):
                found += 1
                typer.echo(f"{path.name} {leak.case.id} {leak.likeness:.2f}：{leak.case.question} ≈ {leak.phrasing}")
        typer.echo(f"检查了 {checked} 题，对照 {len(phrasings)} 条问法，雷同 {found} 题。")
        if found:
            raise typer.Exit(1)


@app.command(
    "pages", help="由法规数据、办事流程和测试源码生成 docs/ 里的规则落实、待审核的解释、办理程序、办事流程各页。"
)
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
