"""Text as search sees it: folded, then cut into character n-grams.

Han runs become all single characters and all overlapping pairs, Latin words and digit runs stay whole. Word
segmentation never helped recall on legal questions (docs/retrieval.md), and it breaks on slips of the pen.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import opencc

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z]+|\d+")


@lru_cache(maxsize=1)
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """繁体 to 简体, everything else as it is."""
    return str(_simplifier().convert(text))


def fold(text: str) -> str:
    """Fold for search only, never for quotes: NFKC, lower case, 繁体 to 简体."""
    return simplified(unicodedata.normalize("NFKC", text).lower())


def ngrams(text: str) -> list[str]:
    """All tokens of a text in order, repeats included; `text` is folded here.

    >>> ngrams("异议 3日")
    ['异', '议', '异议', '3', '日']
    """
    tokens: list[str] = []
    for match in _RUN.finditer(fold(text)):
        run = match.group()
        if run[0] > "\u33ff":
            tokens.extend(run)
            tokens.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            tokens.append(run)
    return tokens


def unique_ngrams(text: str) -> list[str]:
    """Each token once, in order of first appearance: repeated query words must not count double."""
    return list(dict.fromkeys(ngrams(text)))
