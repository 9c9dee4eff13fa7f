"""The traps of deep-translator, each shown in the package itself, and then the adapter that avoids it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import deep_translator  # type: ignore[import-untyped]  # it has neither types nor stubs
import pytest
from deep_translator import exceptions

from mujaz.engines import deep, registry
from mujaz.engines.base import Failure, Result
from mujaz.engines.chain import Chain
from mujaz.errors import (
    AuthError,
    BadOutput,
    EngineError,
    QuotaExhausted,
    RateLimited,
    Timeout,
    TooLong,
    Transient,
    Unsupported,
)
from tests.engines.fakes import ALL, KEY, SENTENCES, FakeTime, engine, patient, requests, run, texts
from tests.support.fake_servers import (
    CAPTCHA,
    HANG,
    SERVER_ERROR,
    FakeServer,
    Reply,
    as_json,
    english,
    google,
    libretranslate,
    microsoft,
    mymemory,
    mymemory_says,
    too_many,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.fake_servers import Script

SERVERS: dict[str, Callable[[Script], FakeServer]] = {
    "google": google,
    "mymemory": mymemory,
    "libre": libretranslate,
    "microsoft": microsoft,
}
NEEDS: dict[str, dict[str, str]] = {"microsoft": {"api_key": KEY}}
QUOTA = "MYMEMORY WARNING: YOU USED ALL AVAILABLE FREE TRANSLATIONS FOR TODAY. NEXT AVAILABLE IN 20 HOURS"


def ask(name: str, server: FakeServer, **options: object) -> dict[str, str]:
    """One sentence through the adapter alone: its translation, or the error that comes out of it."""
    built = engine(name, **{"url": server.url, **NEEDS.get(name, {}), **options})
    (outcome,) = built.translate(requests(SENTENCES[0]), 5.0)
    assert isinstance(outcome, Result)
    return {outcome.id: outcome.text}


# What the package does -----------------------------------------------------------------------------------------------


def _raw_google(server: FakeServer) -> deep_translator.GoogleTranslator:
    translator = deep_translator.GoogleTranslator(source="ar", target="en")
    translator._base_url = server.url
    return translator


@pytest.mark.parametrize("text", ["...", "؟!"])
def test_trap_a_text_without_letters_returns_none(text: str) -> None:
    with google(translate=lambda text: text) as server:
        assert _raw_google(server).translate(text) is None


def test_trap_an_empty_result_returns_an_empty_text() -> None:
    with google(translate=lambda _text: "") as server:
        assert _raw_google(server).translate(SENTENCES[0]) == ""


def test_trap_no_class_can_be_told_a_timeout() -> None:
    with google([HANG]) as server:
        done = threading.Event()

        def call() -> None:
            try:
                _raw_google(server).translate(SENTENCES[0])
            except OSError:
                done.set()

        threading.Thread(target=call, daemon=True).start()
        assert not done.wait(0.3)
    assert done.wait(10), "it only ends when the server goes away"


def test_trap_one_translator_shared_by_threads_sends_one_text_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    both, sent = threading.Barrier(2), []

    def get(_url: str, params: dict[str, str], **_more: object) -> None:
        both.wait(10)
        sent.append(params["q"])
        raise deep_translator.exceptions.RequestError

    monkeypatch.setattr("requests.get", get)
    translator = deep_translator.GoogleTranslator(source="ar", target="en")

    def call(text: str) -> None:
        with pytest.raises(exceptions.RequestError):
            translator.translate(text)

    threads = [threading.Thread(target=call, args=(text,)) for text in SENTENCES[:2]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(sent)) == 1


def test_trap_a_batch_that_fails_at_its_second_text_loses_the_first() -> None:
    with google([None, SERVER_ERROR]) as server, pytest.raises(exceptions.RequestError):
        _raw_google(server).translate_batch(list(SENTENCES[:2]))
    assert len(server.calls) == 2


def test_trap_the_exceptions_quote_the_text_and_the_key() -> None:
    with google([CAPTCHA]) as server, pytest.raises(exceptions.TranslationNotFound, match=SENTENCES[0]):
        _raw_google(server).translate(SENTENCES[0])
    with (
        libretranslate([Reply(status=403)]) as server,
        pytest.raises(exceptions.AuthorizationException, match=KEY),
    ):
        deep_translator.LibreTranslator(source="ar", target="en", api_key=KEY, custom_url=server.url).translate("أب")


def test_trap_mymemory_counts_bytes_and_wants_codes_of_its_own() -> None:
    with pytest.raises(exceptions.LanguageNotSupportedException):
        deep_translator.MyMemoryTranslator(source="ar", target="en")
    with mymemory() as server:
        translator = deep_translator.MyMemoryTranslator(source="ar-SA", target="en-GB")
        translator._base_url = server.url
        assert translator.translate("م" * 499), "998 bytes are sent, though 500 are taken"


def test_trap_mymemory_without_any_match_raises_stop_iteration() -> None:
    with mymemory(translate=lambda _text: "") as server:
        translator = deep_translator.MyMemoryTranslator(source="ar-SA", target="en-GB")
        translator._base_url = server.url
        with pytest.raises(StopIteration):
            translator.translate(SENTENCES[0])


def test_trap_libre_insists_on_a_key() -> None:
    with pytest.raises(exceptions.ApiKeyException):
        deep_translator.LibreTranslator(source="ar", target="en", custom_url="http://127.0.0.1/")


def test_trap_microsofts_constructor_asks_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def get(url: str, **_more: object) -> None:
        asked.append(url)

    monkeypatch.setattr("requests.get", get)
    with pytest.raises(AttributeError, match="json"):
        deep_translator.MicrosoftTranslator(source="ar", target="en", api_key=KEY)
    assert "api.cognitive.microsofttranslator.com/languages" in asked[0]


def test_trap_microsoft_swallows_the_connections_error() -> None:
    with microsoft() as server:
        pass
    translator = deep._Microsoft(source="auto", target="auto", api_key=KEY)
    translator._base_url = server.url
    with pytest.raises(AttributeError, match="json"):
        translator.translate(SENTENCES[0])


# What the adapter does -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SERVERS)
def test_each_service_translates(name: str) -> None:
    with SERVERS[name](()) as server:
        assert ask(name, server) == {"p1s1": english(SENTENCES[0])}
        assert len(server.calls) == 1


def test_the_services_get_their_own_codes_and_keys() -> None:
    with mymemory() as server:
        ask("mymemory", server, email="desk@example.org")
        assert server.calls[0].query["langpair"] == "ar-SA|en-GB"
        assert server.calls[0].query["de"] == "desk@example.org"
    with google() as server:
        ask("google", server)
        assert (server.calls[0].query["sl"], server.calls[0].query["tl"]) == ("ar", "en")
    with libretranslate() as server:
        ask("libre", server)
        assert "api_key" not in server.calls[0].query
        ask("libre", server, api_key=KEY)
        assert server.calls[1].query["api_key"] == KEY
    with microsoft() as server:
        ask("microsoft", server, region="qatarcentral")
        assert server.calls[0].headers["Ocp-Apim-Subscription-Key"] == KEY
        assert server.calls[0].headers["Ocp-Apim-Subscription-Region"] == "qatarcentral"


@pytest.mark.parametrize(("target", "sent"), [("en-GB", "en"), ("pt-BR", "pt"), ("zh-CN", "zh-CN"), ("zh-TW", "zh-TW")])
def test_a_region_is_asked_for_where_the_service_knows_it(target: str, sent: str) -> None:
    with google() as server:
        list(engine("google", url=server.url).translate(requests(SENTENCES[0], target=target), 5.0))
        assert server.calls[0].query["tl"] == sent
    with mymemory() as server:
        list(engine("mymemory", url=server.url).translate(requests(SENTENCES[0], target="pt-BR"), 5.0))
        assert server.calls[0].query["langpair"] == "ar-SA|pt-BR"


def _microsoft_error(code: int) -> Reply:
    return as_json({"error": {"code": code, "message": f"about {KEY}"}}, status=code // 1000)


@pytest.mark.parametrize(
    ("name", "reply", "error"),
    [
        ("google", too_many(5), RateLimited),
        ("google", SERVER_ERROR, Transient),
        ("google", CAPTCHA, BadOutput),
        ("mymemory", too_many(5), RateLimited),
        ("mymemory", SERVER_ERROR, Transient),
        ("mymemory", CAPTCHA, BadOutput),
        ("mymemory", mymemory_says(""), BadOutput),
        ("mymemory", mymemory_says(QUOTA), QuotaExhausted),
        ("mymemory", mymemory_says("QUERY LENGTH LIMIT EXCEEDED. MAX ALLOWED QUERY : 500 CHARS"), TooLong),
        ("mymemory", mymemory_says("'XX' IS AN INVALID TARGET LANGUAGE"), Unsupported),
        ("mymemory", mymemory_says("INVALID EMAIL PROVIDED"), AuthError),
        ("mymemory", as_json(None), BadOutput),
        ("libre", Reply(status=403), AuthError),
        ("libre", too_many(5), RateLimited),
        ("libre", SERVER_ERROR, Transient),
        ("libre", Reply(status=404), EngineError),
        ("libre", CAPTCHA, BadOutput),
        ("libre", as_json({}), BadOutput),
        ("libre", as_json({"nothing": 1}), BadOutput),
        ("microsoft", _microsoft_error(401000), AuthError),
        ("microsoft", _microsoft_error(403001), QuotaExhausted),
        ("microsoft", _microsoft_error(429000), RateLimited),
        ("microsoft", _microsoft_error(400036), Unsupported),
        ("microsoft", _microsoft_error(400050), TooLong),
        ("microsoft", _microsoft_error(400000), BadOutput),
        ("microsoft", _microsoft_error(503000), Transient),
        ("microsoft", CAPTCHA, BadOutput),
        ("microsoft", as_json([]), BadOutput),
    ],
)
def test_each_failure_has_its_name_and_quotes_nothing(name: str, reply: Reply, error: type[EngineError]) -> None:
    with SERVERS[name]([reply]) as server, pytest.raises(EngineError) as caught:
        ask(name, server, **({"api_key": KEY} if name in {"libre", "microsoft"} else {}))
    assert type(caught.value) is error
    assert KEY not in str(caught.value)
    assert SENTENCES[0][:12] not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("name", SERVERS)
def test_a_server_that_is_not_there_is_a_passing_failure(name: str) -> None:
    with SERVERS[name](()) as server:
        pass
    with pytest.raises(Transient, match="could not be reached"):
        ask(name, server)


@pytest.mark.parametrize("name", SERVERS)
@pytest.mark.parametrize("reply", [HANG, Reply("a long answer " * 9, drip=0.05)], ids=["hangs", "drips"])
def test_a_call_that_hangs_or_drips_is_left_behind(name: str, reply: Reply) -> None:
    with SERVERS[name]([reply]) as server:
        built = engine(name, url=server.url, timeout=0.2, **NEEDS.get(name, {}))
        (outcome,) = run(Chain([built], policy=patient(attempts=1)), SENTENCES[0]).values()
    assert isinstance(outcome, Failure)
    assert isinstance(outcome.error, Timeout)
    assert str(outcome.error) == f"{name}: gave no answer within 0.2 s"


def test_a_failing_first_request_of_the_day_is_tried_again() -> None:
    time = FakeTime(draw=0.0)
    with google([too_many(5), SERVER_ERROR]) as server:
        chain = Chain([engine("google", url=server.url, concurrency=1)], clock=time.clock)
        assert texts(run(chain)) == ALL


def test_mymemorys_quota_ends_its_part_and_the_next_engine_goes_on() -> None:
    with mymemory([None, mymemory_says(QUOTA)]) as first, google() as second:
        chain = Chain(
            [
                engine("mymemory", url=first.url, concurrency=1, rate=1000),
                engine("google", url=second.url, rate=1000),
            ]
        )
        assert texts(run(chain)) == ALL
        assert len(first.calls) == 2
        assert len(second.calls) == len(ALL) - 1


def test_mymemory_never_gets_more_than_500_bytes() -> None:
    with mymemory() as server:
        run(Chain([engine("mymemory", url=server.url, rate=1000)]), " ".join(SENTENCES), "م" * 600)
        assert max(len(call.query["q"].encode()) for call in server.calls) <= 500


def test_mymemorys_escaped_quotation_marks_are_read() -> None:
    with mymemory(translate=lambda _text: "He said &quot;no&quot; &amp; left, it&#39;s over") as server:
        assert ask("mymemory", server) == {"p1s1": 'He said "no" & left, it\'s over'}


def test_a_proper_sentence_about_quotas_is_no_quota_warning() -> None:
    with mymemory(translate=lambda _text: "The quota was exceeded, a warning said.") as server:
        assert ask("mymemory", server)


def test_texts_for_mymemory_are_not_sent_in_the_clear() -> None:
    assert engine("mymemory")._url.startswith("https://")  # type: ignore[attr-defined]  # looking inside


def test_the_names_known_without_the_import_are_the_packages() -> None:
    assert set(registry.DEEP) == set(deep.KINDS)
    classes = {
        kind.__name__.removesuffix("Translator").lower()
        for kind in deep_translator.base.BaseTranslator.__subclasses__()
    }
    assert set(deep.KINDS) == classes


@pytest.mark.parametrize("name", ["yandex", "qcri", "papago", "baidu", "linguee", "pons"])
def test_the_other_classes_can_be_built_and_fail_cleanly(name: str) -> None:
    needs = dict.fromkeys(deep.KINDS[name].needs, KEY)
    with FakeServer(lambda _call: CAPTCHA) as server, pytest.raises(EngineError) as caught:
        list(engine(name, url=server.url, **needs).translate(requests("كلمة"), 5.0))
    assert KEY not in str(caught.value)


def test_yandexs_list_is_one_text() -> None:
    with FakeServer(lambda _call: as_json({"code": 200, "text": ["One.", "Two."]})) as server:
        assert ask("yandex", server, api_key=KEY) == {"p1s1": "One. Two."}


def test_qcri_and_baidu_translate() -> None:
    with FakeServer(lambda _call: as_json({"translatedText": "One."})) as server:
        assert ask("qcri", server, api_key=KEY) == {"p1s1": "One."}
    with FakeServer(lambda _call: as_json({"trans_result": [{"dst": "One."}]})) as server:
        assert ask("baidu", server, appid="a", appkey=KEY) == {"p1s1": "One."}
