"""The shipped corpus, and a small law to add, for every test of this package."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from knowledge.regulations.corpus import Corpus, load_corpus
from knowledge.regulations.intake import NewDocument, Trace

LAW = """# 某省信用条例

2023年5月6日 某省第十四届人民代表大会常务委员会第三次会议通过

## 第一章 总 则

第一条 为了加强社会信用管理，制定本条例。

第二条 信用主体有权查询自己的信息。

查询不收取费用。

## 第二章 附 则

第三条 有下列情形之一的，应当更正：

（一）记录有误的；

（二）超过期限的。

第四条 本条例自2023年7月1日起施行。
"""


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return load_corpus()


@pytest.fixture
def law(tmp_path: Path) -> Path:
    path = tmp_path / "某省信用条例.md"
    path.write_text(LAW, "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An installation's folder for added texts; it does not exist yet."""
    return tmp_path / "data" / "corpus"


@pytest.fixture
def new() -> NewDocument:
    return NewDocument("moshen", "某省信用条例", "2023-07-01", place="某省")


@pytest.fixture
def trace() -> Trace:
    return Trace("张三", datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai")), "试用")
