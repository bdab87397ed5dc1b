"""An update of Telegram as this channel reads it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from telegram import CallbackQuery, ChatMember, ChatMemberUpdated, Message, Update
from telegram.constants import ChatType

from channels.telegram import words

TAKEN = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]
"""The kinds of updates that are asked for."""


class Kind(Enum):
    """What an update is to this channel."""

    SAID = auto()
    EDITED = auto()
    PRESSED = auto()
    GROUP = auto()
    UNREADABLE = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file beside a message; `size` in bytes, 0 where Telegram does not say."""

    id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update.

    Attributes:
        message: the message that was sent, edited, or whose button was pressed; 0 where there is none.
        press: id of the press, to be answered; `text` is then the button's data.
        album: what several messages that were sent as one have in common; empty for any other.
    """

    id: int
    kind: Kind
    chat: int = 0
    user: int = 0
    message: int = 0
    text: str = ""
    file: SentFile | None = None
    press: str = ""
    personal: bool = False
    album: str = ""

    @property
    def session(self) -> str:
        """Whose conversation it is: this person's in this chat."""
        return f"{self.chat}:{self.user}"

    @property
    def key(self) -> str:
        """The idempotency key of its turn."""
        return f"tg-{self.id}"


def read(update: Update) -> Incoming:
    """What the update is; `NOTHING` where nobody said anything."""
    if update.callback_query is not None:
        return _pressed(update.update_id, update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.update_id, update.my_chat_member)
    if update.message is not None:
        return _said(update.update_id, update.message, Kind.SAID)
    if update.edited_message is not None:
        return _said(update.update_id, update.edited_message, Kind.EDITED)
    return Incoming(update.update_id, Kind.NOTHING)


def _pressed(id_: int, query: CallbackQuery) -> Incoming:
    message = query.message
    if message is None or message.chat.type != ChatType.PRIVATE:
        return Incoming(id_, Kind.NOTHING)
    return Incoming(
        id_, Kind.PRESSED, message.chat.id, query.from_user.id, message.message_id, query.data or "", press=query.id
    )


def _membership(id_: int, change: ChatMemberUpdated) -> Incoming:
    """Being put into a group counts; being put out, or blocked, does not."""
    here = change.new_chat_member.status in (ChatMember.MEMBER, ChatMember.ADMINISTRATOR, ChatMember.RESTRICTED)
    if change.chat.type == ChatType.PRIVATE or not here:
        return Incoming(id_, Kind.NOTHING, change.chat.id)
    return Incoming(id_, Kind.GROUP, change.chat.id)


def _said(id_: int, message: Message, kind: Kind) -> Incoming:
    chat, user = message.chat, message.from_user
    if user is None or user.is_bot:
        return Incoming(id_, Kind.NOTHING, chat.id)
    if chat.type != ChatType.PRIVATE:
        gone = message.left_chat_member is not None
        return Incoming(id_, Kind.NOTHING if gone else Kind.GROUP, chat.id)
    text, file = message.text or message.caption or "", _file(message)
    if message.contact is not None:
        digits = "".join(c for c in message.contact.phone_number if c.isdigit())
        text = words.PHONE.format(digits=digits)
    if not text and file is None:
        kind = Kind.UNREADABLE if message.effective_attachment and kind is Kind.SAID else Kind.NOTHING
    album = message.media_group_id or "" if kind in (Kind.SAID, Kind.UNREADABLE) else ""
    personal = message.contact is not None
    return Incoming(id_, kind, chat.id, user.id, message.message_id, text, file, personal=personal, album=album)


def _file(message: Message) -> SentFile | None:
    """The file of the message; of a photo its largest size."""
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return SentFile(largest.file_id, words.PHOTO.format(number=message.message_id), largest.file_size or 0)
    if (document := message.document) is not None:
        name = document.file_name or words.DOCUMENT.format(number=message.message_id)
        return SentFile(document.file_id, name, document.file_size or 0)
    return None
