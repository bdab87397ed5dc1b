"""What one message says: `hear` puts the readers in order."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answering.clean import readable
from assistant.dialogue.acts import Act, Alarm, Command
from assistant.dialogue.heard import Expectation, Heard, Mention, Trouble
from assistant.dialogue.hearing.alarms import read_alarm
from assistant.dialogue.hearing.bodies import read_asked_body, read_bodies
from assistant.dialogue.hearing.choices import read_choices
from assistant.dialogue.hearing.commands import is_only_command, lacks_another, read_commands
from assistant.dialogue.hearing.contacts import read_contacts
from assistant.dialogue.hearing.corrections import corrected_slots, is_correction, read_corrected_name
from assistant.dialogue.hearing.dates import read_dates
from assistant.dialogue.hearing.identifiers import read_bad_identifiers, read_identifiers
from assistant.dialogue.hearing.intents import read_act, read_asked_act
from assistant.dialogue.hearing.labelled import read_labelled
from assistant.dialogue.hearing.lacking import lacked_slots
from assistant.dialogue.hearing.lists import read_lists
from assistant.dialogue.hearing.ordinals import chosen
from assistant.dialogue.hearing.organisations import names_organisation, read_organisations
from assistant.dialogue.hearing.persons import read_persons
from assistant.dialogue.hearing.places import read_places
from assistant.dialogue.hearing.questions import asking_clauses, read_question
from assistant.dialogue.hearing.reading import Reading, start_reading
from assistant.dialogue.hearing.references import read_described_record, read_references
from assistant.dialogue.hearing.rewording import read_new_words
from assistant.dialogue.hearing.roles import read_keeper, read_role
from assistant.dialogue.hearing.texts import read_asked_text, read_texts, rest_of
from assistant.dialogue.slots import SLOTS, Kind
from knowledge.regulations.places import Gazetteer

_KEPT_IN_TEXT = frozenset({Kind.IDENTIFIER, Kind.CONTACT, Kind.DOCUMENT})
_OF_NUMBER = "subject_id_type"
_SOFT = frozenset({"info_kind", "objection_ground", "urgency", "records"})
"""Read out of any words about a record; the words of a correction are about the form."""
_DENIALS = frozenset({Command.YES, Command.NO})
_INTRODUCES = re.compile(r"叫|姓名|名字|我是|法定代表人")
_SHORT = 10
_ASKING = re.compile(r"[?？吗]|怎|什么|啥|哪|谁|几|多少|能不能|是不是|可以|为")
_CONTENT = re.compile(r"错|误|我|本人|没有的事|没这回事|不对的|不实")


def hear(text: str, expected: Expectation, gazetteer: Gazetteer) -> Heard:
    """The commands, values, wish and question in `text`, each value in its stored form.

    Deterministic, without side effects, and never raising for any text. What is doubtful is a mention with `sure` False
    or a trouble; nothing is guessed.
    """
    reading = _reading(text, expected)
    reading.asks = read_question(reading) and not is_only_command(reading)
    commands, alarm = read_commands(reading), read_alarm(reading)
    reading.asks = reading.asks and Command.HUMAN not in commands
    act, sure = (None, False) if alarm in (Alarm.DISTRESS, Alarm.INJECTION) else read_act(reading, commands)
    reading.act = act if sure else expected.act
    means_itself = bool(commands - _DENIALS) or expected.asked not in _said_by_choice(reading)
    only_command = lacks_another(reading) or (is_only_command(reading) and means_itself)
    if not only_command:
        _read_told(reading, gazetteer)
        _read_values(reading, gazetteer)
    if reading.asks and _answers_what_was_asked(reading):
        reading.asks = False
    corrects = not only_command and is_correction(reading)
    if corrects:
        reading.mentions = [m for m in reading.mentions if m.slot not in _SOFT or m.slot == expected.asked]
        read_corrected_name(reading, corrected_slots(reading))
        read_new_words(reading, corrected_slots(reading))
    corrected = corrected_slots(reading) if corrects else ()
    if _may_be_text(reading, alarm, act, only_command=only_command, corrects=corrects):
        read_asked_text(reading)
    return Heard(
        text=readable(text),
        commands=_without_contradiction(commands, alarm, reading, corrects=corrects),
        alarm=alarm,
        act=act,
        act_sure=sure,
        mentions=tuple(_settled(reading, corrects=corrects)),
        troubles=tuple(_standing(reading, corrects=corrects)),
        corrects=corrects,
        corrected=corrected,
        asks=reading.asks,
        lacks=lacked_slots(reading) if reading.expected.act is not None or act is not None else (),
        about=read_asked_act(reading) if reading.asks or (act is not None and not sure) else None,
        rest="" if lacks_another(reading) else rest_of(reading),
    )


def _reading(text: str, expected: Expectation) -> Reading:
    """The message, or the offered answer that it stands for (第三个)."""
    reading = start_reading(text, expected)
    slot = SLOTS.get(expected.asked or "")
    closed = slot is not None and slot.kind in (Kind.CHOICE, Kind.PLACE)
    label = chosen(reading.bare, expected.choices) if closed and not expected.confirming else None
    return reading if label is None else start_reading(label, expected)


def _read_values(reading: Reading, gazetteer: Gazetteer) -> None:
    """Every reader in turn: what is surest to recognise is taken first."""
    read_references(reading)
    read_labelled(reading)
    read_role(reading)
    read_identifiers(reading)
    read_contacts(reading)
    read_dates(reading)
    read_bad_identifiers(reading)
    read_described_record(reading)
    read_asked_body(reading)
    read_organisations(reading)
    read_keeper(reading)
    read_bodies(reading)
    read_places(reading, gazetteer)
    read_persons(reading)
    read_choices(reading)
    read_lists(reading)
    read_texts(reading)


def _read_told(reading: Reading, gazetteer: Gazetteer) -> None:
    """In a form, what is told beside a question (5月6号收到的，几天答复？) is read as a statement of its own."""
    asking = asking_clauses(reading) if reading.asks and reading.expected.act is not None else ()
    if not asking:
        return
    whole, unread = reading.line, reading.open
    for start, end in asking:
        reading.line = reading.line[:start] + " " * (end - start) + reading.line[end:]
    reading.open, reading.asks, reading.question_follows = reading.line, False, True
    _read_values(reading, gazetteer)
    for start, end in asking:
        reading.open = reading.open[:start] + unread[start:end] + reading.open[end:]
    reading.line, reading.asks, reading.question_follows = whole, True, False


def _answers_what_was_asked(reading: Reading) -> bool:
    """额自己么: a sound at the end makes no question of an answer to a choice or for a name."""
    slot = SLOTS.get(reading.expected.asked or "")
    closed = slot is not None and slot.kind in (Kind.CHOICE, Kind.NAME, Kind.PLACE)
    given = any(m.slot == reading.expected.asked and m.sure for m in reading.mentions)
    return closed and given and len(reading.bare) <= _SHORT and not _ASKING.search(reading.plain)


def _said_by_choice(reading: Reading) -> tuple[str, ...]:
    """Slots for which a word that is elsewhere a command is an answer (不是我的 as a ground)."""
    content = (len(reading.bare) > 2 or "错" in reading.bare) and _CONTENT.search(reading.bare)
    return ("objection_ground", "objection_detail", "applicant_role", "subject_kind", "topic") if content else ()


def _may_be_text(reading: Reading, alarm: Alarm | None, act: Act | None, *, only_command: bool, corrects: bool) -> bool:
    """Whether the whole message may be the answer to a question for text."""
    if only_command or reading.asks or corrects or alarm in (Alarm.DISTRESS, Alarm.INJECTION):
        return False
    return act is None or act is reading.expected.act


def _settled(reading: Reading, *, corrects: bool) -> list[Mention]:
    """The mentions that stand.

    In a question outside any act, no name that is not given as one. Inside free text, what was asked for; other slots
    only where they were not known and the value speaks for itself. A choice already made is not changed in passing.
    """
    if reading.asks and reading.act is None and not _INTRODUCES.search(reading.line):
        reading.mentions = [m for m in reading.mentions if _kind(m.slot) is not Kind.NAME]
    expected, known = reading.expected, reading.expected.slots
    if reading.act is None and expected.asked is None:
        reading.mentions = [m for m in reading.mentions if _kind(m.slot) is not Kind.CHOICE or m.slot == _OF_NUMBER]
    if reading.asks and expected.act is not None:
        here = {"jurisdiction": expected.jurisdiction, **known}
        reading.mentions = [m for m in reading.mentions if here.get(m.slot) != m.value]
    slot = SLOTS.get(expected.asked or "")
    if corrects:
        return reading.mentions
    if slot is not None and slot.kind in (Kind.TEXT, Kind.LIST) and any(m.slot == slot.name for m in reading.mentions):
        return [
            m
            for m in reading.mentions
            if m.slot == slot.name or (m.slot not in known and _kind(m.slot) in _KEPT_IN_TEXT)
        ]
    return [replace(m, sure=False) if _in_passing(m, expected, reading.line) else m for m in reading.mentions]


def _kind(slot: str) -> Kind | None:
    """The slot's kind; None for what is no field of a form (a case's access code)."""
    return SLOTS[slot].kind if slot in SLOTS else None


def _in_passing(mention: Mention, expected: Expectation, line: str) -> bool:
    known = expected.slots.get(mention.slot)
    if mention.slot == "subject_name" and names_organisation(mention.value) and expected.asked != "subject_name":
        return known is not None and known != mention.value and not _INTRODUCES.search(line)
    return (
        _kind(mention.slot) in (Kind.CHOICE, Kind.PLACE)
        and mention.slot != expected.asked
        and known is not None
        and known != mention.value
        and not _told_by_number(mention, expected)
    )


def _told_by_number(mention: Mention, expected: Expectation) -> bool:
    """A code given where a name or number was asked for says that the subject is an organisation."""
    return mention.slot == "subject_kind" and expected.asked in ("subject_name", "subject_id")


def _standing(reading: Reading, *, corrects: bool) -> list[Trouble]:
    """The troubles that matter: not of a slot that was heard all the same, nor of a place told inside free text."""
    asked = SLOTS.get(reading.expected.asked or "")
    free = asked is not None and not corrects and asked.kind in (Kind.TEXT, Kind.LIST)
    heard = {m.slot for m in reading.mentions if m.sure}
    return [t for t in reading.troubles if t.slot not in heard and not (free and _kind(t.slot) not in _KEPT_IN_TEXT)]


def _without_contradiction(
    commands: frozenset[Command], alarm: Alarm | None, reading: Reading, *, corrects: bool
) -> frozenset[Command]:
    """A message in distress cancels nothing and files nothing; nor does one that pretends to come from the system."""
    if alarm in (Alarm.DISTRESS, Alarm.INJECTION):
        return commands & {Command.HUMAN}
    if not corrects and any(m.slot == reading.expected.asked for m in reading.mentions):
        commands -= {Command.NO, Command.SKIP}
    if corrects or (Command.YES in commands and Command.NO in commands):
        return commands - {Command.YES}
    return commands
