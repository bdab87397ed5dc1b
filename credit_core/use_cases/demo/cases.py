"""Cases of every type, each left standing at some step of its course, on the days on which that happens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from itertools import cycle
from typing import Any

from credit_core.model.records import Record
from credit_core.use_cases.demo.acts import FILERS, Play, procedure_of, take
from credit_core.use_cases.demo.data import WAITS, Place, Story
from credit_core.use_cases.demo.records import a_held_one, a_record
from credit_core.use_cases.demo.world import ToTry, World

RECORD_BEFORE = 20
"""日 from the record's receipt to the filing about it."""

LONG_BEFORE = 190
"""日 after which a publication of six months is over."""

_OBJECTED = {"market": "market", "public": "penalty"}


def plan_cases(world: World) -> int:
    """Put every case on the agenda; how many."""
    waits = cycle(WAITS)
    planned = 0
    for story in world.data.stories:
        procedure_name = procedure_of(story.act, story.file)
        for place in world.data.places:
            if story.places is not None and place.jurisdiction not in story.places:
                continue
            procedure = world.office.book.procedure(procedure_name, place.jurisdiction, world.today)
            if story.needs is not None and story.needs not in {row.event for row in procedure.rows}:
                continue
            steps = story.in_place(procedure)
            for length in story.lengths(len(steps)):
                for wait in story.waits or (next(waits),):
                    _plan(world, place, story, steps[:length], wait)
                    planned += 1
    return planned


def _plan(world: World, place: Place, story: Story, steps: tuple[Mapping[str, Any], ...], wait: int) -> None:
    filed = world.today - timedelta(days=wait + sum(step["after"] for step in steps))
    person = story.act in ("query", "delete_honour")
    play = Play(world, place, world.figure(person=person), None, story.file)
    kind = _record_kind(story)
    if kind is not None:
        before = LONG_BEFORE if kind == "past_publicity" else RECORD_BEFORE
        world.agenda.add(filed - timedelta(days=before), partial(_take_in, play, kind))
    day = filed
    world.agenda.add(day, partial(_file, play, story, len(steps)))
    for step in steps:
        day += timedelta(days=step["after"])
        world.agenda.add(day, partial(take, play, story.act, step))


def _record_kind(story: Story) -> str | None:
    """The kind of record that the case is about; None where it is about none of this database."""
    if story.act == "objection":
        return _OBJECTED.get(story.file["kind"])
    if story.act == "query":
        return "penalty"
    return story.file.get("record")


def _take_in(play: Play, kind: str) -> None:
    play.record = _made(play, kind)


def _made(play: Play, kind: str) -> Record:
    if kind == "held":
        return a_held_one(play.world, play.place, play.figure)
    return a_record(play.world, play.place, play.figure, "penalty" if kind == "past_publicity" else kind)


def _file(play: Play, story: Story, steps: int) -> None:
    filed = FILERS[story.act](play)
    play.case_id = filed.case.id
    what = _worth_trying(story, play.place, steps)
    if what is not None and filed.access_code is not None:
        play.world.to_try.setdefault(what, ToTry(filed.case.number, filed.access_code, what))


def _worth_trying(story: Story, place: Place, steps: int) -> str | None:
    """What is told of a case to look at; None for all but one of each act, each in another place."""
    chosen = story.each == 0 and (story.act, steps) == place.to_try
    return story.name if chosen else None
