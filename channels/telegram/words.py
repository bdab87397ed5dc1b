"""What the Telegram channel itself says to a person. Replies of a conversation come from `assistant`."""

from __future__ import annotations

from typing import Final

WELCOME: Final = (
    "您好，我是社会信用条例助手。有信用方面的问题直接问，我用法规原文回答；要查询、提异议、申请修复、投诉，"
    "我带您一步一步填，提交以前会先给您看一遍。\n\n"
    "先说一下是哪个省、市的事，或者点左下角的菜单。随时可以发 /cancel 不办，发 /human 找工作人员。"
)
HELP_HEAD: Final = "可以直接说话，也可以用这些命令："
HELP_LINE: Final = "/{name}  {what}"
HELP_TAIL: Final = "证明材料可以直接发照片或者文件，几张一起发也行。说错了，改一下刚才那条消息就行。"
HELP_TAIL_ELSEWHERE: Final = (
    "证件号码、联系方式和材料不在这里收，办到那一步给您一个网页链接。说错了，改一下刚才那条消息就行。"
)
NO_COMMAND: Final = "没有“{command}”这个命令。发 /help 看看能做什么，也可以直接说您要办的事。"
WHICH_PLACE: Final = "是哪个省、市的事？直接说就行，例如：江西。"

GROUP: Final = "您好，信用方面的事会说到个人信息，我不在群里办，这就退出。请点开我的头像，单独发消息给我。"
ONLY_WORDS_AND_FILES: Final = "我只看得懂文字、照片和文件。语音、视频、表情和位置我看不了，请打字告诉我。"

FILE_TOO_LARGE: Final = "“{name}”太大了，一个文件最多{limit}MB。可以分成几份，或者拍成照片再发。"
FILE_NOT_FETCHED: Final = "“{name}”没有收到，请再发一次。前面填的都在。"
RECEIVED: Final = "收到{count}份材料：{names}。"
TAKEN_BEFORE: Final = "您刚才发的已经收到了。想看一遍，就说“我都填了什么”。"
FILES_ELSEWHERE: Final = (
    "材料里常有个人信息，请不要发在这里，刚才发来的我没有收。请点开这个只能用一次的链接上传，传好回来就能接着办：{link}"
)
ON_THE_WEB: Final = "在网页上填：{field}"
ON_THE_WEB_ANYTHING: Final = "在网页上填"
PHOTO: Final = "照片{number}.jpg"
DOCUMENT: Final = "文件{number}"

DELETED: Final = "您刚才那条带个人信息的消息，已经从聊天里删掉了。"
NOT_DELETED: Final = "您刚才那条带个人信息的消息，我没有办法替您删。请长按那条消息，选“删除”。"

CHOICE_OVER: Final = "这一步已经过去了，请看最新的一条消息。"
CHOSEN: Final = "您选了：{label}"
CORRECTION: Final = "不对，{text}"
PHONE: Final = "我的电话是{digits}"

BY_STAFF: Final = "工作人员答复您：\n{text}"

TURN_FAILED: Final = "这句话没能处理完，请过一会儿再发一次。前面填的都在。"
RECEIPT: Final = "回执在这里取，要用办件编号和查询码：{address}"

COMMANDS: Final[dict[str, str]] = {
    "start": "开始",
    "help": "能做什么、怎么用",
    "query": "查询本人的信用记录",
    "object": "对信用记录提出异议",
    "repair": "申请信用修复",
    "revoke": "处罚等文书被撤销、变更了",
    "honour": "删除自己的荣誉信息",
    "complain": "投诉举报",
    "status": "查办到哪一步了",
    "place": "说明是哪个地方的事",
    "cancel": "不办了",
    "human": "找工作人员",
}
"""The command menu: each name with what it says there."""

SENDS: Final[dict[str, str]] = {
    "query": "我要查询我本人的信用记录",
    "object": "我要提出异议",
    "repair": "我要申请信用修复",
    "revoke": "我要办理文书撤销、变更后的更正",
    "honour": "我要申请删除荣誉信息",
    "complain": "我要投诉举报",
    "status": "查进度",
    "cancel": "不办了",
    "human": "转人工",
}
"""The words that a command stands for; the others are answered by the channel."""
HELP_SENDS: Final = "帮助"
GO_ON_SENDS: Final = "接着办"

UNSET: Final = "还没有设置 TELEGRAM_TOKEN。请在 Telegram 里向 @BotFather 申请机器人令牌，写进 .env 再启动。"
NOT_ACCEPTED: Final = "TELEGRAM_TOKEN 不对，Telegram 没有认。请到 @BotFather 核对令牌。"
NO_PUBLIC_URL: Final = (
    "Telegram 里不收证件号码和联系方式（TELEGRAM_PERSONAL_DATA），要请市民点链接到网页填写，"
    "所以还要设置 PUBLIC_URL，例如 https://credit.example.gov.cn。"
)
NO_WEBHOOK: Final = (
    "用回调（--webhook）要先设置 PUBLIC_URL（https 网址）和 TELEGRAM_WEBHOOK_SECRET（1到256个字母、数字、_、-）。"
)
NOT_REACHED: Final = "现在连不上 Telegram，{seconds}秒后再试。请看一下网络和 TELEGRAM_API_BASE。"
NOT_NOW: Final = "现在连不上 Telegram，请过一会儿再试。请看一下网络和 TELEGRAM_API_BASE。"
CONFLICT: Final = "另有程序在用同一个令牌收消息，请只留一个。{seconds}秒后再试。"
REFUSED: Final = "Telegram 拒绝了：{why}"
STARTED: Final = "已连上 Telegram：@{username}（{name}）。按 Ctrl+C 停止。"
STOPPED: Final = "已停止。"
WEBHOOK_SET: Final = "已登记回调：@{username}（{name}）的消息会发到 {address}，由网页服务接收。"
