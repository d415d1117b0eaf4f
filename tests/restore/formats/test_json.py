import json
import sys

from hypothesis import given
from hypothesis import strategies as st

from restore.differences import Selector
from restore.formats.json import _ESCAPED, document, dumps, render
from restore.formats.view import View
from restore.wire import of_difference

KEYS = ["id", "code", "copy", "source", "replacement", "confidence", "origin", "evidence", "explanations", "decision"]


def test_the_document_has_the_keys_of_the_schema_in_order(restoration):
    found = document(restoration)
    assert list(found) == ["schema", "copy", "source", "differences", "summary"]
    assert list(found["copy"]) == list(found["source"]) == ["name", "sha256", "characters", "tokens"]
    assert list(found["differences"][0]) == KEYS
    assert list(found["summary"])[:5] == ["by_code", "applied", "kept", "review", "fidelity"]


def test_offsets_point_into_both_texts(restoration):
    alignment = restoration.alignment
    for difference in document(restoration)["differences"]:
        for side, raw in (("copy", alignment.copy.raw), ("source", alignment.source.raw)):
            span = difference[side]
            assert raw[span["start"] : span["end"]] == span["text"]


def test_sizes_and_digest_are_of_the_text(restoration):
    from hashlib import sha256

    copy = document(restoration)["copy"]
    raw = restoration.alignment.copy.raw
    assert copy == {
        "name": "copy.txt",
        "sha256": sha256(raw.encode()).hexdigest(),
        "characters": len(raw),
        "tokens": len(restoration.alignment.copy),
    }


def test_the_summary_counts_what_was_decided(restoration):
    found = document(restoration)
    summary = found["summary"]
    assert summary["applied"] + summary["kept"] + summary["review"] == len(restoration.differences)
    assert sum(summary["by_code"].values()) == len(restoration.differences)
    assert 0 <= summary["fidelity"] <= 1


def test_the_same_texts_give_the_same_bytes(restoration):
    assert "".join(render(restoration, View())) == "".join(render(restoration, View(width=40, colour=True)))


def test_select_lists_only_that(restoration):
    codes = {d["code"] for d in document(restoration, View(select=Selector.parse("spelling")))["differences"]}
    assert codes == {"replace:spelling"}


def test_a_move_says_where_its_block_goes(move, make_difference):
    assert list(of_difference(move)) == [*KEYS, "target"]
    assert of_difference(move)["origin"] == {"start": 90, "end": 100}
    inner = of_difference(make_difference(5, "a", "b", within=move.id))
    assert inner["within"] == move.id
    assert inner["origin"] is None


@given(st.text(st.characters(codec=None)))
def test_any_text_survives_and_steers_no_terminal(text):
    written = dumps({"text": text})
    assert json.loads(written) == {"text": text}
    assert not set(written) & {chr(point) for point in (*range(10), *range(11, 32), *range(127, 160), 0x202E, 0x200B)}
    written.encode("utf-8")


def test_what_is_escaped_is_never_printable():
    """So that a line that is need not be searched."""
    assert not any(chr(point).isprintable() for point in range(sys.maxunicode + 1) if _ESCAPED.match(chr(point)))


def test_a_delete_is_escaped_in_what_is_ascii_otherwise():
    assert dumps("a\x7f", indent=None) == '"a\\u007f"'
