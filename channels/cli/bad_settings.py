"""Settings that do not hold, said in Chinese, each under the name it has in the environment."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import ValidationError

from assistant.settings import Settings

BAD_SETTING = "设置 {name} 不对：“{value}”不是合法的值。请检查环境变量和 .env（各项说明见 .env.example）。"


def is_about_settings(error: BaseException) -> bool:
    """True for the error that reading the settings raises."""
    return isinstance(error, ValidationError) and error.title == Settings.__name__


def explained(error: BaseException) -> str:
    """One line for each setting that does not hold."""
    return "\n".join(_lines(error)) if isinstance(error, ValidationError) else str(error)


def _lines(error: ValidationError) -> Iterator[str]:
    for entry in error.errors(include_url=False):
        own = entry.get("ctx", {}).get("error")  # what a validator of ours says is said for people
        name = ".".join(str(part) for part in entry["loc"]).upper()
        yield str(own) if own else BAD_SETTING.format(name=name, value=entry["input"])
