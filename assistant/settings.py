"""The one reader of the environment. Every setting is in ``.env.example`` with its meaning."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings of one process, from the environment or a ``.env`` file in the working directory."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
    )

    data_dir: Path = Field(default=Path("var"), description="运行数据目录")
    database_url: str = Field(default="", description="数据库；留空用 DATA_DIR 下的 SQLite 文件")
    clock: date | None = Field(default=None, description="替换“今天”，仅演示模式可用")
    demo_mode: bool = Field(default=False, description="演示模式")
    embedding_model: str = Field(default="", description="向量模型名或路径；留空用随附模型")
    two_persons: str = Field(default="", description="须由不同的人办理的步骤，逗号隔开，如 objection.decide")
    due_soon_days: int = Field(default=1, ge=0, description="到期前几个工作日起提示“快到期”")
    font_path: Path | None = Field(default=None, description="打印用的中文字体文件；留空自动查找")
    llm_base_url: str = Field(default="", description="模型服务地址；留空不用模型服务")
    llm_model: str = Field(default="", description="模型名")
    llm_api_key: SecretStr = Field(default=SecretStr(""), description="模型服务密钥")

    secret_key: SecretStr = Field(default=SecretStr(""), description="安装密钥；留空用 DATA_DIR/secret_key")
    public_url: str = Field(default="", description="市民从外面打开本站的网址，用于链接和登录返回")
    conversation_months: int = Field(default=6, ge=1, description="没有动静的对话保存几个月")
    scan_command: str = Field(default="", description="查毒命令，末尾加文件路径，返回 0 为干净；留空不查")
    oidc_issuer: str = Field(default="", description="统一身份认证（OpenID Connect）的签发方网址；留空不用")
    oidc_client_id: str = Field(default="", description="在统一身份认证登记的应用编号")
    oidc_client_secret: SecretStr = Field(default=SecretStr(""), description="在统一身份认证登记的应用密钥")
    oidc_scope: str = Field(default="openid profile", description="向统一身份认证要的范围")
    oidc_name_claim: str = Field(default="name", description="姓名在身份令牌里的字段")
    oidc_number_claim: str = Field(default="id_number", description="证件号码在身份令牌里的字段")
    staff_second_factor: bool = Field(default=True, description="工作人员登录要第二因素；只有演示模式可以关")
    telegram_token: SecretStr = Field(default=SecretStr(""), description="Telegram 机器人令牌")
    telegram_webhook_secret: SecretStr = Field(default=SecretStr(""), description="Telegram 回调的校验密钥")
    telegram_api_base: str = Field(default="https://api.telegram.org", description="Telegram Bot API 的地址")
    telegram_personal_data: bool | None = Field(
        default=None, description="在 Telegram 里收证件号码和联系方式；留空只在演示模式收"
    )

    @model_validator(mode="after")
    def _clock_only_in_demo(self) -> Self:
        if self.clock is not None and not self.demo_mode:
            raise ValueError("CLOCK 会改变“今天”，只能在演示模式（DEMO_MODE=1）下使用；请删除 CLOCK 或打开演示模式")
        return self

    @model_validator(mode="after")
    def _no_second_factor_only_in_demo(self) -> Self:
        if not self.staff_second_factor and not self.demo_mode:
            raise ValueError(
                "STAFF_SECOND_FACTOR=0 会让工作人员只凭密码登录，只能在演示模式（DEMO_MODE=1）下使用；请删除这一项"
            )
        return self

    @property
    def personal_data_in_telegram(self) -> bool:
        """True if numbers and contacts may be asked for in a Telegram chat."""
        return self.demo_mode if self.telegram_personal_data is None else self.telegram_personal_data

    @property
    def steps_of_two_persons(self) -> frozenset[str]:
        """`two_persons` as a set."""
        return frozenset(name.strip() for name in self.two_persons.split(",") if name.strip())

    @property
    def database_file(self) -> Path:
        """The SQLite file that is used where no `database_url` is set."""
        return self.data_dir / "assistant.db"

    @property
    def database(self) -> str:
        """The SQLAlchemy URL in use."""
        return self.database_url or f"sqlite:///{self.database_file}"


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
