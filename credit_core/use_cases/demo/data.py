"""The files of the demonstration data: places with their bodies, kinds of records, and the course of each case.

All of it is made up and says so: no catalogue, period, condition or body here is real.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from credit_core.law.reader import read_yaml
from credit_core.model.people import Actor, Role
from credit_core.model.subjects import Body
from credit_core.procedures.table import Procedure

WAITS = (0, 1, 2, 3, 5, 8, 13, 21)
"""日 for which cases stand still after their last step, one after the other."""


@dataclass(frozen=True)
class Place:
    """A place of the demonstration: its bodies by what they are there, and to whom applications of each kind go.

    `to_try` names the case that is shown to newcomers: its act and the steps taken. `categories` are the 项 that kinds of
    records belong to, `declared` what a provider states of dishonest information.
    """

    jurisdiction: str
    bodies: Mapping[str, Mapping[str, Any]]
    recipients: Mapping[str, tuple[str, str]]
    categories: Mapping[str, str]
    declared: Mapping[str, Any]
    gravity: str | None
    serious: str | None
    to_try: tuple[str, int]

    def body(self, name: str) -> str:
        """The name of a body (单位)."""
        return str(self.bodies[name]["name"])

    def body_rows(self, new_id: Any) -> Iterator[Body]:
        """The bodies as they are stored."""
        for body in self.bodies.values():
            yield Body(new_id(), self.jurisdiction, body["name"], tuple(body["roles"]), body.get("active", True))

    def actor(self, role: str) -> Actor:
        """Who acts here as officer, other_officer, reviewer, supervisor or clerk."""
        roles = {
            "officer": (Role.CASE_OFFICER, "operator"),
            "other_officer": (Role.CASE_OFFICER, "operator"),
            "reviewer": (Role.REVIEWER, "operator"),
            "supervisor": (Role.SUPERVISOR, "operator"),
            "clerk": (Role.PROVIDER_CLERK, "provider"),
            "market_clerk": (Role.PROVIDER_CLERK, "market"),
            "department": (Role.CASE_OFFICER, "department"),
        }
        kind, body = roles[role]
        return Actor(f"demo-{role}-{self.jurisdiction}", kind, self.body(body))


@dataclass(frozen=True)
class Story:
    """The course of a case. `each`: from how many steps on a case is left standing at every step; None: at the end only.

    `needs` is an event without which a place has no such case; `waits` are 日 after the last step, one case for each.
    """

    act: str
    name: str
    file: Mapping[str, Any]
    steps: tuple[Mapping[str, Any], ...]
    each: int | None = None
    places: tuple[str, ...] | None = None
    needs: str | None = None
    waits: tuple[int, ...] = ()

    def lengths(self, steps: int) -> range:
        """After how many of the steps a case is left standing."""
        return range(steps if self.each is None else min(self.each, steps), steps + 1)

    def in_place(self, procedure: Procedure) -> tuple[Mapping[str, Any], ...]:
        """The steps that the place's table has."""
        events = {row.event for row in procedure.rows}
        return tuple(step for step in self.steps if "event" not in step or step["event"] in events)


@dataclass(frozen=True)
class DemoData:
    """Everything read."""

    places: tuple[Place, ...]
    records: Mapping[str, Mapping[str, Any]]
    stories: tuple[Story, ...]
    outside: Mapping[str, str] = field(repr=False)


def read_demo_data() -> DemoData:
    """The packaged files."""
    folder = files("credit_core") / "use_cases" / "demo" / "data"
    places = []
    for jurisdiction, said in read_yaml(folder / "places.yaml").items():
        recipients = {name: tuple(pair) for name, pair in said["recipients"].items()}
        places.append(
            Place(**{**said, "jurisdiction": jurisdiction, "recipients": recipients, "to_try": tuple(said["to_try"])})
        )
    stories = []
    for file in sorted((folder / "stories").iterdir(), key=lambda file: file.name):
        written = read_yaml(file)
        for story in written["stories"]:
            told: dict[str, Any] = {
                name: tuple(value) if isinstance(value, list) else value for name, value in story.items()
            }
            stories.append(Story(act=written["act"], **told))
    outside = {file.name: file.read_text(encoding="utf-8") for file in (folder / "outside").iterdir()}
    return DemoData(tuple(places), read_yaml(folder / "records.yaml"), tuple(stories), dict(sorted(outside.items())))
