"""Two questions in one message: cut where the citizen cut."""

from __future__ import annotations

import re

_ANNOUNCED = re.compile(
    r"(?:两|俩|二|三|几|2|3)(?:件|个|样)?(?:事儿?|问题|问)|问两句|一是.{2,40}二是|第一.{2,40}第二|一个是.{2,40}(?:另|还有)一个"
)
_PREAMBLE = re.compile(
    r"^.{0,24}?(?:两|俩|二|三|几|2|3)(?:件|个|样|句)?(?:事儿?|问题|问)?[：:，,；;]|^.{0,24}?问两句[：:，,]?"
)
_HARD = re.compile(
    r"[；;？?\n]+|[，,。]?(?:另外|还有一个|还有就是|还有|再就是|顺便|再问一?[句下]?|再一个|二是|第二)[，,、:：]?"
)
_SOFT = re.compile(r"[；;？?\n]+|[，,。](?:另外|还有就是|再就是|顺便|再问一?[句下]?|二是)[，,、:：]?")
_ASKING = re.compile(
    r"(.)不\1|吗|么|呢|嘛|不$|没$|几|多少|多久|多长|啥|什么|谁|哪|怎|咋|能不能|可不可以|可以|行不行"
    r"|要不要|用不用|会不会|是不是|算不算|该不该|归|管不管|有没有|啥时候|何时|如何"
)
_SHORTEST, _SHORTEST_ANNOUNCED = 5, 4
_LONGEST_SUBJECT = 16
"""严重失信名单，进去之前告知啥，出来又要什么条件: a first piece this short is what all the others are about."""


def split_questions(text: str) -> list[str]:
    """The questions of a message; one alone unless the citizen marked several.

    Several are marked by saying so (问两件事), or by two askings with a question mark, semicolon or 另外/还有 between.
    """
    announced = announces_several(text)
    body = _PREAMBLE.sub("", text) if announced else text
    shortest = _SHORTEST_ANNOUNCED if announced else _SHORTEST
    pieces = [p.strip(" ，,。、:：") for p in (_HARD if announced else _SOFT).split(body)]
    if announced and len([p for p in pieces if _asks(p, shortest)]) < 2:
        pieces = [p.strip() for p in re.split(r"[，,；;？?。]", body)]
    asking = [p for p in pieces if _asks(p, shortest)]
    if len(asking) < 2 or (not announced and not _balanced(asking)):
        return [text]
    return asking[:3]


def announces_several(text: str) -> bool:
    """True if the citizen says that there are several questions (问两件事)."""
    return bool(_ANNOUNCED.search(text))


def soft_pieces(text: str) -> list[str]:
    """Clauses of a sentence that ask something each; evidence for them is looked up beside the whole question."""
    pieces = [p.strip(" 、:：") for p in re.split(r"[，,；;？?。！!…\n]+|\s+|——", text)]
    asking = [p for p in pieces if _asks(p)]
    if len(asking) < 2:
        return []
    subject = pieces[0] if pieces[0] not in asking and len(pieces[0]) <= _LONGEST_SUBJECT else ""
    return list(dict.fromkeys(form for p in asking[:4] for form in (p, f"{subject}{p}")))


def _asks(piece: str, shortest: int = _SHORTEST) -> bool:
    return len(piece) >= shortest and bool(_ASKING.search(piece))


def _balanced(pieces: list[str]) -> bool:
    return min(map(len, pieces)) >= 8
