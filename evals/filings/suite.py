"""The filings suite: whole conversations from the first sentence to the receipt, each in an office of its own.

The open scripts are those of the tests; the sealed ones measure only: their result has totals, no groups and no trials.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from evals.filings.playing import Outcome, marks, play
from evals.filings.script import OPEN, Script, load, load_file
from evals.filings.world import prepared
from evals.progress import track
from evals.suite import Mean, Metric, Result, Trial
from evals.workbench import DatasetFile, Workbench

METRICS = (
    Metric("whole", "整段没有一处不对"),
    Metric("turns", "每一句都对"),
    Metric("case", "办成该办的事", 0.95),
    Metric("slots", "内容全对", 0.90),
    Metric("dates", "日期全对", 1.0),
    Metric("confirmed", "没有未经确认的提交", 1.0, hard=True),
)
SCRIPTS = "scripts"
"""What results call the open ones."""
_NOTHING, _SEVERAL = "不提交", "几件"


class FilingsSuite:
    """The scripts of the tests, and every file of datasets/sealed/filings."""

    name = "filings"
    label = "办事对话"

    def run(self, bench: Workbench) -> Iterator[Result]:
        """One result for the open scripts together and one for each other file.

        Raises:
            DatasetError: a file is not in the schema.
        """
        if not bench.files and OPEN.is_dir():
            yield self._result(bench, SCRIPTS, _version(OPEN), load(OPEN))
        for file in bench.datasets(self.name, ".yaml"):
            yield self._result(bench, file.name, file.version, list(load_file(file.path)), file)

    def _result(
        self, bench: Workbench, name: str, version: str, scripts: Sequence[Script], file: DatasetFile | None = None
    ) -> Result:
        sealed = file is not None and file.sealed
        with tempfile.TemporaryDirectory(prefix="filings-") as folder:
            outcomes = list(played(bench, bench.take(scripts), name, Path(folder)))
        trials = tuple(trial(script, outcome, sealed=sealed) for script, outcome in outcomes)
        return Result(
            suite=self.name,
            dataset=name,
            version=version,
            command=bench.command(self.name, file),
            metrics=METRICS,
            trials=trials,
            means=(_messages(outcomes),),
            sealed=sealed,
            sampled=bench.sampled(scripts),
        )


def played(bench: Workbench, scripts: Sequence[Script], name: str, folder: Path) -> Iterator[tuple[Script, Outcome]]:
    """Each script with what it came to."""
    template = prepared(folder, bench.settings)
    for number, script in enumerate(track(scripts, f"办事对话 {name}")):
        yield script, play(script, template, folder / str(number), bench.settings, bench.tools)


def trial(script: Script, outcome: Outcome, *, sealed: bool) -> Trial:
    """The conversation as a trial; of a sealed one no words and no groups."""
    done = outcome.played
    return Trial(
        id="" if sealed else script.id,
        asked="" if sealed else "\n".join(f"{i}. {t.say or '……'}" for i, t in enumerate(script.turns, 1)),
        groups={} if sealed else _groups(script),
        outcome=asdict(marks(script, outcome)),
        faults=done.faults,
        answer="\n".join(done.exchange) if done.faults and not sealed else "",
        note="" if sealed else script.note,
        seconds=round(sum(done.seconds), 4),
    )


def _groups(script: Script) -> dict[str, str]:
    return {"文件": script.source, "事项": _one(script, "type"), "地方": _one(script, "jurisdiction")}


def _one(script: Script, key: str) -> str:
    found = {str(case[key]) for case in script.filed}
    return next(iter(found)) if len(found) == 1 else _SEVERAL if found else _NOTHING


def _messages(outcomes: Sequence[tuple[Script, Outcome]]) -> Mean:
    """How many messages a citizen sends until the end; told, not judged."""
    counts = [len(outcome.played.seconds) for _, outcome in outcomes]
    return Mean("messages", "一段平均几句", sum(counts) / max(1, len(counts)), len(counts), step=None)


def _version(folder: Path) -> str:
    hashed = hashlib.sha256()
    for path in sorted(folder.glob("*.yaml")):
        hashed.update(path.read_bytes())
    return hashed.hexdigest()[:12]
