"""The shape of `disclosure/<document id>.yaml`: what a regulation says on disclosure (披露) and queries (查询).

Every point carries the text's own words with their clause, or is silent with the nearest clause and a sentence that
says so. A place is data: which modes (披露方式) exist, under which name, and whether the list is closed.
"""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StrictBool, model_validator

from credit_core.law.schema import Clause, Entry, OfDocument, Text
from credit_core.model.disclosure import Mode
from credit_core.model.records import RecordClass
from knowledge.citations.reference import ClauseRef


class Point(Entry):
    """One point: verbatim `words` of `clause`, or silence with the `nearest` clause and the `note` that tells it."""

    words: Text | None = None
    clause: Clause | None = None
    nearest: Clause | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _stated_or_silent(self) -> Self:
        if (self.clause is None) != (self.words is None):
            raise ValueError("words 和 clause 应当同时填写")
        if self.clause is None and (self.nearest is None or self.note is None):
            raise ValueError("条例没有写明的，应当填写 nearest 和 note")
        if self.clause is not None and self.nearest is not None:
            raise ValueError("条例写明的，不填 nearest")
        return self

    @property
    def silent(self) -> bool:
        """True where the regulation does not say it."""
        return self.clause is None

    @property
    def source(self) -> ClauseRef:
        """The clause, or the nearest one where the text is silent."""
        found = self.clause or self.nearest
        assert found is not None  # _stated_or_silent
        return found


class ModeName(Entry):
    """A mode that the text lists, under the place's own name (江西：实名认证使用)."""

    name: Text
    clause: Clause


class Modes(Entry):
    """The modes listed in `clause`. `closed` False: the list ends in 等, so that another mode may have a basis."""

    clause: Clause
    closed: StrictBool
    listed: dict[Mode, ModeName] = Field(min_length=1)


class Market(Entry):
    """Market information (市场信用信息; 山西：非公共信用信息): the modes that come nearest to the ways the text gives."""

    name: Text
    modes: tuple[Mode, ...]
    ways: Point


class Fee(Point):
    """Whether one's own query costs. `free` True only where the text says 免费; else nothing is promised (F-27)."""

    free: StrictBool = False

    @model_validator(mode="after")
    def _free_by_words(self) -> Self:
        if self.free and self.silent:
            raise ValueError("没有条文依据，不能写免费")
        return self


class Channels(Entry):
    """Query channels (查询渠道) as the text lists them; `open`: the list ends in 等."""

    clause: Clause
    names: Annotated[tuple[Text, ...], Field(min_length=1)]
    open: StrictBool


class Restricted(Point):
    """Data that may only go to the subject and whom it authorised; `words_of` are the data the text names."""

    words_of: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _named(self) -> Self:
        if self.silent == bool(self.words_of):
            raise ValueError("写明的才有 words_of，没有写明的不填")
        return self


class Mandatory(Point):
    """Whether departments must query. `items_of` is the 款 whose 项 are the classes of activity.

    `catch_all` is the class that other rules fill (其他…需要查询和应用…的活动): it needs the rule to be named.
    """

    items_of: Clause | None = None
    classes: Annotated[int, Field(ge=0)] = 0
    catch_all: int | None = None

    @model_validator(mode="after")
    def _classes(self) -> Self:
        if (self.items_of is None) != (self.classes == 0):
            raise ValueError("items_of 和 classes 应当同时填写")
        return self

    def activity(self, number: int) -> ClauseRef | None:
        """The 项 of a class of activity, counted from 1; None if the text has no such class."""
        if self.items_of is None or not 1 <= number <= self.classes:
            return None
        return ClauseRef(self.items_of.document, self.items_of.article, paragraph=self.items_of.paragraph, item=number)


class Authorising(Entry):
    """What the text demands of an authorisation (授权), point by point.

    `forced_ban` and `lifetime_ban` speak of natural persons only where `bans_for` says so.
    """

    written: Point
    purpose: Point
    forced_ban: Point
    lifetime_ban: Point
    natural_persons_only: StrictBool = False
    revocation: Point
    double: Point


class Security(Point):
    """Duties of information security (信息安全); `items_of` where the text lists them as 项."""

    items_of: Clause | None = None


class Heading(Entry):
    """Title of a section of the credit report; `clause` None: the office's own heading."""

    title: Text
    clause: Clause | None


class DisclosureFile(OfDocument):
    """What one regulation says on disclosure and queries."""

    modes: Modes
    market: Market
    own_query: Point
    fee: Fee
    channels: Channels
    right_to_know: Point
    register_rule: Point = Field(alias="register")
    staff: Point
    security: Security
    authorisation: Authorising
    restricted: Restricted
    masking: Point
    duty_bound: Point
    mandatory: Mandatory
    agent: Point
    objection_mark: Point
    during_objection: Point
    repair_mark: Point
    serious_list: Point
    headings: dict[RecordClass, Heading]

    @property
    def points(self) -> tuple[Point, ...]:
        """Every point of the file, for the tests against the corpus."""
        own = (getattr(self, name) for name in type(self).model_fields)
        return (
            *(entry for entry in own if isinstance(entry, Point)),
            *(entry for entry in (getattr(self.authorisation, name) for name in Authorising.model_fields)
              if isinstance(entry, Point)),
            self.market.ways,
        )  # fmt: skip

    @property
    def clauses(self) -> tuple[ClauseRef, ...]:
        """Every clause the file names."""
        found = [point.source for point in self.points]
        found += [self.modes.clause, self.channels.clause, *(mode.clause for mode in self.modes.listed.values())]
        found += [heading.clause for heading in self.headings.values() if heading.clause]
        found += [clause for clause in (self.mandatory.items_of, self.security.items_of) if clause]
        return tuple(found)

    @model_validator(mode="after")
    def _own_clauses(self) -> Self:
        if strange := sorted({str(ref) for ref in self.clauses if ref.document != self.document}):
            raise ValueError(f"引用了别的文件的条款：{strange}")
        if missing := set(RecordClass) - self.headings.keys():
            raise ValueError(f"没有标题的信息类别：{sorted(missing)}")
        return self
