"""How templates run: what they show is escaped as Jinja would, and what is shared is made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from mujaz.site import templating
from mujaz.site.views import Text

if TYPE_CHECKING:
    from pathlib import Path

MACROS = "{% macro part(count, x) %}{{ count() }}<{{ x }}>{% endmacro %}"
PAGE = '{% from "macros" import part %}{{ once(part, count, x) }}{{ once(part, count, x) }}'


def environment(folder: Path, **templates: str) -> jinja2.Environment:
    env = jinja2.Environment(loader=jinja2.DictLoader(templates), autoescape=True)
    templating.prepare(env, folder)
    return env


@given(st.text() | st.text("&<>\"'a") | st.integers() | st.none() | st.text().map(Markup))
def test_what_is_shown_is_what_jinja_escapes(value: object) -> None:
    assert templating.shown(value) == str(escape(value))


def test_what_shows_itself_is_not_escaped() -> None:
    assert templating.shown(Text("a <b>", "en", "ltr", foreign=True)) == '<bdi lang="en" dir="ltr">a &lt;b&gt;</bdi>'


def test_nothing_slips_through_a_template(tmp_path: Path) -> None:
    env = environment(
        tmp_path,
        macros=MACROS,
        page='{% from "macros" import part %}{% set y %}{{ x }}{% endset %}{{ x }}{{ y }}'
        '{{ "<" ~ x }}{{ part(count, x) }}',
    )
    shown = env.get_template("page").render(x="<i>", count=str)
    assert shown == "&lt;i&gt;&lt;i&gt;&lt;&lt;i&gt;<&lt;i&gt;>"


def test_an_unknown_name_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(jinja2.UndefinedError):
        environment(tmp_path, page="{{ x }}").get_template("page").render()


def test_what_was_compiled_with_other_options_is_not_used(tmp_path: Path) -> None:
    """Jinja's own cache keeps them apart by nothing but their text."""
    kept = jinja2.FileSystemBytecodeCache(str(tmp_path))
    loader = jinja2.DictLoader({"page": "{{ x }}"})
    jinja2.Environment(loader=loader, autoescape=False, bytecode_cache=kept).get_template("page")  # noqa: S701 (the point)
    assert environment(tmp_path, page="{{ x }}").get_template("page").render(x="<i>") == "&lt;i&gt;"


def test_what_another_release_of_jinja_compiled_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_ = jinja2.Environment.compile

    def spy(env: jinja2.Environment, source: str, *rest: Any) -> object:
        compiled.append(source)
        return compile_(env, source, *rest)

    monkeypatch.setattr(jinja2.Environment, "compile", spy)
    environment(tmp_path, page="x").get_template("page")
    environment(tmp_path, page="x").get_template("page")
    assert compiled == ["x"]
    monkeypatch.setattr(templating, "version", lambda _: "99")
    environment(tmp_path, page="x").get_template("page")
    assert compiled == ["x", "x"]


def test_two_macros_of_one_name_are_two(tmp_path: Path) -> None:
    page = '{% from "a" import part %}{{ once(part, x) }}{% from "b" import part as other %}{{ once(other, x) }}'
    made = {"a": "{% macro part(x) %}a{{ x }}{% endmacro %}", "b": "{% macro part(x) %}b{{ x }}{% endmacro %}"}
    assert environment(tmp_path, page=page, **made).get_template("page").render(x=1) == "a1b1"


def test_once_makes_a_part_once_for_the_same_values(tmp_path: Path) -> None:
    made: list[int] = []

    def count() -> str:
        made.append(1)
        return ""

    page = environment(tmp_path, macros=MACROS, page=PAGE).get_template("page")
    assert page.render(count=count, x="a&b") == "<a&amp;b><a&amp;b>"
    page.render(count=count, x="a&b")
    assert len(made) == 1
    page.render(count=count, x="c")
    assert len(made) == 2
