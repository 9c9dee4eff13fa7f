"""The translators of the deep-translator package, by name: google, mymemory, libre, microsoft and the others.

What the package leaves to its callers (read in its source, version 1.11.4, and pinned in tests/engines/test_deep.py):
it sets no timeout anywhere; its objects hold the request's parameters, so one shared by threads mixes texts up; it
returns None or an empty text where it found nothing; it hands out MyMemory's quota warning as a translation; its
exceptions quote the text and the key. Hence one object per call, one text per call, and no message of the package's.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import deep_translator  # type: ignore[import-untyped]  # it has neither types nor stubs
import requests
from deep_translator import exceptions
from deep_translator.constants import (  # type: ignore[import-untyped]  # likewise
    BASE_URLS,
    GOOGLE_LANGUAGES_TO_CODES,
)

from mujaz.engines import http
from mujaz.engines.base import Availability, Outcome, Profile, Request, Result
from mujaz.engines.options import NETWORK, Options
from mujaz.errors import (
    AuthError,
    BadOutput,
    EngineError,
    QuotaExhausted,
    RateLimited,
    TooLong,
    Transient,
    Unsupported,
)
from mujaz.text import primary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from mujaz.config import EngineSpec


@dataclass(frozen=True, slots=True)
class _Kind:
    """One class of the package: where it sends texts, what it needs, what it bears."""

    translator: type[deep_translator.base.BaseTranslator]
    url: str
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    max_chars: int = 5000
    max_bytes: int | None = None
    concurrency: int = 2
    rate: float = 2.0
    retired: str = ""


class _Microsoft(deep_translator.MicrosoftTranslator):  # type: ignore[misc]  # the package has no types
    """Without the list of languages that the constructor fetches, on every call, from an address of its own."""

    def _get_supported_languages(self) -> dict[str, str]:
        return {}


# The limits in characters are those that the classes check. Where the text travels in the address, its bytes are
# percent-encoded, three characters for one, and servers and proxies take addresses of some 4 to 16 kB.
KINDS: Mapping[str, _Kind] = {
    "google": _Kind(
        deep_translator.GoogleTranslator,
        BASE_URLS["GOOGLE_TRANSLATE"],
        max_chars=4999,
        max_bytes=5000,
        concurrency=4,
        rate=5.0,  # what its own message about too many requests allows
    ),
    # The package sends texts to MyMemory in the clear; the same host answers over TLS. It counts bytes, not characters.
    "mymemory": _Kind(
        deep_translator.MyMemoryTranslator,
        BASE_URLS["MYMEMORY"].replace("http://", "https://"),
        takes=("email",),
        max_chars=499,
        max_bytes=500,
    ),
    "libre": _Kind(deep_translator.LibreTranslator, BASE_URLS["LIBRE"], takes=("api_key",), max_bytes=1200),
    "microsoft": _Kind(
        _Microsoft, BASE_URLS["MICROSOFT_TRANSLATE"], needs=("api_key",), takes=("region",), concurrency=4, rate=10.0
    ),
    "yandex": _Kind(deep_translator.YandexTranslator, BASE_URLS["YANDEX"], needs=("api_key",)),
    "qcri": _Kind(
        deep_translator.QcriTranslator, BASE_URLS["QCRI"], needs=("api_key",), takes=("domain",), max_bytes=1200
    ),
    "papago": _Kind(deep_translator.PapagoTranslator, BASE_URLS["PAPAGO_API"], needs=("client_id", "secret_key")),
    "baidu": _Kind(deep_translator.BaiduTranslator, BASE_URLS["BAIDU"], needs=("appid", "appkey"), max_bytes=1200),
    "linguee": _Kind(deep_translator.LingueeTranslator, BASE_URLS["LINGUEE"], max_chars=49),
    "pons": _Kind(deep_translator.PonsTranslator, BASE_URLS["PONS"], max_chars=49),
    "deepl": _Kind(
        deep_translator.DeeplTranslator,
        BASE_URLS["DEEPL_FREE"],
        takes=("api_key",),
        retired="the package sends the key in a way that DeepL no longer takes, and knows no Arabic",
    ),
    "chatgpt": _Kind(
        deep_translator.ChatGptTranslator,
        "https://api.openai.com/",
        takes=("api_key", "model"),
        retired="the package calls an interface that the openai package dropped in 1.0: use llm instead",
    ),
}

_WITH_SLASH = {"libre", "linguee", "pons", "deepl"}
_NOT_SECRET = {"region", "domain", "model"}
_UNEXPECTED = (AttributeError, KeyError, IndexError, TypeError, ValueError, StopIteration)

# What MyMemory says in the place of a translation, with HTTP 200.
_MYMEMORY_SAYS: tuple[tuple[re.Pattern[str], Callable[[], EngineError]], ...] = (
    (re.compile(r"MYMEMORY WARNING|YOU USED ALL AVAILABLE"), lambda: QuotaExhausted("its quota for today is used up")),
    (re.compile(r"QUERY LENGTH LIMIT EXC"), lambda: TooLong("the text is too long for it")),
    (re.compile(r"INVALID (LANGUAGE PAIR|(SOURCE|TARGET) LANGUAGE)|TWO DISTINCT LANGUAGES"),
     lambda: Unsupported("does not translate this pair of languages")),
    (re.compile(r"INVALID EMAIL"), lambda: AuthError("refused the e-mail address", hint="check email in mkdocs.yml")),
    (re.compile(r"NO QUERY SPECIFIED"), lambda: BadOutput("did not see the text")),
)  # fmt: skip


class DeepTranslator:
    """One translator of the package.

    Options: `url` (another address for the same interface), what the translator needs or takes by way of keys
    (`api_key`, `email`, `region`, …), `timeout`, `rate`, `concurrency`.
    """

    def __init__(self, spec: EngineSpec) -> None:
        """Read the options.

        Raises:
            ConfigError: One is unknown or impossible.
        """
        self._kind = kind = KINDS[spec.name]
        options = Options(spec, (*NETWORK, "url", *kind.needs, *kind.takes))
        self._given = {key: value for key in (*kind.needs, *kind.takes) if (value := options.text(key))}
        self._url = options.url("url", options.text("url", kind.url))
        self._own_server = self._url != kind.url
        if spec.name in _WITH_SLASH:
            self._url = f"{self._url.rstrip('/')}/"
        self.profile = Profile(
            name=spec.name,
            endpoint=urlsplit(self._url).netloc,
            max_chars=kind.max_chars,
            max_bytes=kind.max_bytes,
            max_batch=1,  # the package's own batches are plain loops that lose everything at the first failure
            concurrency=options.concurrency(kind.concurrency),
            rate=options.rate(kind.rate),
            timeout=options.number("timeout", 20.0),
            secrets=tuple(value for key, value in self._given.items() if key not in _NOT_SECRET),
        )

    def available(self) -> Availability:
        """Whether the keys it needs are there."""
        if self._kind.retired:
            return Availability(ok=False, reason=self._kind.retired)
        missing = [key for key in self._kind.needs if key not in self._given]
        if missing:
            return Availability(ok=False, reason=f"needs {' and '.join(missing)}: set it with !ENV in mkdocs.yml")
        if self.profile.name == "libre" and not (self._own_server or "api_key" in self._given):
            return Availability(ok=False, reason="needs the url of a server, or an api_key for the public one")
        return Availability(ok=True)

    def translate(self, requests: Sequence[Request], timeout: float) -> Iterator[Outcome]:  # noqa: ARG002 - the package takes no timeout: the chain's wall clock ends the call
        """Send one text after the other, each with a translator of its own."""
        for request in requests:
            yield Result(request.id, self._one(request), self.profile.name)

    def _one(self, request: Request) -> str:
        try:
            answer = self._translator(request.source, request.target).translate(request.text, **self._when_asked())
        except Exception as error:  # noqa: BLE001 - whatever it is, it must not reach a person as it is
            raise self._meaning(error) from None
        if isinstance(answer, list):
            answer = " ".join(part for part in answer if isinstance(part, str))
        text = answer if isinstance(answer, str) else ""
        return self._mymemory(request, text) if self.profile.name == "mymemory" else text

    def _translator(self, source: str, target: str) -> deep_translator.base.BaseTranslator:
        """A new translator for one text, sending to the configured address."""
        arguments = {key: value for key, value in self._given.items() if key != "domain"}
        if self.profile.name == "libre":
            arguments.setdefault("api_key", "none")  # it insists on one, and below it is taken away again
        translator = self._kind.translator(source="auto", target="auto", **arguments)
        translator.source = _code(source, translator._languages)  # noqa: SLF001 - its public table lacks the codes
        translator.target = _code(target, translator._languages)  # noqa: SLF001 - likewise
        if "api_key" not in self._given and hasattr(translator, "api_key"):
            translator.api_key = None
        translator._base_url = self._url  # noqa: SLF001 - its constructors take no address, but for one
        return translator

    def _when_asked(self) -> dict[str, str]:
        """What one class wants with each text instead of once."""
        return {"domain": self._given.get("domain", "news")} if self.profile.name == "qcri" else {}

    def _mymemory(self, request: Request, text: str) -> str:
        for pattern, error in _MYMEMORY_SAYS:
            if pattern.search(text) and not pattern.search(request.text):
                raise error()
        return text if "&" in request.text else html.unescape(text)

    def _meaning(self, error: Exception) -> EngineError:
        """What an exception of the package means, in our own words."""
        if isinstance(error, (requests.RequestException, ConnectionError)):
            return http.explain(error)
        if isinstance(error, exceptions.ServerException):
            status = next((code for code, name in error.errors.items() if name in error.args), 500)
            return http.refusal(status)
        if isinstance(error, exceptions.MicrosoftAPIerror):
            return _microsoft(error.api_message)
        if self.profile.name == "microsoft" and isinstance(error, AttributeError) and error.obj is None:
            # The class swallows the connection's error and then reads the answer it never got.
            return Transient("could not be reached")
        for kind, meaning, message in _MEANINGS:
            if isinstance(error, kind):
                return meaning(message)
        return BadOutput(f"failed with {type(error).__name__}")


_MEANINGS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], type[EngineError], str], ...] = (
    (exceptions.TooManyRequests, RateLimited, "answered 429"),
    (exceptions.RequestError, Transient, "answered with an error"),
    ((exceptions.NotValidLength, exceptions.NotValidPayload), TooLong, "the text is too long for it"),
    (
        (exceptions.LanguageNotSupportedException, exceptions.InvalidSourceOrTargetLanguage),
        Unsupported,
        "does not translate this pair of languages",
    ),
    ((exceptions.ApiKeyException, exceptions.AuthorizationException), AuthError, "refused the key"),
    (
        (exceptions.TranslationNotFound, exceptions.ElementNotFoundInGetRequest),
        BadOutput,
        "answered with a page that holds no translation",
    ),
    (exceptions.BaiduAPIerror, BadOutput, "answered with an error"),
    (_UNEXPECTED, BadOutput, "answered in an unexpected form"),
)


def _code(language: str, languages: Mapping[str, str]) -> str:
    """The package's own code for a language: MyMemory wants "ar-SA", Baidu "ara", few a region."""
    if not languages or language in languages.values():
        return language
    language = primary(language)
    if language in languages.values():
        return language
    if language in languages:
        return languages[language]
    names = [name for name, code in GOOGLE_LANGUAGES_TO_CODES.items() if code == language]
    found = next((languages[name] for name in names if name in languages), None)
    if found is None:
        raise exceptions.LanguageNotSupportedException(language)
    return found


def _microsoft(message: str) -> EngineError:
    """What one of Microsoft's six-digit codes means: an HTTP status and three digits of its own."""
    match = re.search(r"'code':\s*'?(\d{3})(\d{3})", message)
    status, detail = (int(match[1]), match[2]) if match else (500, "")
    if (status, detail) == (403, "001"):
        return QuotaExhausted("its free quota is used up")
    if status == 400 and detail in {"050", "077"}:  # noqa: PLR2004 - Bad Request
        return TooLong("the text is too long for it")
    if status == 400 and detail in {"006", "019", "023", "035", "036", "064"}:  # noqa: PLR2004 - likewise
        return Unsupported("does not translate this pair of languages")
    return http.refusal(status)
