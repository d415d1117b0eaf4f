import csv
import json
import os
import tracemalloc

import pytest

from restore.batch.fields import Fields
from restore.batch.readers import InputForm, fingerprint, kind_of
from restore.batch.records import Columns, Reason, Record, Rejected
from restore.errors import InputError, UsageError
from tests.packing import packed
from tests.restore.batch.conftest import write_jsonl

GOOD = {"id": "a", "copy": "one", "source": "two"}


def entries(path, columns=None, max_size=1000, **more):
    folder = str(path if path.is_dir() else path.parent)
    return list(InputForm(str(path), Fields(columns or Columns(), folder, max_size), **more).open().entries())


def test_a_csv_file_in_a_folder_that_is_called_as_a_tsv_file_is(tmp_path):
    (tmp_path / "a.tsv.d").mkdir()
    path = tmp_path / "a.tsv.d" / "pairs.csv"
    path.write_text("id,copy,source\na,one,two\n")
    assert entries(path) == [Record(2, "a", "one", "two")]


@pytest.mark.parametrize("ending", ["jsonl", "jsonl.gz", "jsonl.zst"])
def test_json_lines_plain_and_compressed(tmp_path, ending):
    path = tmp_path / f"pairs.{ending}"
    data = (json.dumps(GOOD) + "\n\n" + json.dumps({**GOOD, "id": 7, "url": "u", "text": "t"})).encode()
    path.write_bytes(packed(data, path.name))
    assert entries(path) == [
        Record(1, "a", "one", "two"),
        Record(3, 7, "one", "two", {"url": "u", "input_text": "t"}),
    ]


def test_a_byte_order_mark_is_no_part_of_the_first_record(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    assert entries(tmp_path / "a.jsonl") == [Record(1, "a", "one", "two")]


@pytest.mark.parametrize(
    ("line", "reason", "message"),
    [
        (b"{", Reason.BAD_JSON, "column 2"),
        (b'{"id": "a\tb"}', Reason.BAD_JSON, "invalid control character at column 10"),
        (b'{"id": "a', Reason.BAD_JSON, "unterminated string starting at column 8"),
        (b"[1]", Reason.BAD_JSON, "not an object"),
        (b'{"id": NaN}', Reason.BAD_JSON, "NaN is no JSON number"),
        (b'{"id": 1, "copy": "a", "source": "a", "n": -1e999}', Reason.BAD_JSON, "-1e999 is too large a number"),
        pytest.param(
            b'{"id": ' + b"9" * 5000 + b"}",
            Reason.BAD_JSON,
            "a whole number has more than 4300 digits",
            id="long number",
        ),
        (b"[" * 100_000, Reason.BAD_JSON, "nested too deeply"),
        (b'{"id": "\xff"}', Reason.BAD_UTF8, "byte 0xff at column 9"),
        (b'{"copy": "a", "source": "b"}', Reason.MISSING_FIELD, "no 'id'"),
        (b'{"id": "", "copy": "a", "source": "b"}', Reason.MISSING_FIELD, "no 'id'"),
        (b'{"id": "x", "source": "b"}', Reason.MISSING_FIELD, "neither 'copy' nor 'copy_path'"),
        (b'{"id": "x", "copy": "a"}', Reason.MISSING_FIELD, "neither 'source' nor 'source_path'"),
        (b'{"id": true, "copy": "a", "source": "b"}', Reason.BAD_FIELD, "true or false"),
        (b'{"id": 1.5, "copy": "a", "source": "b"}', Reason.BAD_FIELD, "'id' is a number"),
        (b'{"id": "x", "copy": ["a"], "source": "b"}', Reason.BAD_FIELD, "'copy' is a list"),
        (
            b'{"id": "x", "copy": "a", "source": "b", "more": ' + b"[" * 101 + b"]" * 101 + b"}",
            Reason.BAD_FIELD,
            "'more'",
        ),
        (
            b'{"id": "x", "copy": "a", "source_score": ' + b"[" * 900 + b"]" * 900 + b"}",
            Reason.BAD_FIELD,
            "more than 100",
        ),
        (b'{"id": "x", "copy": " \\n", "source": "b"}', Reason.EMPTY, "'copy' has no words"),
        (b'{"id": "x", "copy": "a", "source": ""}', Reason.EMPTY, "'source' has no words"),
        (b'{"id": "x", "copy": "' + b"a" * 1001 + b'", "source": "b"}', Reason.TOO_LONG, "1001 characters"),
    ],
)
def test_each_kind_of_bad_line_has_its_reason_and_the_next_is_read(tmp_path, line, reason, message):
    found = entries(write_jsonl(tmp_path / "a.jsonl", [line, GOOD]))
    assert found[0].error is reason
    assert message in found[0].message
    assert found[1] == Record(2, "a", "one", "two")


def test_a_field_may_have_a_hundred_levels(tmp_path):
    nested = json.loads("[" * 50 + '{"a":' * 50 + "1" + "}" * 50 + "]" * 50)
    found = entries(write_jsonl(tmp_path / "a.jsonl", [{**GOOD, "x": nested}, {**GOOD, "x": [nested]}]))
    assert found[0].fields == {"x": nested}
    assert found[1].message == "'x' is nested more than 100 levels deep"


def test_a_line_without_end_is_skipped_without_being_held(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id": "' + b"x" * 1_200_000 + b"\n" + json.dumps(GOOD).encode())
    found = entries(path)
    assert [type(entry) for entry in found] == [Rejected, Record]
    assert (found[0].error, found[1].line) == (Reason.TOO_LONG, 2)


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz", "a.jsonl.zst"])
def test_damaged_compressed_data_is_one_clear_line(tmp_path, name):
    (tmp_path / name).write_bytes(packed(b"id,copy,source\n" * 1000, name)[:-20])
    with pytest.raises(InputError, match=name):
        entries(tmp_path / name)


def test_csv_with_quoted_line_ends_and_large_cells(tmp_path):
    path = tmp_path / "news.csv"
    body = 'first, "line"\nsecond\r\n' + "x" * 200_000
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(
            [["url", "body", "gold", "date"], ["u1", body, "gold", "2017"], ["u2", "b", "g", ""]]
        )
    found = entries(path, Columns(id="url", copy="body", source="gold"), max_size=300_000)
    assert found[0] == Record(4, "u1", body, "gold", {"date": "2017"})
    assert found[1].id == "u2"


def test_csv_rows_that_do_not_fit_are_rejected_alone(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"id,copy,source\na,b,c,d\nb,\xff,x\nc,one,two\nd,one\n")
    found = entries(path)
    assert [getattr(entry, "error", entry.id) for entry in found] == [
        Reason.BAD_ROW, Reason.BAD_UTF8, "c", Reason.BAD_ROW,
    ]  # fmt: skip


def test_a_csv_row_with_too_few_cells_says_how_many_and_may_lack_those_that_no_record_needs(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("id,copy,source,n,m\na,one,two,3,4\nb,one,two,3\nc,one,two\nd,one\n,one,two,3,4\n")
    found = entries(path)
    assert [(one.id, one.fields) for one in found[:3]] == [("a", {"n": "3", "m": "4"}), ("b", {"n": "3"}), ("c", {})]
    assert found[3] == Rejected(5, "d", Reason.BAD_ROW, "the row has 2 cells, the header 5")
    assert found[4].error is Reason.MISSING_FIELD


def test_a_quote_that_is_never_closed_does_not_take_the_memory(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('id,copy,source\na,"open,x\n' + "b,one,two\n" * 2000)
    found = entries(path)
    assert found[0].error is Reason.TOO_LONG
    assert found[-1].id == "b"


def test_a_quote_that_is_never_closed_is_said_to_be_and_where_it_was_opened(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('id,copy,source\na,one,two\nb,"open,x\nc,one,two\nd,one,two\n')
    found = entries(path)
    assert [entry.line for entry in found] == [2, 5]
    assert found[1].error is Reason.BAD_ROW
    assert found[1].message == "a quote is opened in the row that begins on line 3 and never closed"
    path.write_text('id,copy,source\na,one,"two"')
    assert entries(path) == [Record(2, "a", "one", "two")]


WITHOUT_END = {
    "a line": "0" * 40_000_000,
    "a quoted cell": '"' + "0" * 40_000_000,
    "a row of many lines": '"\n",' * 265_000,
}


@pytest.mark.parametrize("what", WITHOUT_END)
def test_a_row_without_end_is_passed_over_without_being_held(tmp_path, what):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(packed(f"id,copy,source\na,one,two\n{WITHOUT_END[what]}\nb,one,two\n".encode(), path.name))
    tracemalloc.start()
    found = entries(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found[0] == Record(2, "a", "one", "two")
    assert found[1].error is Reason.TOO_LONG
    assert [entry.line for entry in found] == sorted(entry.line for entry in found)
    assert peak < 20_000_000 + 600 * len(found)


def test_a_header_without_end_is_one_clear_line(tmp_path):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(packed(b"0" * 40_000_000, path.name))
    with pytest.raises(InputError, match=r"line 1 is no header: the row has more than \d+ characters"):
        entries(path)
    path.write_bytes(packed(b'"' + b"0" * 5000 + b'"', path.name))
    with pytest.raises(InputError, match="line 1 is no header: field larger than field limit"):
        entries(path)


def test_tsv_and_named_delimiters(tmp_path):
    (tmp_path / "a.tsv").write_text("id\tcopy\tsource\na\tone, two\tthree\n")
    (tmp_path / "b.csv").write_text("id;copy;source\na;one, two;three\n")
    assert (
        entries(tmp_path / "a.tsv")
        == entries(tmp_path / "b.csv", delimiter=";")
        == [Record(2, "a", "one, two", "three")]
    )


@pytest.mark.parametrize("header", ["id,body,source", "copy,source", "id,copy"])
def test_a_csv_without_a_column_says_which_and_what_there_is(tmp_path, header):
    (tmp_path / "a.csv").write_text(header + "\n1,2,3\n")
    with pytest.raises(UsageError, match=r"no column '\w+': name it with --columns; (did you mean|there are) "):
        entries(tmp_path / "a.csv")


@pytest.mark.parametrize(("delimiter", "said"), [(";", "--delimiter ';'"), ("\t", r"--delimiter '\t'"), ("|", "'|'")])
def test_a_csv_that_is_cut_at_another_character_says_how_to_name_it(tmp_path, delimiter, said):
    (tmp_path / "a.csv").write_text(delimiter.join(["id", "copy", "source"]) + "\n")
    with pytest.raises(UsageError, match="no column 'id': its header is one cell") as caught:
        entries(tmp_path / "a.csv")
    assert said in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    ("name", "text"), [("a.csv", "id,copy,source\n1,a,b\n"), ("a.jsonl", '{"id": 1, "copy": "a", "source": "b"}\n')]
)
def test_records_in_utf_16_are_told_once(tmp_path, encoding, name, text):
    (tmp_path / name).write_bytes(f"\ufeff{text}".encode(encoding))
    with pytest.raises(InputError, match=rf"{name}: not UTF-8, but UTF-16; save it as UTF-8"):
        entries(tmp_path / name)


def test_csv_paths_where_the_cell_is_empty(tmp_path):
    (tmp_path / "one.txt").write_text("the copy")
    (tmp_path / "a.csv").write_text("id,copy,copy_path,source\n1,,one.txt,the source\n")
    assert entries(tmp_path / "a.csv") == [Record(2, "1", "the copy", "the source")]


def test_parquet_rows_with_their_other_columns(tmp_path):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    rows = [{"id": i, "copy": f"one {i}", "source": "two", "n": i / 2} for i in range(600)] + [{"id": None}]
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    found = entries(tmp_path / "a.parquet")
    assert found[599] == Record(600, 599, "one 599", "two", {"n": 299.5})
    assert found[600].error is Reason.MISSING_FIELD


def test_parquet_text_that_is_no_utf8_is_rejected_alone(tmp_path):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    bad = pa.array([b"one", b"\xff\xfe"]).cast(pa.binary()).view(pa.string())
    table = pa.table({"id": ["a", "b"], "copy": bad, "source": ["two", "two"]})
    parquet.write_table(table, tmp_path / "a.parquet")
    assert [getattr(entry, "error", entry.id) for entry in entries(tmp_path / "a.parquet")] == ["a", Reason.BAD_UTF8]


def test_a_parquet_file_with_two_columns_of_one_name_is_refused(tmp_path):
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    names = ["id", "copy", "copy", "source"]
    parquet.write_table(pa.table([pa.array([name]) for name in names], names=names), tmp_path / "a.parquet")
    with pytest.raises(InputError, match=r"a\.parquet: has the column 'copy' twice; rename one of them"):
        entries(tmp_path / "a.parquet")


def test_what_is_no_parquet_is_one_clear_line(tmp_path):
    pytest.importorskip("pyarrow")
    (tmp_path / "a.parquet").write_bytes(b"PAR1 no")
    with pytest.raises(InputError, match=r"a\.parquet: cannot be read as Parquet"):
        entries(tmp_path / "a.parquet")


def test_a_folder_paired_by_a_pattern_in_the_order_of_its_names(tmp_path):
    for name in ("ocr/b/2.txt", "ocr/a.txt", "gold/b/2.txt", "gold/a.txt", "ocr/alone.txt", "notes.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"text of {name}")
    found = entries(tmp_path, pairs="ocr/{id}.txt=gold/{id}.txt")
    assert [entry.id for entry in found] == ["a", "alone", "b/2"]
    assert found[2] == Record(3, "b/2", "text of ocr/b/2.txt", "text of gold/b/2.txt", source_name="gold/b/2.txt")
    assert found[1].error is Reason.UNREADABLE


def test_a_folder_in_which_nothing_fits_says_so(tmp_path):
    with pytest.raises(InputError, match="--pairs"):
        entries(tmp_path)


@pytest.mark.parametrize("pattern", ["a", "{id}.txt", "{id}=b", "{id}.txt={id}.txt"])
def test_what_is_no_pattern(tmp_path, pattern):
    with pytest.raises(UsageError, match="--pairs"):
        entries(tmp_path, pairs=pattern)


@pytest.fixture
def jail(tmp_path):
    """An input's folder with a secret beside it."""
    folder = tmp_path / "input"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("secret words")
    (folder / "one.txt").write_text("one")
    os.symlink(tmp_path / "secret.txt", folder / "link.txt")
    os.symlink(tmp_path, folder / "up")
    os.symlink(folder / "one.txt", folder / "within.txt")
    os.mkfifo(folder / "pipe")
    (folder / "bytes.txt").write_bytes(b"caf\xe9")
    (folder / "long.txt").write_text("x" * 5000)
    return folder


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("../secret.txt", Reason.BAD_PATH),
        ("/etc/passwd", Reason.BAD_PATH),
        ("link.txt", Reason.BAD_PATH),
        ("up/secret.txt", Reason.BAD_PATH),
        ("one.txt\0.md", Reason.BAD_PATH),
        (".", Reason.UNREADABLE),
        ("pipe", Reason.BAD_PATH),
        ("missing.txt", Reason.UNREADABLE),
        ("bytes.txt", Reason.BAD_UTF8),
        ("long.txt", Reason.TOO_LONG),
    ],
)
def test_no_path_leads_out_of_the_folder_or_hangs(jail, path, reason):
    found = entries(write_jsonl(jail / "a.jsonl", [{"id": "x", "copy_path": path, "source": "two"}]))
    assert found[0].error is reason
    assert "secret words" not in found[0].message


def test_a_link_within_the_folder_is_followed(jail):
    found = entries(write_jsonl(jail / "a.jsonl", [{"id": "x", "copy_path": "within.txt", "source": "two"}]))
    assert found == [Record(1, "x", "one", "two")]


def test_the_kind_of_an_input(tmp_path):
    (tmp_path / "a.JSONL.GZ").touch()
    (tmp_path / "a.doc").touch()
    assert kind_of(str(tmp_path / "a.JSONL.GZ")) == "jsonl"
    assert kind_of(str(tmp_path)) == "folder"
    with pytest.raises(UsageError, match="no known kind"):
        kind_of(str(tmp_path / "a.doc"))
    with pytest.raises(InputError, match="no such file"):
        kind_of(str(tmp_path / "b.jsonl"))


def test_a_fingerprint_changes_with_the_content(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("one")
    before = fingerprint(str(path)), fingerprint(str(tmp_path))
    path.write_text("other")
    after = fingerprint(str(path)), fingerprint(str(tmp_path))
    assert before[0] != after[0]
    assert before[1] != after[1]


@pytest.mark.parametrize(
    ("text", "message"),
    [("copi=x", "did you mean 'copy'"), ("copy", "is no assignment"), ("id=x,copy=x", "named twice")],
)
def test_columns_that_do_not_work(text, message):
    with pytest.raises(UsageError, match=message):
        Columns.parse(text)


def test_a_reader_says_how_far_it_is(tmp_path):
    path = write_jsonl(tmp_path / "a.jsonl", [{**GOOD, "id": i} for i in range(20_000)])
    reader = InputForm(str(path), Fields(Columns(), str(tmp_path), 1000)).open()
    fractions = [reader.fraction() for _ in reader.entries()]
    assert fractions == sorted(fractions)
    assert 0 < fractions[0] < 0.2
    assert reader.fraction() == 1.0
