"""Pages from templates: everything escaped, nothing inline."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request

from channels import messages, rendering
from channels.web import moments, uploads
from channels.web.problems import title

_HERE: Final = Path(__file__).parent
STATIC: Final = _HERE / "static"
SENIOR_COOKIE: Final = "senior"


class Templates:
    """Renders the templates of this package. `version` changes with the static files, which browsers may keep.

    `demo`: this is a demonstration, and every page says so.
    """

    def __init__(self, *, demo: bool = False) -> None:
        self.version = _digest()
        self.demo = demo
        self._environment = Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(messages=messages, version=self.version, demo=demo, uploads=uploads)
        self._environment.globals.update(clause_href=rendering.clause_href)
        self._environment.filters.update(
            chinese_date=rendering.chinese_date,
            moment=moments.moment,
            full_moment=moments.full_moment,
            weekday=moments.weekday,
            fragment=_fragment,
        )

    def text(self, name: str, **context: Any) -> str:
        """The template `name` as HTML."""
        return self._environment.get_template(name).render(**context)

    def page(self, request: Request, name: str, status: int = 200, **context: Any) -> HTMLResponse:
        """A whole page, in the view the reader chose."""
        senior = request.cookies.get(SENIOR_COOKIE) == "1"
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return HTMLResponse(self.text(name, senior=senior, here=here, path=request.url.path, **context), status)

    def error(self, request: Request, status: int, detail: str = "") -> HTMLResponse:
        """The page for an error; without `detail`, the words that fit the status."""
        words = detail or messages.PROBLEM_DETAIL.get(status, title(status))
        return self.page(request, "error.html", status, title=title(status), detail=words)


def _fragment(anchor: str) -> str:
    return quote(anchor, safe="")


def _digest() -> str:
    digest = hashlib.sha256()
    for file in sorted(STATIC.iterdir()):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
