import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from restore.cli.answers import TAKES, AnswerLine, Breadth, Verb, to_answer
from restore.errors import UsageError
from restore.session.order import Order


def read(**values):
    return to_answer(json.dumps(values).encode())


def test_a_line_is_what_it_says():
    assert read(do="apply") == AnswerLine(Verb.APPLY)
    assert read(do="keep", id="7f3a", document="2017", all="identical") == AnswerLine(
        Verb.KEEP, id="7f3a", document="2017", all=Breadth.IDENTICAL
    )
    assert read(do="sort", order="doubt", reverse=True) == AnswerLine(Verb.SORT, order=Order.DOUBT, reverse=True)
    assert read(do="threshold", value=None).value is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"apply\n", "no JSON: "),
        (b"\xff\n", "no JSON: "),
        (b"\n", "no JSON: "),
        (b"[" * 100_000 + b"\n", "nested too deeply"),
        (b'"apply"', 'an object with "do" is one'),
        (b"{}", 'an object with "do" is one'),
        (b'{"do": 1}', 'an object with "do" is one'),
        (b'{"do": "aply"}', "'aply' is nothing that can be done; did you mean 'apply'?"),
        (b'{"do": "apply", "replacment": "x"}', "no such field; did you mean 'replacement'?"),
        (b'{"do": "keep", "replacement": "x"}', "'replacement': keep has no such field"),
        (b'{"do": "undo", "count": 3}', "it takes none"),
        (b'{"do": "note"}', "note: needs 'text'"),
        (b'{"do": "threshold"}', "threshold: needs 'value'"),
        (b'{"do": "apply", "all": "every"}', "all: 'every' is none of them; there are identical, shown"),
        (b'{"do": "sort", "order": 7}', "order: 7 is none of them"),
        (b'{"do": "apply", "id": 7}', "id: 7 is not a text"),
        (b'{"do": "flag", "on": "yes"}', "on: 'yes' is not true or false"),
        (b'{"do": "threshold", "value": true}', "value: True is not a number or null"),
        (b'{"do": "apply", "replacement": "\\ud800"}', "a lone surrogate"),
    ],
)
def test_what_is_no_answer_is_told(line, words):
    with pytest.raises(UsageError) as caught:
        to_answer(line)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.sampled_from(Verb), st.dictionaries(st.sampled_from(["id", "all", "on", "text", "value"]), st.integers()))
def test_any_object_is_read_or_refused(verb, values):
    try:
        request = read(do=verb, **values)
    except UsageError:
        return
    assert request.do is verb
    assert set(values) <= set(TAKES[verb])
