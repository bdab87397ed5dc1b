"""Switches (开关): stopping answers or a channel, with who and why, until somebody lifts it. All of it is audited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from assistant.memory import switches
from assistant.memory.switches import Stop
from assistant.memory.transactions import writing
from assistant.stops import SWITCHES
from assistant.wording import load_wording
from credit_core.use_cases.administration import Trail
from credit_core.use_cases.vocabulary import Actor, BadFiling, Forbidden, NotAllowed, NotFound, Role

SWITCHERS: Final = (Role.SUPERVISOR, Role.ADMINISTRATOR)
READERS: Final = (*SWITCHERS, Role.AUDITOR)
WHY: Final = 300


@dataclass(frozen=True, slots=True)
class Switch:
    """A switch; `stop` None: nothing is stopped by it."""

    what: str
    stop: Stop | None


@dataclass(frozen=True, slots=True)
class SwitchDesk:
    """The front door. `now`: the true moment, whatever day the demonstration shows.

    Raises:
        Forbidden: the role does not have it.
    """

    engine: Engine
    trail: Trail
    now: Callable[[], datetime]

    def list(self, actor: Actor) -> tuple[Switch, ...]:
        """Every switch."""
        _allow(actor, READERS, "readers")
        with self.engine.connect() as connection:
            stopped = switches.in_force(connection)
        return tuple(Switch(what, stopped.get(what)) for what in SWITCHES)

    def history(self, actor: Actor, limit: int = 50) -> tuple[Stop, ...]:
        """Stops that are over, the newest first."""
        _allow(actor, READERS, "readers")
        with self.engine.connect() as connection:
            return switches.history(connection, limit)

    def stop(self, actor: Actor, what: str, why: str) -> None:
        """Stop it, within a second in every process.

        Raises:
            NotFound: no such switch. BadFiling: no reason, or too long a one. NotAllowed: it is stopped already.
        """
        reason = _checked(actor, what, why)
        try:
            with writing(self.engine) as connection:
                if switches.stop(connection, what, actor.id, reason, self.now()) is None:
                    raise NotAllowed(_say("stopped_already"))
                self.trail.note(connection, actor, "switch.stopped", "switch", what, after={"why": reason})
        except IntegrityError as error:  # somebody else did, at the same moment
            raise NotAllowed(_say("stopped_already")) from error

    def lift(self, actor: Actor, what: str, why: str) -> None:
        """Let it go on.

        Raises:
            As `stop`. NotAllowed: it is not stopped.
        """
        reason = _checked(actor, what, why)
        with writing(self.engine) as connection:
            if switches.lift(connection, what, actor.id, reason, self.now()) is None:
                raise NotAllowed(_say("not_stopped"))
            self.trail.note(connection, actor, "switch.lifted", "switch", what, after={"why": reason})

    def stopped(self) -> dict[str, bool]:
        """Every switch and whether it is stopped, for the metrics."""
        with self.engine.connect() as connection:
            found = switches.in_force(connection)
        return {what: what in found for what in SWITCHES}


def _checked(actor: Actor, what: str, why: str) -> str:
    _allow(actor, SWITCHERS, "members")
    if what not in SWITCHES:
        raise NotFound(_say("unknown", what=what, known="、".join(SWITCHES)))
    reason = " ".join(why.split())
    if not reason:
        raise BadFiling(_say("why_needed"))
    if len(reason) > WHY:
        raise BadFiling(_say("why_long", most=WHY))
    return reason


def _allow(actor: Actor, roles: tuple[Role, ...], words: str) -> None:
    if actor.role not in roles:
        raise Forbidden(_say(words))


def _say(key: str, **values: object) -> str:
    return load_wording().say(f"desk_switches.{key}", **values)
