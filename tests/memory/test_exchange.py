"""Memories that go out to other tools and come back; translate-toolkit reads them as an independent witness."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from translate.storage.tmx import tmxfile
from translate.storage.xliff import xlifffile

from mujaz import memory as mem
from mujaz.errors import TranslationFileError
from mujaz.memory import Memory, Provenance
from mujaz.memory.exchange import Form, absorb, export, receive
from mujaz.memory.merge import merge
from mujaz.memory.po import Entry
from mujaz.model import Article, Segment, State

ARTICLE = Article(
    "lima",
    "lima.txt",
    "lima",
    "ar",
    "lead",
    ((Segment("p1s1", "واحد"), Segment("p1s2", "اثنان <b> & ‎")), (Segment("p2s1", "ثلاثة"), Segment("p2s2", "أربعة"))),
)
EMPTY = merge(Memory(), ARTICLE, "en")
GOOGLE = Provenance(engine="google", at="2026-11-23", sha=mem.digest("two <b> & 2"), terms=(("x", "0123abcd"),))
BY = ("Tom", "2026-11-25")


def filled() -> Memory:
    """One sentence in each state, with provenance and an editor's notes."""
    one, two, three, four = EMPTY.entries
    reviewed = mem.record(
        replace(one, target="one", comments=("ask Sara", "twice")),
        Provenance(reviewer="Sara", reviewed_at="2026-11-24"),
    )
    draft = mem.record(replace(two, target="two <b> & 2", fuzzy=True), GOOGLE)
    stale = replace(three, target="three", fuzzy=True, previous="ثلاث")
    gone = Entry("خمسة", "five", obsolete=True)
    return replace(EMPTY, entries=(reviewed, draft, stale, four, gone))


def xliff(*units: str, language: str = "en", version: str = "1.2", before: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>\n{before}<xliff version="{version}"'
        f' xmlns="urn:oasis:names:tc:xliff:document:{version}"><file original="lima.txt" source-language="ar"'
        f' target-language="{language}" datatype="plaintext"><body>\n' + "\n".join(units) + "</body></file></xliff>"
    ).encode()


def unit(source: str, target: str = "", state: str = "final", more: str = "") -> str:
    return f'<trans-unit id="1"><source>{source}</source><target state="{state}">{target}</target>{more}</trans-unit>'


def test_xliff_as_another_reader_sees_it() -> None:
    store = xlifffile.parsestring(export(filled(), "xliff").encode())  # type: ignore[no-untyped-call]  # it has no types
    assert (store.getsourcelanguage(), store.gettargetlanguage(), store.getfilenames()) == ("ar", "en", ["lima.txt"])
    assert [(u.getid().rpartition("\x04")[2], u.source, u.target or "") for u in store.units] == [
        ("p1s1", "واحد", "one"),
        ("p1s2", "اثنان <b> & ‎", "two <b> & 2"),
        ("p2s1", "ثلاثة", ""),
        ("p2s2", "أربعة", ""),
    ]
    assert [u.isapproved() for u in store.units] == [True, False, False, False]
    targets = [u.xmlelement.find(u.namespaced("target")) for u in store.units]
    assert [(t.get("state"), t.get("state-qualifier")) for t in targets] == [
        ("final", None),
        ("needs-review-translation", "leveraged-mt"),
        ("needs-translation", None),
        ("needs-translation", None),
    ]
    left = f"exported: reviewed sha={mem.digest('one')}"
    assert store.units[0].getnotes() == f"reviewed: by=Sara at=2026-11-24\n{left}\nask Sara\ntwice"
    [old] = store.units[2].getalttrans()
    assert (old.source, old.target) == ("ثلاث", "three")


def test_tmx_as_another_reader_sees_it() -> None:
    store = tmxfile.parsestring(export(filled(), "tmx").encode(), sourcelanguage="ar", targetlanguage="en")  # type: ignore[no-untyped-call]  # it has no types
    assert [(u.source, u.target) for u in store.units] == [("واحد", "one"), ("اثنان <b> & ‎", "two <b> & 2")]
    sent = f"exported: draft sha={mem.digest('two <b> & 2')}"
    assert store.units[1].getnotes() == f"mt: engine=google at=2026-11-23 sha={GOOGLE.sha}\nterms: x=0123abcd\n{sent}"
    assert store.document.getroot().get("version") == "1.4"


@pytest.mark.parametrize("form", ["xliff", "tmx", "po"])
def test_an_export_is_the_same_every_time(form: Form) -> None:
    assert export(filled(), form) == export(filled(), form)


@pytest.mark.parametrize(("form", "ending"), [("xliff", "xlf"), ("po", "po")])
def test_states_and_provenance_come_back(form: Form, ending: str) -> None:
    memory = filled()
    received = receive(export(memory, form).encode(), f"lima.{ending}")
    assert (received.name, received.language) == ("lima", "en")
    back = absorb(EMPTY, received, *BY)
    assert [(e.source, e.target, e.fuzzy, e.previous) for e in back.entries] == [
        (e.source, e.target, e.fuzzy, e.previous) for e in memory.entries[:4]
    ]
    assert [mem.provenance(e) for e in back.entries] == [mem.provenance(e) for e in memory.entries[:4]]
    assert [mem.notes(e) for e in back.entries] == [mem.notes(e) for e in memory.entries[:4]]
    assert absorb(memory, received, *BY) == memory


def test_tmx_comes_back_with_what_it_can_hold() -> None:
    memory = filled()
    received = receive(export(memory, "tmx").encode(), "lima.tmx")
    assert (received.name, received.language) == ("lima", "en")
    assert absorb(memory, received, *BY) == memory
    one, two, *_ = absorb(EMPTY, received, *BY).entries
    assert [(e.source, e.target, mem.state(e)) for e in (one, two)] == [
        ("واحد", "one", State.REVIEWED),
        ("اثنان <b> & ‎", "two <b> & 2", State.DRAFT),
    ]
    assert [mem.provenance(e) for e in (one, two)] == [mem.provenance(e) for e in memory.entries[:2]]


def test_tmx_of_another_tool_brings_drafts() -> None:
    text = (
        '<tmx version="1.4"><header srclang="ar-SA"/><body><tu><note>mt: engine=google at=2026-11-23</note>'
        '<tuv xml:lang="ar-SA"><seg>واحد</seg></tuv>'
        '<tuv xml:lang="en-GB"><seg>the <ph x="1"/>one</seg></tuv></tu></body></tmx>'
    )
    [brought] = receive(text.encode(), "lima.tmx").units
    assert (brought.source, brought.target, brought.final, brought.comments) == ("واحد", "the one", False, ())


@pytest.mark.parametrize(
    "variants", ["", '<tuv xml:lang="ar"><seg>أ</seg></tuv>', '<tuv xml:lang="fr"><seg>a</seg></tuv>' * 2]
)
def test_tmx_without_a_pair_says_which_unit(variants: str) -> None:
    text = f'<tmx version="1.4"><header srclang="ar"/>\n<body>\n<tu>{variants}</tu></body></tmx>'
    with pytest.raises(TranslationFileError, match=r"x\.tmx:3: has a unit in .*\n  each needs the original \(ar\)"):
        receive(text.encode(), "x.tmx")


texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Z"]), min_size=1, max_size=12)


@pytest.mark.parametrize(("form", "ending"), [("xliff", "xlf"), ("tmx", "tmx")])
@given(rows=st.lists(st.tuples(texts, texts, st.booleans()), max_size=4, unique_by=lambda row: row[0]))
def test_any_text_comes_back(form: Form, ending: str, rows: list[tuple[str, str, bool]]) -> None:
    entries = tuple(Entry(s, t, fuzzy=f, references=("lima.txt:p1s1",)) for s, t, f in rows)
    received = receive(export(replace(EMPTY, entries=entries), form).encode(), f"lima.{ending}")
    assert [unit.source for unit in received.units] == [source for source, _, _ in rows]
    assert [unit.final for unit in received.units] == [not fuzzy for _, _, fuzzy in rows]


def test_what_xml_cannot_hold_is_replaced() -> None:
    entry = Entry("b\x0bc\ufffe", "a", references=("lima.txt:p1s1",))
    assert "b\ufffdc\ufffd" in export(replace(EMPTY, entries=(entry,)), "xliff")


def test_a_final_draft_is_approved_and_keeps_its_translator() -> None:
    [_, two, *_] = absorb(
        filled(), receive(xliff(unit("اثنان &lt;b> &amp; ‎", "two &lt;b> &amp; 2")), "x.xlf"), *BY
    ).entries
    assert (mem.state(two), mem.origin(two), mem.provenance(two).reviewer) == (State.REVIEWED, "google", "Tom")


def test_a_file_that_names_its_reviewer_is_believed() -> None:
    note = '<note from="mujaz">reviewed: by=Sara at=2026-11-24</note>'
    received = receive(xliff(unit("اثنان &lt;b> &amp; ‎", "two &lt;b> &amp; 2", more=note)), "x.xlf")
    told = mem.provenance(absorb(filled(), received, *BY).entries[1])
    assert (told.engine, told.reviewer, told.reviewed_at) == ("google", "Sara", "2026-11-24")


def test_an_old_pair_does_not_take_the_place_of_a_draft() -> None:
    received = receive(export(filled(), "xliff").encode(), "x.xlf")
    three = replace(EMPTY.entries[2], target="drei", fuzzy=True)
    assert absorb(mem.put(EMPTY, {three.source: three}), received, *BY).entries[2] == three


@pytest.mark.parametrize(
    ("state", "expected"), [("final", State.REVIEWED), ("signed-off", State.REVIEWED), ("translated", State.DRAFT)]
)
def test_a_new_text_is_a_persons(state: str, expected: State) -> None:
    received = receive(xliff(unit("ثلاثة", " <g id='1'>three</g>\n new ", state)), "x.xliff")
    three = absorb(filled(), received, *BY).entries[2]
    assert (three.target, mem.state(three), mem.origin(three), three.previous) == ("three new", expected, "human", "")
    assert mem.provenance(three).reviewer == ("Tom" if expected is State.REVIEWED else "")


def test_an_edited_machine_translation_is_not_the_machines_any_more() -> None:
    note = f'<note from="mujaz">mt: engine=google at=2026-11-23 sha={mem.digest("four")}</note><note>by feel</note>'
    received = receive(xliff(unit("أربعة", "the four", "needs-review-translation", note)), "x.xlf")
    four = absorb(EMPTY, received, *BY).entries[3]
    assert (mem.origin(four), mem.state(four), four.comments) == ("human", State.DRAFT, ("by feel",))


def test_nobody_speaks_in_our_name() -> None:
    note = '<note from="Eve">reviewed: by=Sara at=2026-11-24</note>'
    four = absorb(EMPTY, receive(xliff(unit("أربعة", "four", "translated", note)), "x.xlf"), *BY).entries[3]
    assert (mem.state(four), four.comments) == (State.DRAFT, ())


def test_work_on_a_sentence_that_is_gone_since_is_kept() -> None:
    memory = filled()
    five = absorb(memory, receive(xliff(unit("خمسة", "the five")), "x.xlf"), *BY).entries[4]
    assert (five.target, five.obsolete, mem.state(five)) == ("the five", True, State.REVIEWED)


@pytest.mark.parametrize(
    ("attributes", "state", "final"),
    [
        ('approved="yes"', "translated", True),  # as translate-toolkit's markfuzzy(False) leaves it
        ('approved="no"', "translated", False),
        ('approved="yes"', "needs-review-translation", False),
        ('approved="yes"', "new", False),
        ('approved="no"', "final", True),
    ],
)
def test_an_approval_counts_unless_the_state_asks_for_more(attributes: str, state: str, *, final: bool) -> None:
    unit = f'<trans-unit id="1" {attributes}><source>واحد</source><target state="{state}">one</target></trans-unit>'
    assert [unit.final for unit in receive(xliff(unit), "lima.xlf").units] == [final]


def test_files_without_states_go_by_approval() -> None:
    plain = '<trans-unit id="1" approved="yes"><source>واحد</source><target>one</target></trans-unit>'
    none = '<trans-unit id="2"><source>ثلاثة</source></trans-unit>'
    one, _, three, _ = absorb(EMPTY, receive(xliff(plain, none), "x.xlf"), *BY).entries
    assert (mem.state(one), mem.state(three)) == (State.REVIEWED, State.PENDING)


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>\n'


@pytest.mark.parametrize(
    ("name", "blob", "message"),
    [
        ("x.xlf", xliff(unit("&b;"), before=LAUGHS), r"^x\.xlf:2: has a document type"),
        ("x.xlf", xliff(version="2.0"), r"^x\.xlf:1: is XLIFF 2\.0\n  save it as XLIFF 1\.2"),
        ("x.xlf", b"<html/>", r"^x\.xlf:1: is not XLIFF"),
        ("x.xlf", xliff(unit("one"), "<p>"), r"^x\.xlf:4: is not well-formed XML: mismatched tag"),
        ("x.xlf", b"", r"is not well-formed XML: no element found"),
        ("x.po", b'msgid "a"\n', r"^x\.po:2: this entry has no msgstr"),
        ("x.po", b"\xff", r"^x\.po:1: the file is not UTF-8"),
        ("x.docx", b"", r"^x\.docx: cannot be imported\n  XLIFF 1\.2"),
    ],
)
def test_files_that_cannot_be_read(name: str, blob: bytes, message: str) -> None:
    with pytest.raises(TranslationFileError, match=message):
        receive(blob, name)


@pytest.mark.parametrize(
    ("blob", "message"),
    [
        (
            xliff(unit("واحد"), unit("غريب", "odd")),
            r"^x\.xlf:4: 1 sentence of the file is not in this art.*“غريب”\n  imp",
        ),
        (xliff(*map(unit, "abcde")), r":3: 5 sentences of the file are not in .*“a”; “b”; “c” and 2 more"),
        (
            xliff(unit("واحد", "uno", "translated")),
            r":3: 1 sentence .* reviewed here and other, not final, there: “واحد”",
        ),
        (xliff(unit("أربعة", "4"), unit("أربعة", "four")), r":4: 1 sentence .* is translated in two ways"),
        (xliff(language="fr-CA"), r"^x\.xlf: holds translations into fr-CA, the site asks for en"),
    ],
)
def test_files_that_do_not_match(blob: bytes, message: str) -> None:
    memory = filled()
    with pytest.raises(TranslationFileError, match=message):
        absorb(memory, receive(blob, "x.xlf"), *BY)


def test_two_seeds_in_one_file_are_refused() -> None:
    two = xliff().replace(b"</xliff>", b'<file original="b.txt"><body/></file></xliff>')
    with pytest.raises(TranslationFileError, match="is for several seeds: b, lima"):
        receive(two, "x.xlf")


def test_a_po_file_from_an_editor() -> None:
    text = (
        export(filled(), "po")
        .replace('#, fuzzy\nmsgid "اثنان', 'msgid "اثنان')
        .replace('msgstr ""\n\n#~', 'msgstr "4"\n\n#~')
    )
    back = absorb(filled(), receive(text.encode(), "anything.po"), *BY)
    assert [mem.state(e) for e in back.entries[:4]] == [State.REVIEWED, State.REVIEWED, State.STALE, State.REVIEWED]
    assert mem.provenance(back.entries[1]).reviewer == "Tom"
    assert (back.entries[3].target, mem.origin(back.entries[3])) == ("4", "human")


def back(memory: Memory, text: str, form: Form) -> Memory:
    return absorb(memory, receive(text.encode(), "lima.po" if form == "po" else "lima.xlf"), *BY)


def said(memory: Memory, place: int, **changes: object) -> Memory:
    entry = memory.entries[place]
    return mem.put(memory, {entry.source: replace(entry, **changes)})  # type: ignore[arg-type]  # checked by the test


FORMS = pytest.mark.parametrize("form", ["xliff", "po"])


@FORMS
def test_an_old_export_that_nobody_touched_undoes_nothing(form: Form) -> None:
    memory = filled()
    text = export(memory, form)
    later = said(said(memory, 0, target="one, corrected"), 1, target="two, by hand")
    assert back(later, text, form) == later
    assert "exported: reviewed sha=" in text
    assert "exported" not in mem.serialise(back(EMPTY, text, form))


@FORMS
def test_of_an_export_only_what_changed_in_it_is_taken(form: Form) -> None:
    memory = filled()
    text = export(memory, form).replace("two &lt;b&gt; &amp; 2", "two, there").replace("two <b> & 2", "two, there")
    later = said(memory, 0, target="one, corrected")
    assert [e.target for e in back(later, text, form).entries[:2]] == ["one, corrected", "two, there"]


@FORMS
def test_a_sentence_changed_here_and_there_is_refused(form: Form) -> None:
    memory = filled()
    text = export(memory, form).replace("two &lt;b&gt; &amp; 2", "two, there").replace("two <b> & 2", "two, there")
    later = said(memory, 1, target="two, here")
    with pytest.raises(TranslationFileError, match=r"1 sentence .* is changed both here and there since the export"):
        back(later, text, form)


def test_an_approval_of_what_has_changed_here_is_refused() -> None:
    text = export(filled(), "xliff").replace("needs-review-translation", "final")
    with pytest.raises(TranslationFileError, match="changed both here and there"):
        back(said(filled(), 1, target="two, here"), text, "xliff")


@FORMS
def test_a_lost_memory_comes_back_over_what_an_engine_made_since(form: Form) -> None:
    text = export(filled(), form)
    anew = mem.put(EMPTY, {e.source: mem.record(replace(e, target="machine", fuzzy=True), machine("machine"))
                           for e in EMPTY.entries})  # fmt: skip
    one, two, *_ = back(anew, text, form).entries
    assert (one.target, mem.state(one)) == ("one", State.REVIEWED)
    assert two.target == "machine"


def machine(text: str) -> Provenance:
    return Provenance(engine="google", at="2026-11-24", sha=mem.digest(text))


def test_an_older_machine_draft_over_a_newer_one_is_still_the_machines() -> None:
    note = f'<note from="mujaz">mt: engine=google at=2026-11-20 sha={mem.digest("old")}</note>'
    newer = {e.source: mem.record(replace(e, target="new", fuzzy=True), machine("new")) for e in EMPTY.entries}
    received = receive(xliff(unit("أربعة", "old", "needs-review-translation", note)), "x.xlf")
    four = absorb(mem.put(EMPTY, newer), received, *BY).entries[3]
    assert (four.target, mem.origin(four), mem.provenance(four).at) == ("old", "google", "2026-11-20")


@pytest.mark.parametrize("form", ["xliff", "tmx", "po"])
def test_signs_that_nobody_sees_are_no_change_of_a_translator_s(form: Form) -> None:
    one, *rest = EMPTY.entries
    memory = replace(EMPTY, entries=(replace(one, target="one \u202etwo\b\uffff"), *rest))
    sent = export(memory, form)
    assert absorb(memory, receive(sent.encode(), f"lima.{'xlf' if form == 'xliff' else form}"), *BY) == memory
    back = receive(sent.replace("two", "three").encode(), f"lima.{'xlf' if form == 'xliff' else form}")
    assert "one three" in {entry.target for entry in absorb(memory, back, *BY).entries}
