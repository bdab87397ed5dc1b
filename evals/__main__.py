"""``python -m evals``: the same as ``credit-assistant evals``."""

from evals.cli import app

app()
