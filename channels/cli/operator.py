"""Who acts on the command line: whoever has an account on the machine, named as such in the audit chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.settings import get_settings
from credit_core.use_cases.vocabulary import Actor, Role

if TYPE_CHECKING:
    from credit_core.use_cases.office import Office

OPERATOR = Actor("command-line", Role.ADMINISTRATOR)
"""Loads files."""
READER = Actor("command-line", Role.AUDITOR)
"""Looks at cases and changes nothing."""


def office() -> Office:
    """The office of the settings, its database brought up to date."""
    from assistant.bootstrap import open_office

    return open_office(get_settings())
