"""The table of rights (权限表): who may use which route. It is data; what is not in it cannot be reached.

Each area has a file `*.yaml` beside this module. A row: `route` (method and path as the router has it), `who`, for staff
`roles`, and `object`: by what an object of somebody else is told apart (its answer is 404). A route without a row, or a
row without a route, fails when the application is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import yaml
from starlette.routing import BaseRoute, Route

from credit_core.use_cases.vocabulary import Role

FOLDER: Final = Path(__file__).parent
_KEYS: Final = frozenset({"route", "who", "roles", "object"})


class Who(StrEnum):
    """Who has to be there."""

    EVERYONE = "everyone"  # 任何人
    CITIZEN = "citizen"  # 核对过身份的本人
    STAFF = "staff"  # 登录的工作人员


class Thing(StrEnum):
    """By what an object belongs to somebody."""

    NONE = "none"  # nothing personal is addressed
    CONVERSATION = "conversation"  # the browser's secret, or the id's 128 random bits
    CODE = "code"  # number and access code
    OWN = "own"  # the identified citizen's own
    REACH = "reach"  # the member's places and body


class UnknownRoute(LookupError):
    """The table has no row for a route, or a row for none."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `roles` is empty unless `who` is staff; any of them will do."""

    method: str
    path: str
    who: Who
    roles: frozenset[Role]
    object: Thing

    @property
    def route(self) -> str:
        """Method and path."""
        return f"{self.method} {self.path}"


class Table:
    """All rows by method and path."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows: dict[tuple[str, str], Row] = {}
        for row in rows:
            if self._rows.setdefault((row.method, row.path), row) is not row:
                raise ValueError(f"权限表里写了两次：{row.route}")

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows.values())

    def row(self, method: str, path: str) -> Row:
        """The row of a route.

        Raises:
            UnknownRoute: there is none.
        """
        try:
            return self._rows["GET" if method == "HEAD" else method, path]
        except KeyError:
            raise UnknownRoute(f"权限表里没有 {method} {path}，请在 channels/web/access/ 里写一行") from None

    def check(self, routes: Iterable[BaseRoute], *, optional: frozenset[str] = frozenset()) -> None:
        """Every route has its row, and every row its route; paths in `optional` may be absent.

        Raises:
            UnknownRoute: names the first that has not.
        """
        found = {pair for route in routes if isinstance(route, Route) for pair in _pairs(route)}
        for method, path in sorted(found):
            self.row(method, path)
        for method, path in sorted(self._rows.keys() - found):
            if path not in optional:
                raise UnknownRoute(f"权限表里的 {method} {path} 没有对应的网址，请删去这一行")

    def may(self, path: str, roles: frozenset[Role]) -> bool:
        """Whether a member with these roles may open a page: for navigation, where `GET` is meant."""
        row = self._rows.get(("GET", path))
        return row is not None and (row.who is not Who.STAFF or bool(row.roles & roles))


def _pairs(route: Route) -> Iterator[tuple[str, str]]:
    for method in (route.methods or set()) - {"HEAD"}:
        yield method, route.path


def load_table(folder: Path = FOLDER) -> Table:
    """The table from all files of a folder.

    Raises:
        ValueError: a row is written wrongly; names file and row.
    """
    return Table(row for file in sorted(folder.glob("*.yaml")) for row in _rows(file))


def _rows(file: Path) -> Iterator[Row]:
    for number, row in enumerate(yaml.safe_load(file.read_text("utf-8")), 1):
        try:
            yield _row(row)
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{file.name} 第 {number} 行：{error}") from error


def _row(row: Mapping[str, Any]) -> Row:
    if unknown := row.keys() - _KEYS:
        raise ValueError(f"没有这样的键：{'、'.join(sorted(unknown))}")
    method, _, path = row["route"].partition(" ")
    who = Who(row["who"])
    roles = frozenset(Role(role) for role in row.get("roles", ()))
    if (who is Who.STAFF) != bool(roles):
        raise ValueError("who 是 staff 的写 roles，其他的不写")
    return Row(method, path, who, roles, Thing(row.get("object", "none")))
