"""What is stored of a secret: never the secret itself."""

from __future__ import annotations

import hashlib
import hmac


def hashed(*parts: str) -> str:
    """SHA-256 of the parts, in hex; a part's end cannot be moved into the next."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass")
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


def keyed(key: bytes, text: str) -> str:
    """HMAC-SHA-256 in hex: of short secrets, which a plain hash would give away to whoever tries them all."""
    return hmac.new(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
