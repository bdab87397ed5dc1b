"""What typer itself says, in Chinese: the headings of ``--help`` and the errors about options and arguments."""

from __future__ import annotations

import re
from typing import Any, Final

from typer import rich_utils

OPTIONS: Final = "[选项]"
COMMAND: Final = "命令 …"
HELP: Final = "显示这份说明"
SEE_HELP: Final = "用“{command} --help”查看用法。"

_HEADINGS: Final = {
    "ARGUMENTS_PANEL_TITLE": "参数",
    "OPTIONS_PANEL_TITLE": "选项",
    "COMMANDS_PANEL_TITLE": "命令",
    "ERRORS_PANEL_TITLE": "错误",
    "DEFAULT_STRING": "［默认：{}］",
    "REQUIRED_LONG_STRING": "［必填］",
}
_ERRORS: Final = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (r"No such option: (\S+?)\.?(?: .*)?", "没有选项 {}。"),
        (r"No such command '(.+?)'\..*", "没有命令“{}”。"),
        (r"Missing command\.", "请写上命令。"),
        (r"Missing argument '(.+?)'\..*", "缺少参数“{}”。"),
        (r"Missing option '(.+?)'\..*", "缺少选项 {}。"),
        (r"Option '(.+?)' requires an argument\.", "选项 {} 后面要写上值。"),
        (r"Option '(.+?)' does not take a value\.", "选项 {} 后面不能写值。"),
        (r"Got unexpected extra argument\S* \((.+)\)", "多出了参数：{}。"),
        (r"Invalid value for '(.+?)': (.*[\u4e00-\u9fff].*)", "{}：{}"),
        (r"Invalid value for '(.+?)': .*", "{} 的值不对。"),
        (r"Invalid value: (.*)", "{}"),
    )
)


def headings() -> None:
    """Give ``--help`` its Chinese headings. typer keeps them as module constants that are meant to be replaced."""
    for name, words in _HEADINGS.items():
        setattr(rich_utils, name, words)


def described(option: Any) -> Any:
    """The option ``--help`` with a Chinese description; None stays None."""
    if option is not None:
        option.help = HELP
    return option


def help_option(command: Any, context: Any) -> None:
    """Describe ``--help`` of `command` and of the commands below it."""
    described(command.get_help_option(context))
    for below in getattr(command, "commands", {}).values():
        help_option(below, context)


def usage_error(message: str) -> str:
    """An error of typer's in Chinese; unknown ones stay as they are."""
    for pattern, words in _ERRORS:
        if match := pattern.fullmatch(message):
            return words.format(*match.groups())
    return message
