"""Switches (开关): what was stopped by whom and why, and when it was lifted. A row is one stop; rows stay as history."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import DateTime, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from assistant.memory.tables import Base

_MOMENT = DateTime(timezone=True)
_IN_FORCE = text("lifted_at IS NULL")


class SwitchRow(Base):
    """A stop of answers or of a channel. `lifted_at` None: it is in force, at most one of each."""

    __tablename__ = "switch"
    __table_args__ = (
        Index("uq_switch_in_force", "what", unique=True, sqlite_where=_IN_FORCE, postgresql_where=_IN_FORCE),
        Index(None, "stopped_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    what: Mapped[str] = mapped_column(String(16))
    stopped_at: Mapped[datetime] = mapped_column(_MOMENT)
    stopped_by: Mapped[str] = mapped_column(String(64))
    why: Mapped[str] = mapped_column(Text)
    lifted_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    lifted_by: Mapped[str | None] = mapped_column(String(64))
    lifted_why: Mapped[str | None] = mapped_column(Text)
