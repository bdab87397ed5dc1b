"""What can be wrong with a turn besides its words. Each message is a Chinese sentence for a person."""

from __future__ import annotations


class DialogueError(Exception):
    """The turn could not be taken."""


class UnknownConversation(DialogueError):
    """There is no such conversation, or it belongs to another channel's session; which of the two is not said."""


class TurnKeyReused(DialogueError):
    """The idempotency key came with other words or files."""


class ConversationBusy(DialogueError):
    """Another turn of the same conversation is being taken."""


class ChannelStopped(DialogueError):
    """Staff stopped this channel; what was filed goes on."""


class AttachmentRefused(DialogueError):
    """A file of a kind or size that is not taken, or an empty one."""
