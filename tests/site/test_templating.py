"""How templates run: what they show is escaped as Jinja would, and what is shared is made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
