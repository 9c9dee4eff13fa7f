from __future__ import annotations

import json
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.engines.redact import HIDDEN, LONGEST_MESSAGE, LONGEST_QUOTE, redact, redact_error
from mujaz.errors import RateLimited

KEYS = st.text(alphabet="abcdefABCDEF0123456789-_/+=", min_size=8, max_size=40)
TEXTS = st.text(alphabet="ابتثجحخد \"'&.،", min_size=20, max_size=60).map(lambda text: " ".join(text.split()))
WRITTEN = st.sampled_from(
    [str, quote, quote_plus, lambda text: quote(text, safe=""), lambda text: json.dumps(text)[1:-1]]
)


@given(KEYS, TEXTS, st.text(alphabet="xyz :=?", max_size=20), WRITTEN, WRITTEN, st.integers(0, 9))
def test_neither_key_nor_text_survives_in_any_writing(
    key: str, text: str, around: str, write_key: object, write_text: object, start: int
) -> None:
    assert callable(write_key)
    assert callable(write_text)
    shown, quoted = write_key(key), write_text(text)[start:]
    message = redact(f"{around}{shown}{around}&q={quoted}{around}", [key], [text])
    assert shown not in message
    assert not any(quoted[n : n + LONGEST_QUOTE + 1] in message for n in range(len(quoted) - LONGEST_QUOTE))


def test_what_is_no_secret_stays() -> None:
    assert redact("answered 401: Invalid API key", ["sk-123456"], ["قال الوزير إن المشروع سيبدأ"]) == (
        "answered 401: Invalid API key"
    )
    assert redact("key sk-123456 was refused", ["sk-123456"], []) == f"key {HIDDEN} was refused"


def test_a_message_is_one_line_of_readable_length() -> None:
    assert redact("a\n\tb", [], []) == "a b"
    assert len(redact("x" * 5000, [], [])) == LONGEST_MESSAGE


def test_a_key_within_a_key_leaves_nothing_of_the_longer() -> None:
    assert redact("sk-1234-live", ["sk-1234", "sk-1234-live"], []) == HIDDEN


def test_an_error_keeps_its_kind_and_advice_but_nothing_behind_it() -> None:
    error = RateLimited("sk-123456 too fast", retry_after=3)
    error.__cause__ = error.__context__ = ValueError("sk-123456")
    with pytest.raises(RateLimited) as raised:
        raise error
    caught = redact_error(raised.value, ["sk-123456"], [])
    assert isinstance(caught, RateLimited)
    assert caught.retry_after == 3
    assert str(caught) == f"{HIDDEN} too fast"
    assert caught.args == (f"{HIDDEN} too fast",)
    assert (caught.__cause__, caught.__context__, caught.__traceback__) == (None, None, None)
