"""What citizens hand in is looked at, kept whole under its hash, and handed out only by it."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue.errors import AttachmentRefused
from assistant.memory.attachments import LIMIT, Attachments
from assistant.memory.file_kinds import DOCX, HEIC, JPEG, PDF, PNG, TEXT, XLSX, FileKind, kind_of
from assistant.memory.file_names import LONGEST, clean_name, with_suffix
from assistant.memory.scanning import CommandScanner, scanner
from assistant.memory.secret_key import secret_key

PDF_FILE = b"%PDF-1.7\n..."
_TYPES = '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{}"/></Types>'


def office(*parts: str, types: str = "wordprocessingml.document.main+xml") -> bytes:
    """An Office file with these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr("[Content_Types].xml", _TYPES.format(types))
        for part in parts:
            packed.writestr(part, "<x/>")
    return made.getvalue()


def archive(**parts: str) -> bytes:
    """Any other ZIP archive."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, words in parts.items():
            packed.writestr(name, words)
    return made.getvalue()


def photo(brand: bytes, *more: bytes) -> bytes:
    """The beginning of an ISO base media file."""
    brands = b"".join(more)
    return (16 + len(brands)).to_bytes(4, "big") + b"ftyp" + brand + b"\0\0\0\0" + brands + b"..."


@pytest.fixture
def files(tmp_path: Path) -> Attachments:
    return Attachments(tmp_path / "attachments")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF_FILE, PDF),
        (b"\xff\xd8\xff\xe0...", JPEG),
        (b"\x89PNG\r\n\x1a\n...", PNG),
        (photo(b"heic", b"mif1", b"heic"), HEIC),
        (photo(b"mif1", b"mif1", b"heic"), HEIC),
        (office("word/document.xml", "word/embeddings/table.xlsx"), DOCX),
        (office("xl/workbook.xml", types="spreadsheetml.sheet.main+xml"), XLSX),
        ("情况说明：3<5，已经还清。\r\n\t谢谢".encode(), TEXT),
        ("情况说明".encode("gb18030"), TEXT),
        ("\ufeff情况说明".encode(), TEXT),
    ],
)
def test_the_content_tells_the_kind(content: bytes, kind: FileKind) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\0...", "程序"),
        (b"\x7fELF...", "程序"),
        (b"#!/bin/sh\necho", "程序"),
        (b"  <!DOCTYPE html><html>", "网页"),
        (b'<?xml version="1.0"?><svg onload="x()"/>', "网页"),
        ("好的<script>".encode(), "网页"),
        (archive(a="x"), "压缩包"),
        (b"\x1f\x8b\x08...", "压缩包"),
        (b"Rar!\x1a\x07\0", "压缩包"),
        (office("ppt/presentation.xml"), "压缩包"),
        (office("word/document.xml", "word/vbaProject.bin"), "宏"),
        (office("word/document.xml", "word/ActiveX/activeX1.xml"), "宏"),
        (office("word/document.xml", "word/embeddings/oleObject1.bin"), "宏"),
        (office("word/document.xml", types="x.macroEnabled.main+xml"), "宏"),
        (office("word/document.xml")[:-30], "打不开"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "旧版"),
        (b"{\\rtf1 ...}", "旧版"),
        (photo(b"isom", b"mp42"), "收不了"),
        (photo(b"avif", b"mif1"), "收不了"),
        (b"\x00\x01\x02\x03", "收不了"),
        (b"a\0b", "收不了"),
        (b"\xff\xff\xff\xff", "收不了"),
        (b"", "空的"),
        (b" \n ", "空的"),
    ],
)
def test_anything_else_is_refused_with_what_to_do(files: Attachments, content: bytes, words: str) -> None:
    with pytest.raises(AttachmentRefused, match=words) as refused:
        files.store("材料.pdf", content)
    assert "材料.pdf" in str(refused.value)
    assert not list(files._folder.glob("*/*"))


def test_a_packed_bomb_is_not_unpacked(files: Attachments) -> None:
    with pytest.raises(AttachmentRefused, match="压缩包"):
        files.store("a.docx", office(*(f"word/{number}" for number in range(2100)), "word/document.xml"))


def test_a_password_is_told_as_such(files: Attachments) -> None:
    locked = bytearray(office("word/document.xml"))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(AttachmentRefused, match="密码"):
        files.store("a.docx", bytes(locked))


def test_a_file_is_kept_under_its_hash(files: Attachments, tmp_path: Path) -> None:
    stored = files.store("C:\\我的\\合同.PDF", PDF_FILE)
    assert (stored.name, stored.size, stored.media_type) == ("合同.PDF", len(PDF_FILE), "application/pdf")
    path = files.path(stored.sha256)
    assert path.read_bytes() == PDF_FILE
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path == tmp_path / "attachments" / stored.sha256[:2] / stored.sha256


def test_the_same_content_is_there_once(files: Attachments) -> None:
    first, second = files.store("一.pdf", PDF_FILE), files.store("二.pdf", io.BytesIO(PDF_FILE))
    assert first.sha256 == second.sha256
    assert (first.name, second.name) == ("一.pdf", "二.pdf")
    assert len(list(files._folder.glob("*/*"))) == 1


def test_ten_megabytes_and_no_more(files: Attachments) -> None:
    assert files.store("大.txt", b"a" * LIMIT).size == LIMIT
    endless = io.BytesIO(b"a" * (LIMIT + 10))
    with pytest.raises(AttachmentRefused, match="最多10MB"):
        files.store("大.txt", endless)
    assert endless.tell() == LIMIT + 1


@pytest.mark.parametrize("wrong", ["", "../../etc/passwd", "A" * 64, "0" * 64, "0" * 63 + "/"])
def test_only_a_hash_finds_a_file(files: Attachments, wrong: str) -> None:
    files.store("一.pdf", PDF_FILE)
    with pytest.raises(FileNotFoundError):
        files.path(wrong)


def test_a_write_that_fails_leaves_nothing(files: Attachments, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.store("一.pdf", PDF_FILE)
    assert [file for file in files._folder.rglob("*") if file.is_file()] == []


def test_what_nobody_names_is_swept(files: Attachments) -> None:
    named, orphan = files.store("一.pdf", PDF_FILE), files.store("二.txt", b"two")
    now = datetime.now(UTC)
    (files._folder / "incoming" / "left").write_bytes(b"half")
    assert files.sweep({named.sha256}, now - timedelta(days=1)) == 0
    assert files.sweep({named.sha256}, now + timedelta(seconds=5)) == 2
    assert files.path(named.sha256)
    with pytest.raises(FileNotFoundError):
        files.path(orphan.sha256)


def _command(code: str) -> CommandScanner:
    return CommandScanner(f"{sys.executable} -c '{code}'", timeout=10)


def test_the_scanner_sees_the_file_before_it_is_kept(tmp_path: Path) -> None:
    looks = _command('import sys; sys.exit("EICAR" in open(sys.argv[1]).read())')
    files = Attachments(tmp_path, looks)
    assert files.store("好.txt", b"fine").size == 4
    with pytest.raises(AttachmentRefused, match="安全检查"):
        files.store("坏.txt", b"EICAR")
    assert len(list(tmp_path.glob("*/*"))) == 1


_SLOW = f"{sys.executable} -c 'import time; time.sleep(9)'"


@pytest.mark.parametrize("broken", [CommandScanner("no-such-scanner --x"), CommandScanner(_SLOW, 0.1)])
def test_without_a_working_scanner_nothing_is_taken(tmp_path: Path, broken: CommandScanner) -> None:
    files = Attachments(tmp_path, broken)
    with pytest.raises(AttachmentRefused, match="过一会儿"):
        files.store("好.txt", b"fine")


def test_no_command_is_no_scanner() -> None:
    assert scanner(" ") is None
    assert isinstance(scanner("clamdscan --fdpass"), CommandScanner)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\王\\合同.pdf", "合同.pdf"),
        ("合同\u202efdp.exe", "合同fdp.exe"),
        ("a\u200b\u2066b\0\x1b[31m.pdf", "ab[31m.pdf"),
        (" .. ", "附件"),
        ("", "附件"),
        ("/", "附件"),
        ('<a href="x">.pdf', "a href=x.pdf"),
        ("合" * 200 + ".pdf", "合" * (LONGEST - 4) + ".pdf"),
        ("合" * 200, "合" * LONGEST),
    ],
)
def test_names_are_cleaned(name: str, shown: str) -> None:
    assert clean_name(name) == shown


@given(st.text(max_size=300))
def test_any_name_is_harmless(name: str) -> None:
    shown = with_suffix(clean_name(name), PDF)
    assert shown.isprintable()
    assert 0 < len(shown) <= LONGEST
    assert not set(shown) & set('/\\<>:"|?*')
    assert clean_name(shown) == shown
    assert shown.lower().endswith(".pdf")


def test_the_suffix_says_what_the_content_is(files: Attachments) -> None:
    assert files.store("回执.pdf.exe", b"words").name == "回执.pdf.exe.txt"
    assert files.store("照片.JPEG", b"\xff\xd8\xff").name == "照片.JPEG"
    assert files.store("无名", PDF_FILE).name == "无名.pdf"


def test_the_secret_is_made_once(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    made = secret_key("", folder)
    assert len(made) == 64
    assert secret_key("", folder) == made
    assert secret_key("set", folder) == b"set"
    assert [(file.name, file.stat().st_mode & 0o777) for file in folder.iterdir()] == [("secret_key", 0o600)]
