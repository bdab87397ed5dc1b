"""What the citizen wants done, against what is only asked about: measured on lists that a reader can check."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from assistant.dialogue.acts import Act
from assistant.dialogue.heard import Heard

Ear = Callable[..., Heard]
HERE = Path(__file__).parent
NONE = "none"


def _labelled(name: str) -> list[tuple[str, str]]:
    lists = yaml.safe_load((HERE / name).read_text("utf-8"))
    return [(act, text) for act, texts in lists.items() for text in texts]


@pytest.mark.parametrize("name", ["acts_written.yaml", "acts_held.yaml"])
def test_a_wish_is_heard_and_what_is_sure_is_right(ear: Ear, name: str) -> None:
    """Sure is right in 98 of 100, and nine wishes of ten are heard; `acts_held` was not looked at while the rules were made."""
    rows = [(act, ear(text)) for act, text in _labelled(name)]
    assert len(rows) >= 150
    sure = [(act, heard.act) for act, heard in rows if heard.act_sure]
    wanted = [(act, heard.act) for act, heard in rows if act != NONE]
    assert sum(heard is not None and heard.value == act for act, heard in sure) >= 0.98 * len(sure)
    assert sum(heard is not None and heard.value == act for act, heard in wanted) >= 0.90 * len(wanted)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("我要提异议", Act.OBJECTION),
        ("帮我把信用修复办了", Act.REPAIR),
        ("查一下我自己的信用记录", Act.QUERY_OWN_RECORD),
        ("上面那条不是我的，给我改", Act.OBJECTION),
        ("判决撤销了要更新", Act.REVOCATION),
        ("把我的表彰撤下来", Act.DELETE_HONOUR),
        ("我要投诉信用中心泄露我信息", Act.COMPLAINT),
        ("公司让我查求职者信用，有授权", Act.AUTHORISED_QUERY),
        ("转人工", Act.HANDOFF),
        ("现在办理信用修复", Act.REPAIR),
        ("现在办理查询本人信用记录", Act.QUERY_OWN_RECORD),
        ("现在办理授权查询", Act.AUTHORISED_QUERY),
        ("现在办理文书撤销、变更后的更正", Act.REVOCATION),
        ("现在办理删除荣誉等信息", Act.DELETE_HONOUR),
        ("现在办理投诉举报", Act.COMPLAINT),
    ],
)
def test_the_plain_wishes(ear: Ear, text: str, act: Act) -> None:
    heard = ear(text)
    assert (heard.act, heard.act_sure, heard.asks) == (act, True, False)


@pytest.mark.parametrize(
    "text",
    [
        "异议怎么提",
        "修复要几天",
        "我想问一下异议怎么提",
        "先了解信用修复的规定",
        "不想修复了",
        "我昨天递的异议材料",
        "如果修复了还能查到吗",
    ],
)
def test_asking_about_an_act_does_not_begin_it(ear: Ear, text: str) -> None:
    assert not ear(text).act_sure


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("因为金额写错了，我要求改正", "objection_detail"),
        ("有修复决定书", "evidence"),
        ("处罚被法院撤销了", "correction_facts"),
    ],
)
def test_an_answer_begins_no_other_act(ear: Ear, text: str, asked: str) -> None:
    assert ear(text, act=Act.REPAIR, asked=asked, slots={"jurisdiction": "jiangxi"}).act in (None, Act.REPAIR)


def test_another_act_may_be_named_in_the_middle(ear: Ear) -> None:
    heard = ear("我还是要提异议", act=Act.REPAIR, asked="evidence", slots={"jurisdiction": "jiangxi"})
    assert (heard.act, heard.act_sure) == (Act.OBJECTION, True)


def _besides_place_and_day(heard: Heard) -> list[str]:
    return [m.slot for m in heard.mentions if m.slot not in ("jurisdiction", "event_date", "submitted_on")]


def test_plain_law_questions_hold_no_values(ear: Ear) -> None:
    """240 questions drawn from the phrasings: none holds a value besides a place or a day, and none begins an act."""
    questions = (HERE / "law_questions.txt").read_text("utf-8").splitlines()
    heard = [ear(question) for question in questions]
    assert len(questions) >= 200
    assert [h.text for h in heard if _besides_place_and_day(h) or h.act_sure] == []


def test_other_phrasings_seldom_look_like_filings(ear: Ear, project_root: Path) -> None:
    """Of all phrasings, at most two in a hundred hold a value besides place and day, and one in a hundred a sure wish."""
    heard = []
    for document in ("shanxi-2022", "jiangxi-2022", "city-2022"):
        lines = (project_root / "knowledge" / "phrasings" / f"{document}.jsonl").read_text("utf-8").splitlines()
        heard += [ear(json.loads(line)["q"]) for line in lines[::20]]
    assert sum(bool(_besides_place_and_day(h)) for h in heard) <= 0.02 * len(heard)
    assert sum(h.act_sure for h in heard) <= 0.01 * len(heard)


@pytest.mark.parametrize(
    "text",
    [
        "异议几天有答复？",
        "信用修复收费吗",
        "列入严重失信名单的条件是什么",
        "公示期是多久",
        "查自己的信用记录要带什么",
        "代理人需要授权书吗",
        "法人被列入名单个人受影响吗",
        "判决撤销后多久更新",
        "表彰信息能删除吗",
        "公司可以查员工信用吗",
        "未满十八岁的记录怎么处理",
        "评级不服能提异议吗",
        "山西和江西的规定一样吗",
        "行政处罚多久可以修复",
        "异议期间还公示吗？",
    ],
)
def test_a_law_question_is_a_question(ear: Ear, text: str) -> None:
    heard = ear(text)
    assert heard.asks
    assert _besides_place_and_day(heard) == []
    assert heard.act is None
