"""The report as one self-contained HTML page: no script, no font, no picture from elsewhere."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from evals.provenance import Provenance
from evals.report.view import sections
from evals.runs.compare import compare
from evals.runs.run import Run

_HERE = Path(__file__).parent


def page(run: Run, baseline: Run) -> str:
    """The whole page."""
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=select_autoescape(("html", "j2"), default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["svg"] = Markup  # drawn by evals.report.charts, which escapes its labels
    parts = sections(run, baseline)
    return environment.get_template("page.html.j2").render(
        parts=parts,
        finished=run.finished,
        provenance=Provenance(**run.provenance).rows(),
        regressions=compare(baseline, run).regressions,
        broken=[(part, line) for part in parts for line in part.lines if line.state == "broken"],
    )


def write_page(run: Run, baseline: Run, target: Path) -> Path:
    """Write the page; returns where."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(run, baseline), "utf-8")
    return target
