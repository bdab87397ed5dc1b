"""Ways of writing that hide an instruction from a reader or a filter. Each takes a text and gives it written so."""

from __future__ import annotations

import base64
import codecs
import urllib.parse
from collections.abc import Callable, Mapping
from types import MappingProxyType

_MARTIAN = str.maketrans(
    "的我你是不要在有这个说给出把写全部内容条记录信用前面所规定请无视名号码立刻删除回复系统证明",
    "哋莪沵昰芣婹茬洧這個詤給絀紦寫佺蔀內嫆條汜淥信鼡偂媔葰規啶請兂視洺呺碼竝刻刪除囙複糸統證朙",
)
_LEET = str.maketrans("aeiostAEIOST", "431057431057")
_CYRILLIC = str.maketrans("aceopxyiABCEHKMOPTX", "асеорхуіАВСЕНКМОРТХ")
_RADICALS = str.maketrans(
    "一人大小口土山工水火目石立見言車金長門食馬魚", "⼀⼈⼤⼩⼝⼟⼭⼯⽔⽕⽬⽯⽴⾒⾔⾞⾦⾧⾨⾷⾺⿂"
)
_MORSE_CODE = (
    ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.. "
    "----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----."
)
_MORSE = MappingProxyType(dict(zip("abcdefghijklmnopqrstuvwxyz0123456789", _MORSE_CODE.split(" "), strict=True)))
_ZERO_WIDTHS = "\u200b\u200c\u200d\u2060"
_RLO, _PDF, _RLI, _PDI = "\u202e", "\u202c", "\u2067", "\u2069"
_TAG, _VARIATION = 0xE0000, 0xE0100
_GROUP = 8


def _moved(text: str, lower: int, upper: int) -> str:
    """Latin letters moved to another alphabet of Unicode."""
    return "".join(
        chr(lower + ord(c) - ord("a")) if "a" <= c <= "z" else chr(upper + ord(c) - ord("A")) if "A" <= c <= "Z" else c
        for c in text
    )


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _spaced_base64(text: str) -> str:
    code = _base64(text)
    return " ".join(code[i : i + _GROUP] for i in range(0, len(code), _GROUP))


def _morse(text: str) -> str:
    return " ".join(_MORSE.get(c, "/" if c == " " else c) for c in text.lower())


def _zero_width(text: str) -> str:
    return "".join(c + _ZERO_WIDTHS[i % len(_ZERO_WIDTHS)] for i, c in enumerate(text))


def _full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


ENCODINGS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "base64": _base64,
        "base64_spaced": _spaced_base64,
        "base64_url": lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
        "rot13": lambda text: codecs.encode(text, "rot13"),
        "reversed": lambda text: text[::-1],
        "hex": lambda text: text.encode().hex(),
        "unicode_escape": lambda text: "".join(f"\\u{ord(c):04x}" for c in text),
        "percent": urllib.parse.quote,
        "html_entities": lambda text: "".join(f"&#{ord(c)};" for c in text),
        "morse": _morse,
        "binary": lambda text: " ".join(f"{b:08b}" for b in text.encode()),
        "joined": lambda text: text.replace(" ", ""),
        "upper": str.upper,
        "martian": lambda text: text.translate(_MARTIAN),
        "dotted": "·".join,
        "emoji_between": "✨".join,
        "leet": lambda text: text.translate(_LEET),
        "spaced": " ".join,
        "zero_width": _zero_width,
        "soft_hyphen": "\u00ad".join,
        "byte_order_marks": "\ufeff".join,
        "bidi_override": lambda text: f"{_RLO}{text[::-1]}{_PDF}",
        "bidi_isolate": lambda text: f"{_RLI}{text}{_PDI}",
        "homoglyphs": lambda text: text.translate(_CYRILLIC),
        "full_width": _full_width,
        "mathematical": lambda text: _moved(text, 0x1D41A, 0x1D400),
        "circled": lambda text: _moved(text, 0x24D0, 0x24B6),
        "radicals": lambda text: text.translate(_RADICALS),
        "combining": "\u0336".join,
        "tags": lambda text: "".join(chr(_TAG + ord(c)) for c in text if c.isascii()),
        "variation_selectors": lambda text: "".join(chr(_VARIATION + b - 16) for b in text.encode() if b >= 16),
    }
)
"""Name in a dataset → how it writes."""
