"""Every outcome has its words, no words are left over, and no gist says what its clause does not."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.outcome import Caveat, Reason, Status
from assistant.wording import Gist, load_wording
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import load_corpus
from knowledge.regulations.numerals import NUMERAL_CLASS, to_int

WORDING = load_wording()
CORPUS = load_corpus()
GISTS = [
    pytest.param(document, place, gist, id=f"{document}#{place}")
    for document, rows in WORDING.gists().items()
    for place, gist in rows.items()
]
_AMOUNT = re.compile(
    rf"(?<![第条款项年{NUMERAL_CLASS}\d])([{NUMERAL_CLASS}]{{1,4}}|\d{{1,4}})个?(工作日|日|天|周岁|个月|年|万元|元)"
)
_SPOKEN = {Status.CLARIFY, Status.ABSTAINED, Status.REFUSED, Status.SMALLTALK}


def _messages(root: Path) -> dict[str, Any]:
    return dict(yaml.safe_load((root / "assistant/messages/zh_CN.yaml").read_text("utf-8")))


def _keys(tree: Mapping[str, Any], above: str = "") -> Iterator[str]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _keys(value, f"{above}{key}.")
        else:
            yield f"{above}{key}"


@pytest.mark.parametrize("reason", [r for r in Reason if r.status in _SPOKEN])
def test_every_reply_without_clauses_has_its_words(reason: Reason, project_root: Path) -> None:
    words = _messages(project_root)[reason.status.value][reason.value]
    blanks = {name for _, name, _, _ in string.Formatter().parse(words) if name}
    assert WORDING.reply(reason, **dict.fromkeys(blanks, "甲")).strip()


@pytest.mark.parametrize("caveat", list(Caveat))
def test_every_caveat_has_its_words(caveat: Caveat) -> None:
    assert WORDING.say(f"caveats.{caveat.value}").endswith("。")


def test_a_blank_without_a_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        WORDING.say("answer.clause_asked", title="江西省社会信用条例")
    with pytest.raises(KeyError):
        WORDING.say("answer.no_such_key")


def test_no_message_is_left_over(project_root: Path) -> None:
    """A key is used if the code names it, its section or its beginning, or if it belongs to an outcome."""
    code = "\n".join(p.read_text("utf-8") for p in (project_root / "assistant").rglob("*.py"))
    by_outcome = {f"{r.status.value}.{r.value}" for r in Reason} | {f"caveats.{c.value}" for c in Caveat}
    sections = set(re.findall(r'section\("(\w+)"\)', code))
    keys = list(_keys(_messages(project_root)))
    named = set(re.findall(r"""["']([a-z_]+\.[a-z_]+)["']""", code)) | by_outcome
    filled = tuple(re.findall(r"""f["']([a-z_]+\.[a-z_]+\.)\{""", code))
    keys = [k for k in keys if k not in named and not k.startswith(filled)]
    unused = [k for k in keys if k.split(".")[0] not in sections]
    assert unused == []


@pytest.mark.parametrize("document", ["shanxi-2022", "jiangxi-2022", "city-2022", "shanxi-opinion-2020"])
def test_every_clause_has_a_gist(document: str) -> None:
    places = {ref.place for ref in CORPUS.document(document).provisions}
    assert places - set(WORDING.gists()[document]) == set()


def test_the_plan_has_a_gist_for_every_heading() -> None:
    headings = {item.heading for item in CORPUS.document("shanxi-plan-2014").plan_items}
    assert headings - set(WORDING.gists()["shanxi-plan-2014"]) == set()


def test_every_gist_belongs_to_a_clause() -> None:
    lost = [
        f"{document}#{place}"
        for document, rows in WORDING.gists().items()
        for place, gist in rows.items()
        for p in (place, *gist.next_places)
        if CORPUS.find(ClauseRef.parse(f"{document}#{p}")) is None
    ]
    assert lost == []


def _amounts(text: str) -> set[tuple[int, str]]:
    return {(to_int(n), {"天": "日"}.get(unit, unit)) for n, unit in _AMOUNT.findall(text)}


def _text(document: str, place: str) -> str:
    provision = CORPUS.provision(ClauseRef.parse(f"{document}#{place}"))
    return provision.lead + provision.text


@pytest.mark.parametrize(("document", "place", "gist"), GISTS)
def test_numbers_of_a_gist_stand_in_its_clause(document: str, place: str, gist: Gist) -> None:
    own = _text(document, place)
    title = CORPUS.document(document).meta.title
    assert _amounts(gist.text) - _amounts(own) - _amounts(title) == set()
    assert _amounts(gist.next) - _amounts(own) == set()  # further clauses are named, not quoted: no numbers of theirs


@pytest.mark.parametrize(("document", "place", "gist"), GISTS)
def test_a_gist_is_a_plain_sentence(document: str, place: str, gist: Gist) -> None:
    for words in filter(None, (gist.text, gist.next)):
        assert words.endswith(("。", "）", "；", "？"))
        assert "{" not in words
        assert not re.search(r"\[\d", words)
        assert len(words) <= 200


def test_no_gist_names_another_place() -> None:
    names = {"shanxi": "山西", "jiangxi": "江西", "city": "宿迁"}
    borrowed = [
        f"{document}#{place}：{name}"
        for document, rows in WORDING.gists().items()
        for place, gist in rows.items()
        for key, name in names.items()
        if key != CORPUS.document(document).meta.jurisdiction and name in gist.text + gist.next
    ]
    assert borrowed == []
