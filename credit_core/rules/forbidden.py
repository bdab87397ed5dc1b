"""Personal data (个人信息) that must not be collected, or only with something in hand.

某市 第二十条: 「不得采集宗教信仰、基因、指纹、血型、疾病和病史信息」 of a natural person, as any credit information; no consent
cures it. Income and property only with 「本人书面同意」 or by state organs. 江西 第三十七条 says both of market information only,
and of consent nothing. 山西 lists none: what is suspect there is kept out until a person looked (A-44), without a clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from credit_core.law.record_schema import Lifting
from credit_core.messages import intake as messages
from credit_core.model.decisions import Met
from credit_core.rules.draft import Checked, Intake, check

PERSONAL_DATA_LAWFUL = "personal_data_lawful"
"""Question to an officer: may these data be collected, where the place's text does not say."""

NO_FORBIDDEN_DATA = "no_forbidden_data"
"""Question to an officer: the words found in the content are no such data of the person."""

STATE_ORGAN = "state_organ"
"""Role of a body that is 国家机关 or 法律法规授权的具有管理公共事务职能的组织; a 人民团体 provides, but is none."""


def personal_data(intake: Intake) -> Iterator[Checked]:
    """What the draft holds of such data. Nothing is said where it holds none."""
    if not intake.natural:
        return
    yield from _forbidden(intake)
    yield from _restricted(intake)


def held_categories(intake: Intake) -> frozenset[str]:
    """Categories that the provider declares, or that a field of the content is named after."""
    names = [*_names(intake.draft.content), intake.draft.title]
    by_name = {
        category
        for category, words in intake.place.field_words.items()
        if any(word in name for name in names for word in words)
    }
    return frozenset(by_name | set(intake.draft.declared.personal_data))


def _forbidden(intake: Intake) -> Iterator[Checked]:
    point = intake.place.forbidden
    held = held_categories(intake)
    found = [category for category in point.categories if category in held]
    if found:
        kinds = "、".join(found)
        if intake.draft.source in point.sources:
            yield check(point, Met.NOT_MET, messages.FORBIDDEN_DATA.format(kinds=kinds))
        else:
            met = intake.found(PERSONAL_DATA_LAWFUL)
            yield check(point, met, messages.UNLISTED_DATA.format(kinds=kinds), cited=False)
    mentioned = [category for category in point.categories if category not in held and _mentions(intake, category)]
    if mentioned:
        text = messages.MENTIONED_DATA.format(kinds="、".join(mentioned))
        yield check(point, intake.found(NO_FORBIDDEN_DATA), text, cited=intake.draft.source in point.sources)


def _restricted(intake: Intake) -> Iterator[Checked]:
    point = intake.place.restricted
    held = held_categories(intake)
    found = [category for category in point.categories if category in held]
    if not found or intake.draft.source not in point.sources:
        return
    kinds = "、".join(found)
    for lifting in point.lifted_by:
        if shown := _lifted(lifting, intake):
            yield check(point, Met.MET, messages.LIFTED[lifting].format(kinds=kinds, shown=shown))
            return
    missing = messages.OR.join(messages.LIFTINGS[lifting] for lifting in point.lifted_by)
    yield check(point, Met.NOT_MET, messages.RESTRICTED_DATA.format(kinds=kinds, missing=missing), missing=missing)


def _lifted(lifting: Lifting, intake: Intake) -> str | None:
    declared = intake.draft.declared
    match lifting:
        case Lifting.WRITTEN_CONSENT:
            return declared.written_consent
        case Lifting.LEGAL_BASIS:
            return declared.legal_basis
        case Lifting.STATE_ORGAN:
            organ = intake.provider is not None and STATE_ORGAN in intake.provider.roles
            return declared.legal_basis if organ else None


def _names(content: Mapping[str, Any]) -> Iterator[str]:
    for name, value in content.items():
        yield name
        if isinstance(value, Mapping):
            yield from _names(value)


def _mentions(intake: Intake, category: str) -> bool:
    words = intake.place.field_words[category]
    return any(word in text for text in _texts(intake.draft.content) for word in words)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value
