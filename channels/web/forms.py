"""The question form: what was submitted, checked, and what to say where it does not hold."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from starlette.datastructures import FormData

from channels import messages
from channels.text import MAX_QUESTION, clean
from channels.web.schemas import iso_date


class FormError(ValueError):
    """`field` does not hold; the message is for the person who filled it in."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Draft:
    """The form as submitted, cleaned but not checked: it is shown again where something is wrong."""

    question: str = ""
    place: str = ""
    as_of: str = ""
    conversation: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A question that can be asked."""

    question: str
    place: str | None
    as_of: date | None


def read(form: FormData) -> Draft:
    """The fields of a submitted form; files and missing fields count as empty."""

    def field(name: str, limit: int) -> str:
        value = form.get(name)
        return clean(value)[:limit] if isinstance(value, str) else ""

    return Draft(field("question", 20_000), field("place", 64), field("as_of", 32), field("conversation", 64))


def check(draft: Draft, places: Collection[str]) -> Checked:
    """The question in `draft`.

    Raises:
        FormError: empty or too long, an unknown place, or no date.
    """
    if not draft.question:
        raise FormError("question", messages.EMPTY)
    if len(draft.question) > MAX_QUESTION:
        raise FormError("question", messages.TOO_LONG.format(limit=MAX_QUESTION))
    if draft.place and draft.place not in places:
        raise FormError("place", messages.UNKNOWN_PLACE)
    try:
        as_of = iso_date(draft.as_of or None)
    except ValueError as error:
        raise FormError("as_of", str(error)) from error
    return Checked(draft.question, draft.place or None, as_of)
