"""One-time codes of identity checks: only a keyed hash is stored, and guessing ends after a few tries."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from assistant.dialogue.identity.verifier import Failed, Failure, Verified
from assistant.memory.hashes import keyed
from assistant.memory.tables import CaseLinkRow, IdentityCodeRow, WrongCodesRow, moment, utc
from assistant.memory.transactions import lock, writing

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 and O, no 1, I and L, no U (read out, it sounds like V)."""
LENGTH = 8
MOST_WRONG = 5
LOCKED_MINUTES = 60

_Code = Row[str, str | None, str | None, str | None, str | None, datetime, str | None, datetime | None]


class IdentityCodes:
    """Issues codes and checks them.

    `key`: the installation's secret (SECRET_KEY, see memory.secret_key); with another key, codes issued before are wrong.
    """

    def __init__(self, engine: Engine, key: bytes) -> None:
        self._engine = engine
        self._key = key

    def issue(
        self,
        method: str,
        staff: str,
        name: str,
        number: str,
        minutes: int,
        at: datetime,
        *,
        conversation_id: str | None = None,
        case_id: str | None = None,
    ) -> str:
        """A code for who showed a document; `conversation_id` or `case_id` binds it. A lock of that conversation ends.

        Raises:
            UnknownConversation
        """
        code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        with writing(self._engine) as connection:
            if conversation_id is not None:
                lock(connection, conversation_id)
                connection.execute(delete(WrongCodesRow).where(WrongCodesRow.conversation_id == conversation_id))
            connection.execute(
                insert(IdentityCodeRow).values(
                    id=secrets.token_hex(16),
                    code_hash=keyed(self._key, code),
                    method=method,
                    staff=staff,
                    name=name.strip(),
                    number=number.strip(),
                    conversation_id=conversation_id,
                    case_id=case_id,
                    issued_at=utc(at),
                    expires_at=utc(at + timedelta(minutes=minutes)),
                )
            )
        return code

    def check(self, method: str, conversation_id: str, code: str, at: datetime) -> Verified | Failure:
        """Use the code in this conversation. Whether a code exists that is meant for another one is not told.

        Raises:
            UnknownConversation
        """
        with writing(self._engine) as connection:
            lock(connection, conversation_id)
            if minutes := _locked_for(connection, conversation_id, at):
                return Failure(Failed.LOCKED, minutes)
            row = connection.execute(
                _SELECTED.where(IdentityCodeRow.code_hash == keyed(self._key, _plain(code)))
                .where(IdentityCodeRow.method == method)
                .with_for_update()
            ).one_or_none()
            if row is None or not _meant_for(connection, row, conversation_id):
                _wrong(connection, conversation_id, at)
                return Failure(Failed.WRONG)
            if utc(at) >= moment(row.expires_at) or row.name is None or row.number is None:
                return Failure(Failed.EXPIRED)
            if row.used_at is not None and row.used_by != conversation_id:
                return Failure(Failed.USED)
            if row.used_at is None:
                change = update(IdentityCodeRow).where(IdentityCodeRow.id == row.id)
                connection.execute(change.values(used_by=conversation_id, used_at=utc(at)))
                connection.execute(delete(WrongCodesRow).where(WrongCodesRow.conversation_id == conversation_id))
            return Verified(method, row.name, row.number, f"{method}:{row.id}")

    def redeem(self, method: str, code: str, at: datetime) -> Verified | Failure:
        """Use up a code that is bound to no conversation and no case, outside of any. The caller counts wrong tries."""
        with writing(self._engine) as connection:
            row = connection.execute(
                _SELECTED.where(IdentityCodeRow.code_hash == keyed(self._key, _plain(code)))
                .where(IdentityCodeRow.method == method)
                .where(IdentityCodeRow.conversation_id.is_(None), IdentityCodeRow.case_id.is_(None))
                .with_for_update()
            ).one_or_none()
            if row is None:
                return Failure(Failed.WRONG)
            if utc(at) >= moment(row.expires_at) or row.name is None or row.number is None:
                return Failure(Failed.EXPIRED)
            if row.used_at is not None:
                return Failure(Failed.USED)
            connection.execute(update(IdentityCodeRow).where(IdentityCodeRow.id == row.id).values(used_at=utc(at)))
            return Verified(method, row.name, row.number, f"{method}:{row.id}")

    def tidy(self, at: datetime) -> int:
        """Empty name and number of the codes that are over; how many. That a document was checked, and by whom, stays."""
        over = update(IdentityCodeRow).where(IdentityCodeRow.expires_at <= utc(at), IdentityCodeRow.name.is_not(None))
        with writing(self._engine) as connection:
            return connection.execute(over.values(name=None, number=None)).rowcount


_SELECTED = select(
    IdentityCodeRow.id,
    IdentityCodeRow.name,
    IdentityCodeRow.number,
    IdentityCodeRow.conversation_id,
    IdentityCodeRow.case_id,
    IdentityCodeRow.expires_at,
    IdentityCodeRow.used_by,
    IdentityCodeRow.used_at,
)


def _plain(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isalnum())


def _meant_for(connection: Connection, row: _Code, conversation_id: str) -> bool:
    if row.conversation_id is not None and row.conversation_id != conversation_id:
        return False
    if row.case_id is None:
        return True
    known = select(CaseLinkRow.since).where(
        CaseLinkRow.conversation_id == conversation_id, CaseLinkRow.case_id == row.case_id
    )
    return connection.execute(known).first() is not None


def _locked_for(connection: Connection, conversation_id: str, at: datetime) -> int:
    """Minutes until codes are taken again; 0 if they are."""
    row = connection.execute(
        select(WrongCodesRow.tries, WrongCodesRow.last_at).where(WrongCodesRow.conversation_id == conversation_id)
    ).one_or_none()
    if row is None or row.tries < MOST_WRONG:
        return 0
    until = moment(row.last_at) + timedelta(minutes=LOCKED_MINUTES)
    if utc(at) < until:
        return -((utc(at) - until) // timedelta(minutes=1))
    connection.execute(delete(WrongCodesRow).where(WrongCodesRow.conversation_id == conversation_id))
    return 0


def _wrong(connection: Connection, conversation_id: str, at: datetime) -> None:
    mine = WrongCodesRow.conversation_id == conversation_id
    change = update(WrongCodesRow).where(mine).values(tries=WrongCodesRow.tries + 1, last_at=utc(at))
    if not connection.execute(change).rowcount:
        row = {"conversation_id": conversation_id, "tries": 1, "last_at": utc(at)}
        connection.execute(insert(WrongCodesRow).values(row))
