"""The small subset of Markdown in an answer, addresses of clauses, plain text."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from assistant.outcome import Caveat, Reason
from channels import messages
from channels.rendering import Block, Span, citation_view, clause_href, parse_blocks, plain, spans, view
from tests.fakes import cite, comparison_answer, objection_answer, reply

CITED = {1: citation_view(cite(1, "jiangxi-2022#39.2")), 2: citation_view(cite(2, "jiangxi-2022#39.4"))}
PLACES = {"jiangxi": "江西省"}


def words(block: Block) -> str:
    """A block's words, markers included."""
    return "\n".join("".join(span.text for span in line) for line in block.lines)


def test_every_code_of_the_contract_has_words() -> None:
    assert set(messages.REASON_LABEL) == {reason.value for reason in Reason}
    assert set(messages.CAVEAT) == {caveat.value for caveat in Caveat}


def test_quotes_know_their_clause_and_take_the_line_above_as_caption() -> None:
    shown = view(objection_answer(), PLACES)
    quotes = [block for block in shown.blocks if block.kind == "quote"]
    assert [q.source.marker for q in quotes if q.source] == [1, 2]
    assert [span.text for span in quotes[0].caption] == [
        "《江西省社会信用条例》第三十九条第二款（摘自法规原文）：",
        "[1]",
    ]
    assert all(citation.shown for citation in shown.citations)
    assert shown.place == "江西省"


def test_direct_answers_lead_and_small_talk_has_none() -> None:
    blocks = view(
        reply(
            Reason.FOUND,
            "（接着上一问：几天？）\n\n三个工作日。[1]\n\n"
            "《江西省社会信用条例》第三十九条第二款（摘自法规原文）：[1]\n> 三个工作日\n\n接下来：等结果。[1]",
            cite(1, "jiangxi-2022#39.2"),
        ),
        {},
    ).blocks
    assert [block.lead for block in blocks] == [False, True, False, False]
    assert [block.lead for block in view(reply(Reason.GREETING, "您好！\n请问。"), {}).blocks] == [False, False]
    assert [block.lead for block in view(comparison_answer(), {}).blocks] == [True, False]


def test_lists_have_captions_and_remarks_are_known() -> None:
    lists = [block for block in view(objection_answer(), PLACES).blocks if block.kind == "list"]
    assert [block.caption[0].text for block in lists] == ["按您说的日期推算：", "请注意："]
    assert [block.remarks for block in lists] == [False, True]


def test_a_list_of_labels_and_values_is_known_as_such() -> None:
    (filled,) = parse_blocks("您填的：\n- 地方：江西省\n- 电话：138****0000", {})
    assert [(label, value[0].text) for label, value in filled.pairs] == [("地方", "江西省"), ("电话", "138****0000")]
    (marked,) = parse_blocks("- 依据：[1]\n- 期限：三个工作日[1]", CITED)
    assert [[span.text for span in value] for _, value in marked.pairs] == [["[1]"], ["三个工作日", "[1]"]]
    for text in (
        "- 地方：江西省",
        "- 地方：江西省\n- 说不清的",
        "- 是的，但是：不行\n- 电话：1",
        "地方：江西省\n电话：1",
    ):
        assert not any(block.pairs for block in parse_blocks(text, {})), text


def test_caveats_are_said_once() -> None:
    assert view(objection_answer(), PLACES).caveats == ()
    assert plain(objection_answer()).count("请注意：") == 1
    unsaid = reply(Reason.FOUND, "有规定。", caveats=(Caveat.POLICY_ONLY,))
    assert view(unsaid, {}).caveats == (messages.CAVEAT["policy_only"],)
    assert f"请注意：\n- {messages.CAVEAT['policy_only']}" in plain(unsaid)


def test_a_quote_of_several_lines_is_one_quote() -> None:
    (block,) = parse_blocks("> 第一行\n> 第二行[2]", CITED)
    assert words(block) == "第一行\n第二行[2]"
    assert block.source == CITED[2]


def test_two_quotes_in_a_row_are_two() -> None:
    first, second = parse_blocks("> 甲[1]\n> 乙[2]", CITED)
    assert (first.source, second.source) == (CITED[1], CITED[2])


def test_a_quote_without_a_marker_is_known_by_its_words() -> None:
    (block,) = parse_blocks(f"> {CITED[2].quote}", CITED)
    assert block.source == CITED[2]
    (unknown,) = parse_blocks("> 别处的话", CITED)
    assert unknown.source is None


def test_a_comparison_is_a_table_of_equal_rows() -> None:
    tables = [block.table for block in view(comparison_answer(), {}).blocks if block.kind == "table"]
    assert [len(row) for row in tables[0]] == [3, 3, 3, 3]
    assert tables[0][3][2][-1].href.startswith("/regulations/city-2022?clause=42")


def test_pipes_without_a_rule_stay_text() -> None:
    blocks = list(parse_blocks("| 甲 | 乙 |\n| 丙 | 丁 |", CITED))
    assert [block.kind for block in blocks] == ["paragraph", "paragraph"]


def test_short_rows_are_filled_and_long_ones_joined() -> None:
    (block,) = parse_blocks("| 甲 | 乙 |\n| --- | --- |\n| 一 |\n| 一 | 二 | 三 |", CITED)
    assert [len(row) for row in block.table] == [2, 2, 2]
    assert block.table[2][1] == (Span("二 | 三"),)


def test_only_issued_markers_become_links() -> None:
    found = list(spans("甲[1]乙[3][2]", CITED))
    assert [span.text for span in found] == ["甲", "[1]", "乙[3]", "[2]"]
    assert [bool(span.href) for span in found] == [False, True, False, True]
    assert found[1].locator == "《江西省社会信用条例》第三十九条第二款"


def test_links_and_emphasis_of_markdown_stay_the_characters_they_are() -> None:
    (block,) = parse_blocks("**粗** [点我](https://evil.example) # 题", CITED)
    assert block.lines == ((Span("**粗** [点我](https://evil.example) # 题"),),)


@given(st.text(alphabet="甲乙[1]23>|-： \n"))
def test_no_words_are_lost(text: str) -> None:
    """Whatever is written, everything but quote marks, pipes, rules and blanks is shown."""
    shown = ""
    for block in parse_blocks(text, CITED):
        cells = [line for row in block.table for line in row]
        shown += "".join(span.text for line in (block.caption, *block.lines, *cells) for span in line)
    for character in "甲乙23[]":
        assert shown.count(character) == text.count(character)


def test_a_clause_address_has_the_clause_the_quote_and_the_fragment() -> None:
    address = urlsplit(clause_href("shanxi-plan-2014#税务领域信用建设", "完善纳税人信用等级评定"))
    assert address.path == "/regulations/shanxi-plan-2014"
    assert parse_qs(address.query) == {"clause": ["税务领域信用建设"], "quote": ["完善纳税人信用等级评定"]}
    assert address.fragment == "%E7%A8%8E%E5%8A%A1%E9%A2%86%E5%9F%9F%E4%BF%A1%E7%94%A8%E5%BB%BA%E8%AE%BE"


def test_a_long_quote_is_named_by_its_ends() -> None:
    quote = "".join(chr(0x4E00 + n) for n in range(300))
    (short,) = parse_qs(urlsplit(clause_href("a-1#1", quote)).query)["quote"]
    assert short == f"{quote[:40]}……{quote[-40:]}"


def test_plain_text_ends_with_what_it_rests_on() -> None:
    text = plain(objection_answer())
    assert "依据：\n[1]《江西省社会信用条例》第三十九条第二款（施行中）\n[2]" in text
    assert text.startswith(objection_answer().text)
    assert text.endswith(f"按2026年11月20日的法。{messages.DISCLAIMER}")


def test_small_talk_is_only_its_words() -> None:
    assert plain(reply(Reason.GREETING, "您好！")) == "您好！"


def test_model_text_is_labelled() -> None:
    answer = reply(Reason.FOUND, "模型写的", origin="model")
    assert view(answer, {}).origin_label == messages.MODEL_LABEL
    assert messages.MODEL_LABEL in plain(answer)
