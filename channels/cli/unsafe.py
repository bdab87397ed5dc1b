"""Settings with which the service does not come up outside demo mode: each told in a sentence that says what to do.

What no command may run with, the settings refuse by themselves (CLOCK, STAFF_SECOND_FACTOR).
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from assistant.settings import Settings

LEAST_KEY: Final = 32
LEAST_WEBHOOK_SECRET: Final = 16
SHORT_KEY: Final = (
    f"SECRET_KEY 太短：它保护核验码和工作人员的第二因素，至少要 {LEAST_KEY} 个字符，由随机数生成。"
    "可以用 openssl rand -hex 32；或者留空，自动在 DATA_DIR/secret_key 生成。"
)
NOT_HTTPS: Final = "{name} 是 {value}，不是 https 网址，经过它的链接、登录和个人信息会被路上的人看到。请改成 https。"
SHORT_WEBHOOK_SECRET: Final = (
    f"TELEGRAM_WEBHOOK_SECRET 太短：知道它就能冒充市民发消息，至少要 {LEAST_WEBHOOK_SECRET} 个字符，由随机数生成。"
)
READABLE: Final = "{file} 里有个人信息或者密钥，这台机器上别的用户却读得到（权限 {mode:o}）。请运行：chmod 600 '{file}'"
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


def found(settings: Settings) -> Iterator[str]:
    """What has to be mended first; nothing in demo mode."""
    if settings.demo_mode:
        return
    yield from _keys(settings)
    for name in ("public_url", "oidc_issuer", "telegram_api_base"):
        value = getattr(settings, name)
        if value and not _private(value):
            yield NOT_HTTPS.format(name=name.upper(), value=value)
    yield from _files(settings)


def _keys(settings: Settings) -> Iterator[str]:
    key = settings.secret_key.get_secret_value()
    if key and len(key) < LEAST_KEY:
        yield SHORT_KEY
    secret = settings.telegram_webhook_secret.get_secret_value()
    if secret and len(secret) < LEAST_WEBHOOK_SECRET:
        yield SHORT_WEBHOOK_SECRET


def _private(address: str) -> bool:
    """True for https, and for a service on this very machine."""
    parts = urlsplit(address)
    if parts.scheme == "https" or parts.hostname == "localhost":
        return True
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False


def _files(settings: Settings) -> Iterator[str]:
    """What holds personal data or a secret, where others of the machine can read it: the folder protects what is in it."""
    if _closed(settings.data_dir):
        return
    for file in (settings.database_file, settings.data_dir / "secret_key"):
        if file.exists() and not _closed(file):
            yield READABLE.format(file=file, mode=stat.S_IMODE(file.stat().st_mode))


def _closed(file: Path) -> bool:
    return file.exists() and not file.stat().st_mode & _OTHERS
