"""Which place a text names: provinces, cities and counties -> jurisdiction.

Place names are data (knowledge/places, one file per jurisdiction), so a new place needs no code. Names of places without
a loaded regulation are known too: they are told so, and never answered from another place's law.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

import yaml

_NOT_AFTER_HAN = "(?:(?<![\u4e00-\u9fff])|(?<=[是在来到们住俺咱])){name}"
"""吉县, 代县: two characters that also end other words (现代县城)."""
_ONE_CHARACTER = (
    "(?<=[和跟与、比]){name}(?=[省地对两三的，。？]|$)"
    "|(?:(?<![\u4e00-\u9fff])|(?<=[晋赣和跟与、比])){name}(?=省|地|这边|那边|[和跟与、的两晋赣比])"
)
"""晋, 赣: a province by one character, only where it stands as a name."""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place named in a text: `jurisdiction` is None for a place without a loaded regulation."""

    words: str
    start: int
    end: int
    jurisdiction: str | None


class Gazetteer:
    """Finds place names by spelling, the longest first."""

    def __init__(
        self, covered: Iterable[Mapping[str, object]], elsewhere: Iterable[str], ordinary: Iterable[str] = ()
    ) -> None:
        self._ordinary = re.compile("|".join(sorted(map(re.escape, ordinary), key=len, reverse=True)) or "(?!)")
        self._owner: dict[str, str | None] = {}
        self._own_words: dict[str, re.Pattern[str]] = {}
        self._regulation_words: dict[str, re.Pattern[str]] = {}
        patterns: list[str] = []
        for entry in covered:
            owner = str(entry["jurisdiction"])
            for key, found in (("own_words", self._own_words), ("regulation_words", self._regulation_words)):
                if words := _strings(entry, key):
                    found[owner] = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
            for name in _strings(entry, "province_words") + _strings(entry, "names"):
                self._owner.setdefault(name, owner)
                patterns.append(_ONE_CHARACTER.format(name=name) if len(name) == 1 else re.escape(name))
            for name in _strings(entry, "full_names"):
                self._owner.setdefault(name, owner)
                patterns.append(_NOT_AFTER_HAN.format(name=name) if len(name) == 2 else re.escape(name))
            for name in _strings(entry, "pinyin"):
                self._owner.setdefault(name, owner)
                patterns.append(rf"(?<![a-z]){re.escape(name)}(?![a-z])")
        for name in elsewhere:
            if name not in self._owner:
                self._owner[name] = None
                patterns.append(re.escape(name))
        ordered = sorted(patterns, key=len, reverse=True)
        self._pattern = re.compile("|".join(ordered), re.IGNORECASE)

    def meant(self, text: str, chosen: str | None) -> list[PlaceName]:
        """Places meant without being named, beside a place that is: 市条例 means the one city's regulation, and 本市 the city that
        was chosen."""
        found = [(owner, m) for owner, words in self._regulation_words.items() for m in words.finditer(text)]
        if chosen in self._own_words:
            found += [(chosen, m) for m in self._own_words[chosen].finditer(text)]
        return [
            PlaceName(m.group(), m.start(), m.end(), owner) for owner, m in sorted(found, key=lambda f: f[1].start())
        ]

    def find(self, text: str) -> list[PlaceName]:
        """Every place named in `text`, in order; not where the end of one word and the next look like a name."""
        text = self._ordinary.sub(lambda m: "□" * len(m.group()), text)
        return [
            PlaceName(m.group(), m.start(), m.end(), self._owner.get(m.group().lower()))
            for m in self._pattern.finditer(text)
        ]


def _strings(entry: Mapping[str, object], key: str) -> list[str]:
    found = entry.get(key) or []
    return [str(x) for x in found] if isinstance(found, list) else []


@lru_cache(maxsize=4)
def load_gazetteer(extra: Path | None = None) -> Gazetteer:
    """The names that the package ships, and those of further places in `extra` (YAML files of the same form)."""
    folder = resources.files("knowledge") / "places"
    texts = {f.name: f.read_text("utf-8") for f in folder.iterdir() if f.name.endswith(".yaml")}
    elsewhere = yaml.safe_load(texts.pop("elsewhere.yaml"))["names"]
    ordinary = yaml.safe_load(texts.pop("ordinary.yaml"))["words"]
    if extra is not None and extra.is_dir():
        texts |= {f.name: f.read_text("utf-8") for f in sorted(extra.glob("*.yaml"))}
    return Gazetteer([yaml.safe_load(text) for _, text in sorted(texts.items())], elsewhere, ordinary)
