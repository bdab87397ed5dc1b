"""The words of a .txt, .md, .docx or .pdf file, or a clear reason why there are none.

Files come from anywhere: size and unpacked size are checked before anything is parsed.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from knowledge import messages

MAX_BYTES = 20 * 1024 * 1024
MAX_CHARACTERS = 2_000_000
_MAX_UNPACKED = 100 * 1024 * 1024
_MAX_PAGES = 2_000
_LEAST_CHINESE = 0.5
"""At least this share of the letters must be Chinese characters."""
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")  # an encrypted .docx, or an old .doc under a new name
_PAGE_NUMBER = re.compile(r"[-—－·\s]{0,6}第?\s?\d{1,4}\s?页?[-—－·\s]{0,6}(?:/\s?\d{1,4})?")


class IntakeError(ValueError):
    """A file or request that cannot be taken in. The message is for a person; nothing was changed."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The extracted text, the file's own bytes, and what the extraction could not keep."""

    text: str
    content: bytes
    suffix: str
    notes: tuple[str, ...] = ()


def read_source(path: Path) -> SourceText:
    """Read a file.

    Raises:
        IntakeError: missing, huge, empty, broken, encrypted, of another type, or not Chinese.
    """
    suffix = path.suffix.lower()
    if not path.exists():
        raise IntakeError(messages.NO_FILE.format(path=path))
    if not path.is_file():
        raise IntakeError(messages.NOT_A_FILE.format(path=path))
    if suffix not in _READERS:
        raise IntakeError(messages.UNKNOWN_TYPE.format(suffix=suffix or path.name))
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise IntakeError(messages.NO_FILE.format(path=path)) from error
    if len(content) > MAX_BYTES:
        size = max(len(content), path.stat().st_size) / 1024 / 1024
        raise IntakeError(messages.TOO_LARGE.format(size=size, limit=MAX_BYTES // 1024 // 1024))
    text, notes = _READERS[suffix](content)
    _check(text)
    return SourceText(text.replace("\r\n", "\n").replace("\r", "\n"), content, suffix, notes)


def _check(text: str) -> None:
    if not text.strip():
        raise IntakeError(messages.EMPTY)
    if len(text) > MAX_CHARACTERS:
        raise IntakeError(messages.TOO_LONG.format(count=len(text), limit=MAX_CHARACTERS))
    chinese = sum("\u4e00" <= c <= "\u9fff" for c in text)
    letters = sum(c.isalpha() for c in text)
    if chinese < _LEAST_CHINESE * max(letters, 1):
        raise IntakeError(messages.NOT_CHINESE.format(share=chinese / max(letters, 1)))


def _plain(content: bytes) -> tuple[str, tuple[str, ...]]:
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text, (messages.ENCODING_GB18030,) if encoding == "gb18030" else ()
    raise IntakeError(messages.UNDECODABLE)


def _docx(content: bytes) -> tuple[str, tuple[str, ...]]:
    import docx  # a slow import that only this file type needs
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    if content.startswith(_OLE):
        raise IntakeError(messages.ENCRYPTED)
    broken = IntakeError(messages.BROKEN.format(suffix=".docx"))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MAX_UNPACKED:
                raise IntakeError(messages.BOMB)
            if any(entry.flag_bits & 1 for entry in archive.infolist()):
                raise IntakeError(messages.ENCRYPTED)
        blocks = list(docx.Document(io.BytesIO(content)).iter_inner_content())
    except (zipfile.BadZipFile, zlib.error, PackageNotFoundError, OSError, EOFError) as error:
        raise broken from error
    except (KeyError, ValueError, AttributeError, TypeError, SyntaxError, NotImplementedError) as error:
        if isinstance(error, IntakeError):
            raise
        raise broken from error
    lines: list[str] = []
    tables = numbered = 0
    for block in blocks:
        if isinstance(block, Table):
            tables += 1
            lines += ["　".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in block.rows]
            continue
        properties = block._p.pPr
        numbered += bool(block.text.strip()) and properties is not None and properties.numPr is not None
        lines += block.text.split("\n")
    notes = [messages.DOCX_NUMBERING.format(count=numbered)] if numbered else []
    notes += [messages.DOCX_TABLES.format(count=tables)] if tables else []
    return "\n\n".join(lines), tuple(notes)


def _pdf(content: bytes) -> tuple[str, tuple[str, ...]]:
    from pypdf import PdfReader  # as above
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it reports to the terminal what is raised here
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise IntakeError(messages.ENCRYPTED)
        pages = [page.extract_text().strip() for page in reader.pages[:_MAX_PAGES]]
    except IntakeError:
        raise
    except (PyPdfError, OSError, zlib.error, struct.error, RecursionError, LookupError) as error:
        raise IntakeError(messages.BROKEN.format(suffix=".pdf")) from error
    except (ValueError, AttributeError, TypeError, ArithmeticError, AssertionError, NotImplementedError) as error:
        raise IntakeError(messages.BROKEN.format(suffix=".pdf")) from error
    lines = [list(_page_lines(page)) for page in pages]
    if not any(any(page) for page in lines):
        raise IntakeError(messages.SCANNED)
    dropped = sum(len(page.split("\n")) - len(kept) for page, kept in zip(pages, lines, strict=True))
    notes = (messages.PDF_PAGE_NUMBERS.format(count=dropped),) if dropped else ()
    # A page's first line begins with a blank right under the last one: so the parser sees the page break.
    return "\n ".join("\n".join(page) for page in lines if page), notes


def _page_lines(page: str) -> Iterator[str]:
    lines = page.split("\n")
    for number, line in enumerate(lines):
        edge = number in (0, len(lines) - 1)
        if not (edge and len(line) < 30 and line.strip() and _PAGE_NUMBER.fullmatch(line.strip())):
            yield line.strip()


_READERS: dict[str, Callable[[bytes], tuple[str, tuple[str, ...]]]] = {
    ".txt": _plain,
    ".md": _plain,
    ".docx": _docx,
    ".pdf": _pdf,
}
