"""Stops (停用): answers altogether, or a channel, as staff switched them off; what citizens then read instead.

The port that the front doors ask before a question is answered or a turn is taken. Filing and cases go on while only
answers are stopped; while a channel is stopped nothing is taken there, but what was filed stays to be read. Nobody is
listening there then, so that the notice itself names a person to turn to, and the help line for who is in distress.
"""

from __future__ import annotations

from typing import Final, Protocol

from assistant.outcome import Reason
from assistant.wording import load_wording

ANSWERS: Final = "answers"
"""The switch of all answers; the others are called like their channel."""
WEB: Final = "web"
CHANNELS: Final = (WEB, "api", "telegram", "cli")
SWITCHES: Final = (ANSWERS, *CHANNELS)


class Stops(Protocol):
    """Where it is looked up what is stopped."""

    def stopped(self) -> frozenset[str]:
        """What of SWITCHES is stopped, at most a second old. Cheap, and never fails."""
        ...


class _Nothing:
    def stopped(self) -> frozenset[str]:
        """Nothing."""
        return frozenset()


NO_STOPS: Final[Stops] = _Nothing()
"""Where there is no database: in evals."""


def instead_of_a_turn(stops: Stops, channel: str | None) -> str | None:
    """What to say instead of anything on this channel; None while it is not stopped."""
    found = stops.stopped()
    if channel is None or channel not in found:
        return None
    elsewhere = _say("elsewhere_web") if channel != WEB and WEB not in found else ""
    return _say("channel", elsewhere=elsewhere)


def instead_of_an_answer(stops: Stops, channel: str | None) -> str | None:
    """What to say instead of an answer on the law; None while answers are given."""
    if ANSWERS in stops.stopped():
        return load_wording().reply(Reason.STOPPED)
    return instead_of_a_turn(stops, channel)


def _say(key: str, **values: object) -> str:
    return load_wording().say(f"desk_switches.stopped.{key}", **values)
