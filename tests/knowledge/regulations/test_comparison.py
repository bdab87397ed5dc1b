from __future__ import annotations

from datetime import date

from knowledge.regulations.comparison import ChangeKind, compare
from knowledge.regulations.corpus import Corpus
from knowledge.regulations.document import Source, build_document
from knowledge.regulations.model import Document, Kind, Meta

OLD = """第一条 为了加强社会信用管理，制定本条例。
第二条 信用主体有权免费查询自己的信息。
第三条 国家机关应当依法履行职责，诚信施政。
第四条 异议应当在十个工作日内处理完毕并告知。
第五条 本条例自2020年1月1日起施行。
"""
NEW = """第一条 为了加强社会信用管理，制定本条例。
第二条 信用主体有权免费查询自己的全部信息。
第三条 行业协会可以建立会员信用档案。
第四条 国家机关应当依法履行职责，诚信施政。
第五条 本条例自2025年1月1日起施行。
"""


def _document(raw: str, year: int) -> Document:
    since = date(year, 1, 1)
    meta = Meta(f"x-{year}", "条例", None, None, None, "x", Kind.REGULATION, None, since, None, "", "", "")
    return build_document(Source(meta, raw))


def test_added_removed_changed_renumbered() -> None:
    changes = compare(_document(OLD, 2020), _document(NEW, 2025))
    assert [(c.kind, c.old_label, c.new_label) for c in changes] == [
        (ChangeKind.CHANGED, "第二条", "第二条"),
        (ChangeKind.ADDED, "", "第三条"),
        (ChangeKind.RENUMBERED, "第三条", "第四条"),
        (ChangeKind.REMOVED, "第四条", ""),
        (ChangeKind.CHANGED, "第五条", "第五条"),
    ]
    assert ("added", "全部") in changes[0].steps
    assert str(changes[2].new) == "x-2025#4"


def test_the_steps_hold_both_texts() -> None:
    old, new = _document(OLD, 2020), _document(NEW, 2025)
    for change in compare(old, new):
        if change.kind is ChangeKind.CHANGED:
            assert change.old
            assert change.new
            assert "".join(w for kind, w in change.steps if kind != "added") == old.provisions[change.old].text
            assert "".join(w for kind, w in change.steps if kind != "removed") == new.provisions[change.new].text


def test_no_change(corpus: Corpus) -> None:
    for document in corpus.documents.values():
        assert compare(document, document) == ()
