"""The published JSON is what docs/briefing.schema.json says, for pages with and without a translation."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped] # it has no types
import pytest

from tests.support.projects import BRIDGE, LIBRARY, Translator, build, make

ROOT = Path(__file__).parent.parent
SCHEMA = json.loads((ROOT / "docs/briefing.schema.json").read_text("utf-8"))
CHECK = jsonschema.Draft202012Validator(SCHEMA)
COMMITTED = sorted((ROOT / "content/briefings").glob("*.json"))


def spans(document: dict[str, Any]) -> list[tuple[str, int, int]]:
    """The text of the segment of every mention, with its offsets."""
    said = {(s["id"], lang): s[lang] or "" for s in document["segments"] for lang in ("ar", "en")}
    kinds = ("people", "places", "organisations", "numbers", "dates", "quotes")
    mentions = [m for kind in kinds for fact in document[kind] for m in fact["mentions"]]
    return [(said[m["segment"], m["lang"]], m["start"], m["end"]) for m in mentions]


@pytest.mark.parametrize("path", COMMITTED, ids=lambda p: p.stem)
def test_committed_briefings_follow_the_schema(path: Path) -> None:
    document = json.loads(path.read_bytes())
    CHECK.validate(document)
    assert all(0 <= start < end <= len(text) for text, start, end in spans(document))


@pytest.mark.parametrize("translated", [True, False])
def test_new_briefings_follow_the_schema(translated: bool, tmp_path: Path) -> None:  # noqa: FBT001 (a parameter)
    settings = make(tmp_path, {"news.txt": LIBRARY, "bridge.txt": BRIDGE})
    build(settings, Translator() if translated else None)
    for path in settings.briefings.glob("*.json"):
        document = json.loads(path.read_bytes())
        CHECK.validate(document)
        assert all(0 <= start < end <= len(text) for text, start, end in spans(document))


def test_the_schema_notices_what_is_wrong() -> None:
    right = json.loads(COMMITTED[0].read_bytes())
    for change in ({"version": 2}, {"segments": [{"id": "1"}]}, {"people": [{"id": "x"}]}, {"extra": 1}):
        with pytest.raises(jsonschema.ValidationError):
            CHECK.validate(deepcopy(right) | change)
