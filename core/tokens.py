"""Secrets that are shown once: what is kept of them."""

import hashlib


def hash_token(token: str) -> str:
    """SHA-256 in hex, by which a secret is found; the secret itself is stored nowhere."""
    return hashlib.sha256(token.encode()).hexdigest()
