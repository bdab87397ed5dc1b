"""Staff accounts and everybody's sessions: tables apart from the conversations. Of every secret only a hash is stored."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, DateTime, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from assistant.memory.tables import PERSONAL, Base

_MOMENT = DateTime(timezone=True)


def _member() -> ForeignKey:
    return ForeignKey("staff_member.id", ondelete="CASCADE")


class StaffRow(Base):
    """An account (账号) of staff. `name` is what they sign in with, in the form of `staff.plain_name`.

    `password` is an argon2id hash; `one_time`: it was given out and has to be changed. `factor_seed` is no secret by itself:
    the second factor's secret is made of it and the installation's key. `factor_since`: None until it was confirmed;
    `factor_step` is the last time step whose code was taken.
    """

    __tablename__ = "staff_member"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    shown: Mapped[str] = mapped_column(String(64))
    roles: Mapped[list[str]] = mapped_column(JSON)
    body: Mapped[str | None] = mapped_column(String(200))
    places: Mapped[list[str]] = mapped_column(JSON)
    active: Mapped[bool]
    version: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(_MOMENT)
    made_by: Mapped[str] = mapped_column(String(64))
    password: Mapped[str] = mapped_column(String(200))
    password_at: Mapped[datetime] = mapped_column(_MOMENT)
    one_time: Mapped[bool]
    factor_seed: Mapped[str] = mapped_column(String(64))
    factor_since: Mapped[datetime | None] = mapped_column(_MOMENT)
    factor_step: Mapped[int]
    last_at: Mapped[datetime | None] = mapped_column(_MOMENT)


class RecoveryRow(Base):
    """A recovery code (恢复码) that was not used yet, by its keyed hash."""

    __tablename__ = "staff_recovery"

    member_id: Mapped[str] = mapped_column(_member(), primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)


class StaffSessionRow(Base):
    """A signed-in browser. `until` is the end at the latest; it ends earlier when nothing was seen of it for a while."""

    __tablename__ = "staff_session"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    member_id: Mapped[str] = mapped_column(_member(), index=True)
    began_at: Mapped[datetime] = mapped_column(_MOMENT)
    seen_at: Mapped[datetime] = mapped_column(_MOMENT)
    until: Mapped[datetime] = mapped_column(_MOMENT, index=True)
    browser: Mapped[str] = mapped_column(String(200))


class StaffKeyRow(Base):
    """A key (接口密钥) by which a program acts as the member."""

    __tablename__ = "staff_key"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    member_id: Mapped[str] = mapped_column(_member(), index=True)
    label: Mapped[str] = mapped_column(String(64))
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(_MOMENT)
    until: Mapped[datetime] = mapped_column(_MOMENT)
    used_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    revoked_at: Mapped[datetime | None] = mapped_column(_MOMENT)


class TriesRow(Base):
    """Wrong attempts at signing in, one after another: by the keyed hash of the name typed, or of the client's address."""

    __tablename__ = "sign_in_tries"

    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    tries: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(_MOMENT, index=True)


class CitizenSessionRow(Base):
    """A browser in which a citizen was identified. That it was so stays; who it was goes when the session ends."""

    __tablename__ = "citizen_session"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str | None] = mapped_column(Text, info=PERSONAL)
    number: Mapped[str | None] = mapped_column(Text, info=PERSONAL)
    kind: Mapped[str] = mapped_column(String(16))
    method: Mapped[str] = mapped_column(String(16))
    proof: Mapped[str] = mapped_column(String(64))
    began_at: Mapped[datetime] = mapped_column(_MOMENT)
    seen_at: Mapped[datetime] = mapped_column(_MOMENT)
    until: Mapped[datetime] = mapped_column(_MOMENT, index=True)
