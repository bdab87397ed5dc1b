"""What kind of file is it? Told by its content alone: a name proves nothing.

A PDF may hold scripts that a viewer runs: files are handed out only as downloads, and a virus scanner can be set.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

_MOST_PARTS = 2_000
_LARGEST_UNPACKED = 200_000_000
_LARGEST_LIST = 2_000_000
"""Limits of a Word or Excel file, unpacked, in bytes; [Content_Types].xml is small."""


class Unwanted(Exception):
    """The content is of no kind that is taken; the argument names the sentence in dialogue_memory.file."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind that is taken; the first suffix is given to a file whose name has none of them."""

    media_type: str
    suffixes: tuple[str, ...]


PDF = FileKind("application/pdf", (".pdf",))
JPEG = FileKind("image/jpeg", (".jpg", ".jpeg"))
PNG = FileKind("image/png", (".png",))
HEIC = FileKind("image/heic", (".heic", ".heif"))
TEXT = FileKind("text/plain", (".txt",))
_OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX = FileKind(_OFFICE + "wordprocessingml.document", (".docx",))
XLSX = FileKind(_OFFICE + "spreadsheetml.sheet", (".xlsx",))

_TAKEN: tuple[tuple[bytes, FileKind], ...] = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
)
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xfe\xed\xfa", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\xce\xfa\xed\xfe", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"dex\n", "program"),
    (b"\0asm", "program"),
    (b"L\0\0\0\x01\x14\x02\0", "program"),
    (b"#!", "program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office"),
    (b"{\\rtf", "old_office"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\0", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"PK\x07\x08", "archive"),
    (b"MSCF", "archive"),
)
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis"})
_CONTENT_TYPES = "[Content_Types].xml"
_MAIN: Mapping[str, FileKind] = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
_MACROS = re.compile(r"vbaproject\.bin|vbadata\.xml|/activex/|/embeddings/.*\.bin|macrosheets/", re.IGNORECASE)
_MACRO_TYPE = re.compile(rb"macroenabled|vbaproject", re.IGNORECASE)
_MARKUP = re.compile(
    r"<\s*(?:!doctype|\?xml|html|head|body|svg|script|iframe|object|embed|meta|link|form)\b", re.IGNORECASE
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_ENCRYPTED = 0x1


def kind_of(content: bytes) -> FileKind:
    """The kind of a file that is taken.

    Raises:
        Unwanted: any other content.
    """
    for begin, kind in _TAKEN:
        if content.startswith(begin):
            return kind
    for begin, why in _REFUSED:
        if content.startswith(begin):
            raise Unwanted(why)
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    if content[4:8] == b"ftyp":
        return _photo(content)
    return _text(content)


def _photo(content: bytes) -> FileKind:
    """ISO base media: the brands of the first box tell a HEIC photo from a film."""
    size = int.from_bytes(content[:4], "big")
    brands = content[8:12] + content[16 : min(size, 256)]
    if _HEIC_BRANDS.isdisjoint(brands[at : at + 4] for at in range(0, len(brands), 4)):
        raise Unwanted("kind")
    return HEIC


def _office(content: bytes) -> FileKind:
    """A ZIP archive: Word or Excel without macros, or refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if _CONTENT_TYPES not in packed.namelist():
                raise Unwanted("archive")
            if any(part.flag_bits & _ENCRYPTED for part in parts):
                raise Unwanted("damaged")
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
                raise Unwanted("archive")
            types = packed.getinfo(_CONTENT_TYPES)
            if types.file_size > _LARGEST_LIST:
                raise Unwanted("damaged")
            declared = packed.read(types)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise Unwanted("damaged") from error
    names = [part.filename.replace("\\", "/") for part in parts]
    if _MACRO_TYPE.search(declared) or any(_MACROS.search(f"/{name}") for name in names):
        raise Unwanted("macros")
    kinds = [kind for main, kind in _MAIN.items() if main in names]
    if len(kinds) != 1:
        raise Unwanted("archive")
    return kinds[0]


def _text(content: bytes) -> FileKind:
    """Plain text in UTF-8 or GB 18030; not a web page, and nothing that no keyboard writes."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(words):
            break
        if _MARKUP.search(words):
            raise Unwanted("web_page")
        return TEXT
    raise Unwanted("kind")
