"""Words that only the application reads: sealed with keys that never lie in the database or its backups.

Fernet (AES-128 in CBC with HMAC-SHA256) with the keys of the setting `RELATIE_SLEUTELS`, the newest first: it seals,
all of them open, so that a key can be replaced. A sealed text names what it belongs to; on another row it stays shut.
"""

import json
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class CannotUnsealError(ValueError):
    """None of the keys opens this text, or it belongs to something else."""


def can_seal() -> bool:
    """Whether this installation has a key."""
    return bool(settings.RELATIE_SLEUTELS)


def seal(words: dict[str, str], *, of: str) -> str:
    """Seal these words for the thing named `of`. Raises ValueError without a key."""
    return _keys(tuple(settings.RELATIE_SLEUTELS)).encrypt(json.dumps([of, words]).encode()).decode()


def unseal(text: str, *, of: str) -> dict[str, str]:
    """Open what was sealed for `of`. Raises CannotUnsealError."""
    try:
        belongs, words = json.loads(_keys(tuple(settings.RELATIE_SLEUTELS)).decrypt(text.encode()))
    except InvalidToken as error:
        raise CannotUnsealError(of) from error
    if belongs != of:
        raise CannotUnsealError(of)
    return dict(words)


@lru_cache(maxsize=2)
def _keys(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])
