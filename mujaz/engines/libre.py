"""LibreTranslate over its own JSON API: real batches, self-hosted or not."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mujaz.engines import http
from mujaz.engines.base import Availability, Outcome, Profile, Request, Result
from mujaz.engines.options import NETWORK, Options
from mujaz.errors import BadOutput, Unsupported
from mujaz.text import primary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mujaz.config import EngineSpec

NAME = "libretranslate"
_UNSUPPORTED = ("is not supported", "is not available as a target language")
"""How LibreTranslate words a 400 for a pair of languages it has no model for."""


class LibreTranslate:
    """One LibreTranslate server.

    Options: `url` (with or without "/translate"), `api_key`, `batch` (texts in one request), `max_chars` (characters in
    one request, 2000 on the public server), `timeout`, `rate`, `concurrency`.
    """

    def __init__(self, spec: EngineSpec) -> None:
        """Read the options.

        Raises:
            ConfigError: One is missing, unknown or impossible.
        """
        options = Options(spec, (*NETWORK, "url", "api_key", "batch", "max_chars"))
        url = options.url("url", options.required("url", "https://libretranslate.example/"))
        self._url = f"{url.rstrip('/').removesuffix('/translate')}/translate"
        self._key = options.text("api_key")
        self.profile = Profile(
            name=NAME,
            endpoint=urlsplit(url).netloc,
            max_chars=options.whole("max_chars", 2000, 50_000),
            max_batch=options.whole("batch", 16, 1000),
            concurrency=options.concurrency(4),
            rate=options.rate(None),
            timeout=options.number("timeout", 30.0),
            secrets=(self._key,) if self._key else (),
        )

    def available(self) -> Availability:
        """Always: whether the server answers only shows when it is asked."""
        return Availability(ok=True)

    def translate(self, requests: Sequence[Request], timeout: float) -> Iterator[Outcome]:
        """Send the batch as one request with a list of texts."""
        named = requests[0].source, requests[0].target
        plain = primary(named[0]), primary(named[1])
        try:
            answer = self._ask(requests, named, timeout)
        except Unsupported:
            if plain == named:
                raise
            answer = self._ask(requests, plain, timeout)  # it knows few languages by region: pt-BR, but not en-GB
        texts = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(texts, list) or len(texts) != len(requests):
            raise BadOutput(f"did not answer with {len(requests)} texts")
        for request, text in zip(requests, texts, strict=True):
            yield Result(request.id, text if isinstance(text, str) else "", NAME)

    def _ask(self, requests: Sequence[Request], pair: tuple[str, str], timeout: float) -> object:
        """What the server answers when asked for translations between two languages."""
        source, target = pair
        payload: dict[str, object] = {"q": [r.text for r in requests], "source": source, "target": target}
        payload |= {"format": "text"} | ({"api_key": self._key} if self._key else {})
        try:
            return http.post_json(self._url, payload, timeout=timeout)
        except BadOutput as error:
            if any(said in error.message for said in _UNSUPPORTED):
                raise Unsupported(error.message) from None
            raise
