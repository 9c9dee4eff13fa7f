"""Messages that can be shown: without keys, and without the text that was to be translated.

Client libraries quote both in their exceptions, as they are, percent-encoded in a URL or escaped in JSON.
"""

from __future__ import annotations

import json
from difflib import SequenceMatcher
from typing import TYPE_CHECKING
from urllib.parse import quote, quote_plus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mujaz.errors import EngineError

HIDDEN = "•••"
LONGEST_QUOTE = 12
"""How many characters of a text may stand in a message in one piece: a word, not a phrase."""

LONGEST_MESSAGE = 300


def redact(message: str, secrets: Iterable[str], texts: Iterable[str]) -> str:
    """The message on one line, cut to a readable length, with every secret and every quotation of a text hidden."""
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        for form in _forms(secret):
            message = message.replace(form, HIDDEN)
    message = " ".join(message.split())[:LONGEST_MESSAGE]
    for text in texts:
        for form in _forms(" ".join(text.split())):
            message = _without_quotations(message, form)
    return message


def redact_error(error: EngineError, secrets: Iterable[str], texts: Iterable[str]) -> EngineError:
    """The same error with nothing to hide in it: neither in its message nor in the exceptions and frames behind it."""
    secrets, texts = tuple(secrets), tuple(texts)
    error.message = redact(error.message, secrets, texts)
    error.hint = redact(error.hint, secrets, texts)
    error.args = (error.message,)
    error.__cause__ = error.__context__ = None
    return error.with_traceback(None)


def _forms(text: str) -> tuple[str, ...]:
    """A text as it is and as URLs and JSON write it, without repeats."""
    return tuple(dict.fromkeys((text, quote(text, safe=""), quote(text), quote_plus(text), json.dumps(text)[1:-1])))


def _without_quotations(message: str, text: str) -> str:
    while True:
        match = SequenceMatcher(None, message, text, autojunk=False).find_longest_match()
        if match.size <= LONGEST_QUOTE:
            return message
        message = message[: match.a] + HIDDEN + message[match.a + match.size :]
