"""The receipt as lines of text, for a terminal, a chat or a message."""

from __future__ import annotations

from credit_core.messages import receipt as messages
from credit_core.reports.blocks import moment
from credit_core.reports.receipt import Receipt, parts, title


def receipt_lines(receipt: Receipt, *, counting: bool = False) -> tuple[str, ...]:
    """The receipt, line by line; with the counting of its days only if asked for."""
    lines = [title(receipt)]
    for part in parts(receipt, moment(receipt.filed_at), counting=counting):
        lines.append(messages.HEADING.format(heading=part.heading))
        lines += [messages.PAIR.format(label=label, value=value) for label, value in part.pairs]
        lines += part.lines
    return tuple(lines)
