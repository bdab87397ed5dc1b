"""The inventory: every rule and every mechanism of the five documents, and where each is dealt with.

`rules.yaml` and `mechanisms.yaml` decide nothing. They are what the tests are held against
(`@pytest.mark.rule("JX-50")`), and what `docs/rule-coverage.md` is generated from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Annotated, Any, Self, TypeVar

from pydantic import Field, ValidationError, model_validator

from credit_core.errors import LawDataError
from credit_core.law.reader import read_yaml
from credit_core.law.schema import Clause, Entry, RuleId, Text
from credit_core.messages import inventory as messages

Module = Annotated[str, Field(pattern=r"^[a-z_]+(/[a-z_]+)*(/|\.py)$")]
"""A module or package of the project, as a path from its root: credit_core/deadlines.py, credit_core/identity/."""


class RuleKind(StrEnum):
    """What kind of demand a rule makes."""

    VALIDATION = "校验"  # what breaks it is not accepted
    DEADLINE = "期限"
    GUARD = "条件"  # of a decision or a step
    EFFECT = "效果"  # what must happen
    PROHIBITION = "禁止"
    SCOPE = "范围"  # a closed list
    CONTENT = "内容"  # what a document or an entry must state
    NOTICE = "告知"
    LIABILITY = "责任"
    INFORMATION = "说明"  # 鼓励、可以: never blocks anything
    UNDETERMINED = "待定"  # no decision unless outside data is loaded


class Disposition(StrEnum):
    """Who deals with a rule or a mechanism."""

    CORE_RIGHTS = "core_rights"  # reached from the subject's side: records, queries, objection, repair, duties
    CORE_AUTHORITIES = "core_authorities"  # only the authorities can reach it: catalogues, lists, measures, evaluation
    UNDECIDABLE = "undecidable"  # software cannot decide it


class Force(StrEnum):
    """How strongly the documents ask for a mechanism; the strongest where they differ."""

    BINDING = "binding"  # 应当、不得
    ENCOURAGED = "encouraged"  # 鼓励、可以
    POLICY = "policy"  # a work task of a 规范性文件
    EXPIRED = "expired"  # of the plan whose period is over: background only


class _Item(Entry):
    """What rules and mechanisms share. `reason`: why software cannot decide it, only there and always there."""

    id: RuleId
    name: Text
    clauses: tuple[Clause, ...] = Field(min_length=1)
    disposition: Disposition
    reason: Text | None = None

    @model_validator(mode="after")
    def _reason(self) -> Self:
        if (self.disposition is Disposition.UNDECIDABLE) != (self.reason is not None):
            raise ValueError(messages.REASON_NEEDED.format(id=self.id))
        return self


class Rule(_Item):
    """One rule: what it demands, in one line."""

    kind: RuleKind


class Mechanism(_Item):
    """One mechanism: the rules that it carries out, and the modules that carry it (empty until they exist)."""

    force: Force
    rules: tuple[RuleId, ...] = ()
    where: tuple[Module, ...] = ()


@dataclass(frozen=True, slots=True)
class Inventory:
    """All rules and mechanisms by id, in the order of the files.

    Raises:
        LawDataError: a mechanism names a rule that there is not.
    """

    rules: Mapping[str, Rule]
    mechanisms: Mapping[str, Mechanism]

    def __post_init__(self) -> None:
        for mechanism in self.mechanisms.values():
            if unknown := [rule for rule in mechanism.rules if rule not in self.rules]:
                detail = messages.UNKNOWN_RULES.format(id=mechanism.id, rules="、".join(unknown))
                raise LawDataError(messages.BAD_INVENTORY.format(name="mechanisms.yaml", detail=detail))

    def __contains__(self, name: str) -> bool:
        return name in self.rules or name in self.mechanisms


_Kind = TypeVar("_Kind", Rule, Mechanism)


@cache
def load_inventory() -> Inventory:
    """The inventory shipped with the package.

    Raises:
        LawDataError: a file breaks the schema, or a mechanism names a rule that there is not.
    """
    folder = files("credit_core.law")
    return Inventory(
        read_items(Rule, read_yaml(folder / "rules.yaml")["rules"], "rules.yaml"),
        read_items(Mechanism, read_yaml(folder / "mechanisms.yaml")["mechanisms"], "mechanisms.yaml"),
    )


def read_items(model: type[_Kind], raw: Mapping[str, Any], name: str) -> Mapping[str, _Kind]:
    """The entries of one file, by id.

    Raises:
        LawDataError: an entry breaks the schema.
    """
    try:
        return MappingProxyType({key: model.model_validate(entry | {"id": key}) for key, entry in raw.items()})
    except ValidationError as error:
        raise LawDataError(messages.BAD_INVENTORY.format(name=name, detail=error)) from error
