"""Words of a case sheet: what is hidden until somebody asks for it."""

from __future__ import annotations

HIDDEN = "（略）"
