"""Five articles and four questions."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from evals.legal_qa.data import Article, LegalQuestion

ARTICLES = (
    Article("民法典", "第七百零五条", "租赁期限不得超过二十年。", "民法典"),
    Article("民法典", "第一千零七十七条", "离婚登记应当等待三十日。", "民法典"),
    Article("道路交通安全法", "第九十一条", "饮酒后驾驶机动车的，暂扣驾驶证。", "行政法"),
    Article("个体工商户条例", "第二条", "有经营能力的公民可以登记为个体工商户。\n个体工商户可以个人经营。", "行政法规"),
    Article("劳动法", "第五十条", "工资应当以货币形式按月支付给劳动者本人。", "社会法"),
)
QUESTIONS = (
    LegalQuestion("房子最长能租多少年，租赁期限", (0,), "0", "您好，租赁期限不得超过二十年。"),
    LegalQuestion("谁可以登记个体工商户", (3,), "1", "有经营能力的公民可以登记为个体工商户。"),
    LegalQuestion("老板可以不按月支付工资吗", (4,), "2", "不可以，工资应当按月支付给劳动者本人。"),
    LegalQuestion("饮酒驾驶驾驶证会怎样", (2, 1), "3", ""),
)


def write_lines(path: Path, rows: Iterable[Any]) -> Path:
    """JSON lines, compressed where the name says so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path
