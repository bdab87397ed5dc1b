"""Yes, no and the other commands, in the wordings people use."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest

from assistant.dialogue.acts import Act, Command
from assistant.dialogue.heard import Heard
from assistant.dialogue.hearing.wordings import words

Ear = Callable[..., Heard]
_SAID_YES = (
    "是 是的 对 对的 对头 对呀 没错 没错啊 嗯 嗯嗯 嗯呐 恩 好 好的 好滴 好嘞 好吧 行 行吧 行的 中 中中 "
    "要得 得行 可以 可以的 阔以 成 妥了 没问题 莫得问题 没得问题 冇问题 没毛病 没意见 确认 确认提交 "
    "确认无误 确定 正确 都对 就这样 就这样吧 就这么办 就是 提交 提交吧 帮我提交 交吧 办吧 同意 我同意 "
    "愿意 当然 必须的 照办 按你说的办 听你的 弄吧 整吧 ok OK 好的，提交吧 可以，提交 好的，谢谢 行，交吧 "
    "是的，没问题 嗯，就这样 对，提交吧 没有问题 是的！ 好。"
)
YES = _SAID_YES.split()
_SAID_NO = (
    "不 不是 不是的 不对 不对头 不行 不可以 不中 要不得 不得行 不要 不用 不用了 不需要 不必了 不想 不同意 "
    "不确认 不提交 先别 先别提交 先别办 先不 先不提交 先不交 等等 等等吧 等一下 等会儿 稍等 慢着 且慢 别 "
    "别提交 别急 莫 莫急 有误 有错 有问题 错了 信息有误 还不行 还没好 没想好 再想想 我再想想 考虑一下 "
    "再看看 再说吧 以后再说 暂不 暂时不用 no 不了 好像不对 有点不对 取消提交 停 拒绝 我要修改 改一下 "
    "不撤回 先不提交，我再想想 不对，等等 再等一下 等我看看 先等等再说"
)
NO = _SAID_NO.split()
OTHER = [
    (
        Command.SKIP,
        "跳过 先跳过 跳过吧 略过 下一个 先不填 不填 空着 以后再补 不方便提供 记不清了 忘了 不晓得 不清楚 想不起来",
    ),
    (
        Command.CANCEL,
        "/cancel 取消 算了 算了吧 不办了 我不办了 不弄了 不搞了 放弃 退出 算了，不办了 不提了 拉倒吧 到此为止 别办了",
    ),
    (Command.BACK, "上一步 返回 回上一步 退回去 上一个 /back 回退 返回上一步"),
    (
        Command.RESUME,
        "接着办 继续 继续办 接着来 回到刚才 回到刚才那个 继续填 往下办 接着刚才的办 说回正事 我回来了 继续吧",
    ),
    (Command.RESTART, "重新来 重来 重新开始 从头来 从头再来 重填 /restart 全部重来 推倒重来 重新填"),
    (
        Command.SUMMARY,
        "我都填了什么 我填了啥 看看我填的 汇总 核对一下 再看一遍 念一遍 预览 还差什么 你都记了什么 我都填了什么？",
    ),
    (
        Command.STATUS,
        "办到哪了 查进度 进度 办到哪一步了？ 办好了吗 有结果了没 我的异议有结果了吗 进展怎么样 结果出来了吗 过期了没？ 受理了吗",
    ),
    (
        Command.COUNTING,
        "怎么数的天数 天数怎么数的 怎么算的？ 日子怎么算的 这个日期怎么算出来的 算给我看 期限是怎么算的",
    ),
    (
        Command.WITHDRAW,
        "撤回 撤回申请 我要撤回 撤销申请 我要撤销申请 把我的申请撤了 确认撤回 撤回我的异议 取消我的申请 异议撤了",
    ),
    (Command.ADD_EVIDENCE, "补材料 我要补材料 补充证据 我想补充证据 补交材料 追加证据 再交一份材料 还有证据要交"),
    (Command.HELP, "帮助 /help 怎么用 你能做什么 你会什么 菜单 我不会用 有什么功能"),
    (
        Command.HUMAN,
        "转人工 人工 人工客服 找个活人 我要找人工 找个真人 叫你们工作人员来 换个人来 接人工 我要人工，气死我了 不想跟机器人说",
    ),
]


@pytest.mark.parametrize("text", YES)
def test_yes(ear: Ear, text: str) -> None:
    assert ear(text, confirming=True, act=Act.OBJECTION).commands == {Command.YES}


@pytest.mark.parametrize("text", NO)
def test_no(ear: Ear, text: str) -> None:
    heard = ear(text, confirming=True, act=Act.OBJECTION)
    assert Command.NO in heard.commands
    assert Command.YES not in heard.commands


def test_yes_and_no_are_known_in_sixty_wordings_each() -> None:
    assert min(len(set(YES)), len(set(NO)), len(words("yes")), len(words("no"))) >= 60


@pytest.mark.parametrize(("command", "text"), [(c, t) for c, all_of_it in OTHER for t in all_of_it.split()])
def test_other_commands(ear: Ear, command: Command, text: str) -> None:
    assert command in ear(text).commands


def test_no_wording_means_two_things_that_exclude_each_other() -> None:
    for first, second in combinations(("yes", "no", "cancel"), 2):
        assert words(first) & words(second) == frozenset()
    assert words("yes") & words("skip") == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "是，但是电话要改",
        "对，不过我想问下要几天",
        "好的，但先别提交",
        "可以提交吗？",
        "提交？",
        "没问题，不过地址错了",
        "行，电话改成13912345678",
        "是不是提交了就不能改",
        "好，再看一遍",
        "嗯，等等",
        "提交以后几天有结果",
        "我同意不了",
        "确认一下地址",
        "可以不提交吗",
        "不是，我是说先不办",
    ],
)
def test_nothing_but_a_plain_yes_files(ear: Ear, text: str) -> None:
    assert Command.YES not in ear(text, confirming=True, act=Act.OBJECTION, slots={"contact": "15400001111"}).commands


@pytest.mark.parametrize(
    "text",
    ["取消我的黑名单", "撤销处罚决定", "我要提交异议申请", "不用转人工", "处罚决定被撤销了", "补偿怎么算", "不撤回"],
)
def test_words_of_commands_inside_other_wishes(ear: Ear, text: str) -> None:
    heard = ear(text)
    assert not heard.commands & {Command.CANCEL, Command.YES, Command.WITHDRAW, Command.HUMAN, Command.COUNTING}
