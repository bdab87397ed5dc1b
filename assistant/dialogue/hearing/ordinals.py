"""One of the answers that were offered, by its place (第三个, 最后那个) or by how its name begins (某市)."""

from __future__ import annotations

import re

from assistant.dialogue.acts import Command
from assistant.dialogue.hearing.wordings import says

_NUMERALS = "一二三四五六七八九"
_COUNTER = "(?:个|项|种|条|号|样)"
_BY_PLACE = re.compile(
    rf"^(?:我|就|那|那就|是|应该是)?(?:选|要|点|按)?(?:第|排)?[（(]?(?P<n>[1-9{_NUMERALS}])[)）.、]?{_COUNTER}?"
    r"(?:选项|那个)?(?:的|吧|啊|呀|呗)*$"
)
_BY_END = re.compile(
    rf"^(?:我|就|那|是)?(?:选|要)?(?P<where>头|首|最前面?|最上面?|最后|最末|末尾|最下面?|中间|当中)(?:的|那|这)?(?:一)?{_COUNTER}?(?:的|吧|啊)*$"
)
_FIRST = ("头", "首", "最前", "最上")
_MIDDLE = ("中间", "当中")
_AROUND = re.compile(r"^(?:就|选|我选|是|应该是|那|要)+(?=.{2})|(?:那个|那边|的|吧|啊|呀|呗)+$")
_SHORTEST = 2


def chosen(said: str, choices: tuple[str, ...]) -> str | None:
    """The label meant by `said`, None where it names none or more than one."""
    offered = [label for label in choices if not says(label, Command.SKIP)]
    if not offered:
        return None
    if place := _BY_PLACE.match(said):
        n = int(place["n"]) if place["n"].isdigit() else _NUMERALS.index(place["n"]) + 1
        return choices[n - 1] if n <= len(choices) else None
    if end := _BY_END.match(said):
        return _at_end(end["where"], offered)
    words = _AROUND.sub("", said)
    within = [label for label in offered if label.startswith(words)] if len(words) >= _SHORTEST else []
    return within[0] if len(within) == 1 else None


def _at_end(where: str, offered: list[str]) -> str | None:
    if where.startswith(_FIRST):
        return offered[0]
    if where.startswith(_MIDDLE):
        return offered[len(offered) // 2] if len(offered) % 2 else None
    return offered[-1]
