"""Authorisations in every state, and the query register: reads by the public, by departments and by staff."""

from __future__ import annotations

from functools import partial

from credit_core.model.disclosure import Mode
from credit_core.use_cases import authorisation
from credit_core.use_cases.demo.acts import Play, authorise, wanted
from credit_core.use_cases.demo.records import a_record
from credit_core.use_cases.demo.world import World
from credit_core.use_cases.disclosure import Reading, look_as_staff, read_for_duty, search_public
from credit_core.use_cases.query_register import Identified


def plan_reads(world: World) -> None:
    """Put them on the agenda, in every place."""
    for place in world.data.places:
        play = Play(world, place, world.figure(person=True), None, {})
        world.agenda.add(world.ago(70), partial(_ask_all, play))
        world.agenda.add(world.ago(6), partial(_read_all, play))


def _ask_all(play: Play) -> None:
    """Requested, granted, run out, taken back, declined, and with the provider's own consent."""
    world, office, officer = play.world, play.world.office, play.place.actor("officer")
    play.record = a_record(world, play.place, play.figure, "penalty")
    for _ in range(2):  # one stays open, the other is declined
        asked = authorisation.request_authorisation(office, officer, wanted(play), key=world.key())
    authorisation.decline_authorisation(office, play.figure.actor, asked.id)
    authorise(play, days=200)
    authorise(play, days=30)
    authorisation.revoke_authorisation(office, play.figure.actor, authorise(play))
    authorisation.consent_as_provider(office, play.place.actor("clerk"), authorise(play, days=120))


def _read_all(play: Play) -> None:
    """The public, a department by sharing and by its duty, one beyond its duty (refused), and staff."""
    world, place, identity = play.world, play.place, play.figure.identity
    department = place.actor("department")
    search_public(world.office, place.jurisdiction, identity.name)
    whose = Identified(identity.id_kind, identity.number)
    for mode in (Mode.SHARED, Mode.EX_OFFICIO):
        for within in (True, False):
            reading = Reading(
                place.jurisdiction, mode, whose, "办理许可时核查（示例）", "行政许可（示例）",
                findings={"within_duty": within, "in_share_scope": within},
            )  # fmt: skip
            read_for_duty(world.office, department, reading)
    if play.record is not None:
        subject = play.record.subject_id
        look_as_staff(world.office, place.actor("officer"), place.jurisdiction, subject, "核对异议（示例）")
