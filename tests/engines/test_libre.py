from __future__ import annotations

import pytest

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
from tests.engines.fakes import ALL, KEY, SENTENCES, FakeTime, engine, errors, patient, requests, run, texts
from tests.support.fake_servers import CAPTCHA, HANG, SERVER_ERROR, Reply, as_json, libretranslate, too_many

SAYS = "Invalid request: request (9) exceeds text limit (8)"


def test_a_batch_is_one_request_with_a_list() -> None:
    with libretranslate() as server:
        assert texts(run(Chain([engine("libretranslate", url=server.url, api_key=KEY)]))) == ALL
        (call,) = server.calls
        assert call.json == {"q": list(SENTENCES), "source": "ar", "target": "en", "format": "text", "api_key": KEY}


@pytest.mark.parametrize("end", ["", "/", "/translate", "/translate/"])
def test_the_address_may_be_written_in_any_way(end: str) -> None:
    with libretranslate() as server:
        run(Chain([engine("libretranslate", url=server.url.rstrip("/") + end)]), SENTENCES[0])
        assert [call.path for call in server.calls] == ["/translate"]


def test_without_a_key_none_is_sent() -> None:
    with libretranslate() as server:
        run(Chain([engine("libretranslate", url=server.url, api_key=None)]), SENTENCES[0])
        assert "api_key" not in server.calls[0].json


def test_batches_keep_to_the_servers_limit_and_go_out_side_by_side() -> None:
    with libretranslate() as server:
        chain = Chain([engine("libretranslate", url=server.url, batch=2, max_chars=100, concurrency=8)])
        assert texts(run(chain)) == ALL
        assert all(len(call.json["q"]) <= 2 for call in server.calls)
        assert all(sum(map(len, call.json["q"])) <= 100 for call in server.calls)


def test_eight_requests_are_in_flight_at_once_and_no_more() -> None:
    with libretranslate([HANG] * 20) as server:
        chain = Chain(
            [engine("libretranslate", url=server.url, batch=1, concurrency=8, timeout=0.3)], policy=patient(attempts=1)
        )
        run(chain, *(SENTENCES * 2))
        assert server.most_at_once == 8
        assert len(server.calls) == 8, "eight failures in a row, and the other eight are not even tried"


def test_a_language_without_its_region_is_asked_for_where_the_region_is_not_known() -> None:
    refusal = as_json({"error": "en-GB is not supported"}, status=400)
    with libretranslate(script=[refusal]) as server:
        built = engine("libretranslate", url=server.url)
        outcomes = list(built.translate(requests(SENTENCES[0], target="en-GB"), 5.0))
        assert [type(outcome) for outcome in outcomes] == [Result]
        assert [call.json["target"] for call in server.calls] == ["en-GB", "en"]


@pytest.mark.parametrize(
    ("reply", "error", "words"),
    [
        (too_many(5), RateLimited, "answered 429"),
        (SERVER_ERROR, Transient, "answered 500"),
        (Reply(status=503), Transient, "answered 503"),
        (as_json({"error": "Invalid API key"}, status=403), AuthError, "Invalid API key"),
        (as_json({"error": "Visit https://x to get an API key"}, status=400), AuthError, "to get an API key"),
        (Reply(status=402), QuotaExhausted, "answered 402"),
        (as_json({"error": SAYS}, status=400), TooLong, "exceeds text limit"),
        (as_json({"error": "xx is not supported"}, status=400), Unsupported, "is not supported"),
        (as_json({"error": "Invalid request: missing q parameter"}, status=400), BadOutput, "missing q"),
        (Reply(status=404), EngineError, "check url"),
        (Reply(status=307, headers={"Location": "http://127.0.0.1:9/"}), EngineError, "answered 307"),
        (CAPTCHA, BadOutput, "not JSON"),
        (as_json({}), BadOutput, "did not answer with 1 texts"),
        (as_json([]), BadOutput, "did not answer with 1 texts"),
        (as_json({"translatedText": ["one", "two"]}), BadOutput, "did not answer with 1 texts"),
        (as_json({"translatedText": "one"}), BadOutput, "did not answer with 1 texts"),
        (Reply(b"\xff\xfe" * 510_000), BadOutput, "far more than a translation"),
    ],
)
def test_each_failure_has_its_name(reply: Reply, error: type[EngineError], words: str) -> None:
    with libretranslate([reply]) as server, pytest.raises(EngineError, match=words) as caught:
        list(engine("libretranslate", url=server.url, api_key=KEY).translate(requests(SENTENCES[0]), 5.0))
    assert type(caught.value) is error


def test_a_server_that_echoes_the_request_in_its_error_gives_nothing_away() -> None:
    echo = as_json({"error": f"bad request: q={SENTENCES[0]} api_key={KEY}"}, status=400)
    with libretranslate([echo] * 2) as server:
        outcomes = run(Chain([engine("libretranslate", url=server.url, api_key=KEY)]), SENTENCES[0])
    assert "answered 400: bad request" in errors(outcomes)["p1s1"]
    assert KEY not in errors(outcomes)["p1s1"]
    assert SENTENCES[0][:14] not in errors(outcomes)["p1s1"]


def test_retry_after_is_read_in_seconds_and_as_a_date() -> None:
    dates = {"Retry-After": "Mon, 23 Nov 2026 12:00:30 GMT", "Date": "Mon, 23 Nov 2026 12:00:10 GMT"}
    for headers, seconds in (
        ({"Retry-After": "7"}, 7.0),
        (dates, 20.0),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-1"}, None),
        ({}, None),
    ):
        with (
            libretranslate([Reply(status=429, headers=headers)]) as server,
            pytest.raises(RateLimited) as caught,
        ):
            list(engine("libretranslate", url=server.url).translate(requests(SENTENCES[0]), 5.0))
        assert caught.value.retry_after == seconds


def test_retry_after_is_obeyed() -> None:
    time = FakeTime(draw=0.0)
    with libretranslate([too_many(7)]) as server:
        assert texts(run(Chain([engine("libretranslate", url=server.url)], clock=time.clock))) == ALL
    assert time.pauses == [7.0]


@pytest.mark.parametrize(
    "reply",
    [HANG, Reply("x" * 200, drip=0.02), Reply("x", headers={"Content-Length": "9"}, drip=9)],
    ids=["hangs", "drips", "breaks off"],
)
def test_an_answer_that_does_not_come_is_a_timeout_and_ends_by_itself(reply: Reply) -> None:
    with libretranslate([reply]) as server, pytest.raises(Timeout):
        list(engine("libretranslate", url=server.url).translate(requests(SENTENCES[0]), 0.2))


def test_a_connection_that_breaks_off_is_a_passing_failure() -> None:
    with (
        libretranslate([Reply('{"translatedText"', headers={"Content-Length": "99"})]) as server,
        pytest.raises((Transient, BadOutput)),
    ):
        list(engine("libretranslate", url=server.url).translate(requests(SENTENCES[0]), 5.0))


def test_an_empty_text_in_a_batch_costs_only_itself() -> None:
    some = as_json({"translatedText": ["One.", "", *[f"T{n}." for n in range(6)]]})
    with libretranslate([some], translate=lambda _text: "") as server:
        outcomes = run(Chain([engine("libretranslate", url=server.url)]))
    assert set(errors(outcomes)) == {"p1s2"}
    assert len(texts(outcomes)) == 7


def test_a_build_over_a_dying_engine_keeps_what_it_got_and_the_next_pays_only_for_the_rest() -> None:
    """Three sentences come back, then the server hangs for good; the second build has a live one."""
    kept: dict[str, str] = {}
    with libretranslate([None, None, None, *[HANG] * 50]) as dying:
        chain = Chain([engine("libretranslate", url=dying.url, batch=1, concurrency=1, timeout=0.1)])
        for outcome in chain.run(requests(), deadline=chain.now() + 1.5):
            if isinstance(outcome, Result):
                kept[outcome.id] = outcome.text
            else:
                assert isinstance(outcome, Failure)
    assert set(kept) == {"p1s1", "p1s2", "p1s3"}
    with libretranslate() as living:
        rest = [request for request in requests() if request.id not in kept]
        chain = Chain([engine("libretranslate", url=living.url)])
        kept.update({o.id: o.text for o in chain.run(rest, chain.now() + 60) if isinstance(o, Result)})
        assert [text for call in living.calls for text in call.json["q"]] == list(SENTENCES[3:])
    assert kept == ALL
