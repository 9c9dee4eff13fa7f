"""One JSON request over HTTP, and what its failures mean, for the engines that speak it themselves."""

from __future__ import annotations

import json
import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import requests

from mujaz.errors import AuthError, BadOutput, EngineError, QuotaExhausted, RateLimited, Timeout, TooLong, Transient

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST_ANSWER = 1_000_000
"""Bytes; a batch that keeps to its limit comes to less even if every letter is escaped."""

PIECE = 16
"""Bytes to wait for at a time: few, because the clock is only looked at between them."""

CONNECT_SECONDS = 10.0

# In this order: most of the first are kinds of the last.
_MEANINGS: tuple[tuple[type[Exception], type[EngineError], str], ...] = (
    (requests.Timeout, Timeout, "gave no answer in time"),
    (requests.exceptions.SSLError, EngineError, "its certificate could not be verified"),
    (requests.exceptions.ProxyError, Transient, "could not be reached through the proxy"),
    (requests.exceptions.JSONDecodeError, BadOutput, "answered with something that is not JSON"),
    (requests.exceptions.InvalidURL, EngineError, "its address is not valid"),
    (requests.exceptions.MissingSchema, EngineError, "its address is not valid"),
    (requests.TooManyRedirects, EngineError, "redirects without end"),
    (requests.ConnectionError, Transient, "could not be reached"),
)


def post_json(url: str, payload: Mapping[str, object], *, timeout: float, bearer: str = "") -> object:
    """Send a JSON object and return the JSON value of the answer.

    The connection is closed after `timeout` seconds even if bytes keep dripping in. Redirects are not followed: the
    body holds a key, and belongs to the configured host alone.

    Raises:
        EngineError: The most telling kind for whatever went wrong.
    """
    give_up_at = time.monotonic() + timeout
    try:
        with (
            requests.Session() as session,
            session.post(
                url,
                json=payload,
                auth=_Bearer(bearer),
                timeout=(min(timeout, CONNECT_SECONDS), timeout),
                allow_redirects=False,
                stream=True,
            ) as response,
        ):
            body = _read(response, give_up_at)
    except (requests.RequestException, TimeoutError) as error:
        # A body that stops coming is a ConnectionError to requests, as one that is cut off is.
        if isinstance(error, (requests.Timeout, TimeoutError)) or time.monotonic() >= give_up_at:
            raise Timeout(f"gave no answer within {timeout:g} s") from None
        raise explain(error) from None
    if not 200 <= response.status_code < 300:  # noqa: PLR2004 - success, as HTTP defines it
        raise refusal(response.status_code, _said(body), _retry_after(response.headers))
    try:
        return json.loads(body)
    except ValueError:
        raise BadOutput("answered with something that is not JSON") from None


def explain(error: BaseException) -> EngineError:
    """What an exception of `requests` means; its text, which quotes the address, is left out."""
    for kind, meaning, message in _MEANINGS:
        if isinstance(error, kind):
            return meaning(message)
    return Transient(f"the connection broke off ({type(error).__name__})")


def _read(response: requests.Response, give_up_at: float) -> bytes:
    """The body, read as it comes in, so that a slow trickle cannot outlast the timeout."""
    body = bytearray()
    for piece in response.iter_content(PIECE):
        body += piece
        if len(body) > LARGEST_ANSWER:
            raise BadOutput("answered with far more than a translation")
        if time.monotonic() > give_up_at:
            raise TimeoutError
    return bytes(body)


def refusal(status: int, said: str = "", retry_after: float | None = None) -> EngineError:  # noqa: PLR0911 - a table of cases
    """What an HTTP status other than success means, with the server's own words if there are any.

    A plain `EngineError` says that the engine cannot be used as configured, `BadOutput` that this text did not get
    through.
    """
    message = f"answered {status}" + (f": {said}" if said else "")
    low = said.lower()
    if status == 402 or "quota" in low:  # noqa: PLR2004 - Payment Required
        return QuotaExhausted(message)
    if status == 429:  # noqa: PLR2004 - Too Many Requests
        return RateLimited(message, retry_after=retry_after)
    if status in {401, 403} or "api key" in low:
        return AuthError(message, hint="check the key in mkdocs.yml")
    if status in {413, 414} or "exceeds text limit" in low or "context length" in low:
        return TooLong(message)
    if status == 408 or status >= 500:  # noqa: PLR2004 - Request Timeout, and whatever is the server's fault
        return Transient(message, retry_after=retry_after)
    if 300 <= status < 400 or status in {404, 405}:  # noqa: PLR2004 - redirections, Not Found, Method Not Allowed
        return EngineError(message, hint="check url and model in mkdocs.yml")
    return BadOutput(message)


def _said(body: bytes) -> str:
    """The server's own explanation, from the shapes that LibreTranslate, OpenAI and Ollama use; empty for a page."""
    try:
        value = json.loads(body)
    except ValueError:
        return ""
    error = value.get("error", value.get("detail")) if isinstance(value, dict) else None
    if isinstance(error, dict):
        parts = [error.get("message"), error.get("code")]
        return " ".join(part for part in parts if isinstance(part, str))
    return error if isinstance(error, str) else ""


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds, from either form that RFC 9110 gives the header; a date counts from the answer's own `Date`."""
    value = headers.get("Retry-After", "").strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        gap = parsedate_to_datetime(value) - parsedate_to_datetime(headers.get("Date", ""))
    except (TypeError, ValueError):
        return None
    return max(0.0, gap.total_seconds())


class _Bearer(requests.auth.AuthBase):
    """A bearer token, or none; given as `auth` so that requests does not take one from ~/.netrc instead."""

    def __init__(self, token: str) -> None:
        self._token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        return request
