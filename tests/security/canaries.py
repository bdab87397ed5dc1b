"""Canaries (金丝雀数据): synthetic personal data, valid by every check digit, and where it may lie."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.memory.database import migrate as migrate  # its module registers every table of the assistant
from assistant.memory.tables import Base
from credit_core.identity import synthetic
from credit_core.storage.tables import metadata


@dataclass(frozen=True, slots=True)
class Canary:
    """Somebody who is nobody."""

    name: str
    number: str
    code: str
    phone: str
    card: str
    address: str

    @property
    def numbers(self) -> tuple[str, ...]:
        """What a mask knows by its form."""
        return self.number, self.code, self.phone, self.card

    @property
    def sentence(self) -> str:
        """All of it, as people say it."""
        return (
            f"我叫{self.name}，身份证号{self.number}，单位代码{self.code}，电话{self.phone}，"
            f"卡号{self.card}，住在{self.address}，对江西的信用信息有异议怎么办"
        )


def canaries(count: int, seed: int = 20261121) -> Iterator[Canary]:
    """Each from its own numbers, the same every time."""
    source = random.Random(seed)
    for _ in range(count):
        yield Canary(
            synthetic.person_name(source) + synthetic.person_name(source)[1:],
            synthetic.resident_number(source, synthetic.birth_date(source, date(1950, 1, 1), date(2004, 1, 1))),
            synthetic.unified_code(source),
            # Of a range that is in use, since no mask looks for others; the middle is of no network.
            f"1380000{source.randrange(10**4):04d}",
            _card(source),
            synthetic.address(source),
        )


def _card(source: random.Random) -> str:
    """Sixteen digits with their check digit (Luhn)."""
    head = "622202" + "".join(source.choices("0123456789", k=9))
    digits = [int(one) for one in reversed(head)]
    total = sum(sum(divmod(2 * one, 10)) if place % 2 == 0 else one for place, one in enumerate(digits))
    return head + str(-total % 10)


def hits(text: str, wanted: Iterable[str]) -> list[str]:
    """Which of these stand in the text."""
    return [one for one in wanted if one in text]


def where_raw(file: Path, wanted: Iterable[str], *, marked: bool) -> dict[str, list[str]]:
    """By column, what of these stands raw in a database: in all columns, or without those marked personal."""
    personal = {
        (table.name, column.name)
        for table in (*metadata.sorted_tables, *Base.metadata.sorted_tables)
        for column in table.columns
        if column.info.get("personal")
    }
    wanted, found = tuple(wanted), dict[str, list[str]]()
    with closing(sqlite3.connect(file)) as connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for name in [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]:
                if marked or (table, name) not in personal:
                    rows = connection.execute(f'SELECT "{name}" FROM "{table}"').fetchall()
                    said = "\n".join(str(value) for (value,) in rows).encode().decode("unicode_escape", "ignore")
                    plain = "\n".join(str(value) for (value,) in rows)
                    if both := sorted({*hits(said, wanted), *hits(plain, wanted)}):
                        found[f"{table}.{name}"] = both
    return found
