"""A stored duty and the limit of the law that it came from; limits that must fit into another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from credit_core.deadlines import Pause
from credit_core.law.schema import Limit
from credit_core.model.cases import CasePause
from credit_core.model.duties import Duty
from credit_core.parameters import Law


def limit_of(law: Law, duty: Duty) -> Limit | None:
    """The limit of the regulation under which the duty began; None if its law file is no longer loaded."""
    for source in law.documents:
        if source.document == duty.document:
            return next((limit for limit in source.limits if limit.rule == duty.rule), None)
    return None


def pauses_of(pauses: Iterable[CasePause], limit: Limit | None) -> tuple[CasePause, ...]:
    """The documented intervals of a case, if the limit's clause lets them go uncounted (江西 第三十九条第四款)."""
    return tuple(pauses) if limit is not None and limit.pause is not None else ()


def closed(pauses: Iterable[CasePause]) -> tuple[Pause, ...]:
    """Those whose end is documented too, as the count takes them; an open one stops the count instead."""
    return tuple(Pause(pause.first, pause.last, pause.kind) for pause in pauses if pause.last is not None)


def nested(law: Law) -> Iterator[tuple[str, Limit, Limit]]:
    """Limits that must fit into another one: (document id, the outer limit, the inner limit).

    「接到核查通知的单位应当在三个工作日内处理完毕」 within the seven of 江西 第三十九条第二款: sent too late, the inner limit
    no longer fits.
    """
    for source in law.documents:
        by_rule = {limit.rule: limit for limit in source.limits}
        for limit in source.limits:
            if limit.within is not None:
                yield source.document, by_rule[limit.within], limit
