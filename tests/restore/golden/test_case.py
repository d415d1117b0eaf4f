"""Golden folders: reading and writing."""

import gzip
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from restore.errors import InputError, UsageError
from restore.golden.adding import add_case
from restore.golden.case import Case, find_cases, read_meta
from restore.golden.known import Known, known_text, read_known
from restore.golden.layout import lay_out, remove_case, write_meta
from restore.golden.options import GoldenSettings

PAGE = '<meta charset="utf-8"><p>Grüße.</p>'


@pytest.fixture
def case(tmp_path):
    return Case.named(tmp_path / "goldens", "bbc/strike")


@pytest.mark.parametrize(
    "name", ["../x", "/etc/passwd", "", "a//b", "a/../b", "..", ".hidden", "a\\b", "a/b\n", "x" * 101, "C:/x"]
)
def test_a_name_never_leads_out_of_the_root(tmp_path, name):
    with pytest.raises(UsageError):
        Case.named(tmp_path, name)


@pytest.mark.parametrize("name", ["bbc/strike", "a", "süd/straße-1", "2024/05/x_y.z"])
def test_names(tmp_path, name):
    assert Case.named(tmp_path, name).folder.is_relative_to(tmp_path)


def test_what_was_added_is_read_again(case):
    add_case(case, page=PAGE.encode(), golden="\ufeffGrüße.\r\nZwei. ", meta={"url": "https://example.org/x"})
    assert case.golden == "Grüße.\n\nZwei."
    assert case.html == PAGE
    assert case.url == "https://example.org/x"
    assert case.meta.provenance["origin"] == "hand"
    assert [found.name for found in find_cases(case.root)] == ["bbc/strike"]
    assert (case.root / ".gitattributes").exists()


def test_the_same_page_gives_the_same_bytes(case):
    add_case(case, page=b"<p>", golden="x")
    before = (case.folder / "page.html.gz").read_bytes()
    add_case(case, page=b"<p>", golden="x", replace=True)
    assert (case.folder / "page.html.gz").read_bytes() == before


def test_a_golden_text_is_not_overwritten_by_accident(case):
    add_case(case, page=None, golden="One.")
    with pytest.raises(UsageError, match="--replace"):
        add_case(case, page=None, golden="Two.")
    assert case.golden == "One."


def test_received_text_waits(case):
    add_case(case, page=None, golden=None, received="One.")
    assert (case.golden, case.pending) == (None, "One.")


def test_a_changed_page_is_noticed(case):
    add_case(case, page=b"<p>One.", golden="One.")
    (case.folder / "page.html.gz").write_bytes(gzip.compress(b"<p>Two."))
    with pytest.raises(InputError, match="not the page that the golden text was made from"):
        _ = case.html
    (case.folder / "page.html.gz").write_bytes(b"no gzip")
    with pytest.raises(InputError, match="damaged"):
        _ = case.html


def test_case_toml_keeps_what_a_person_wrote(case):
    case.folder.mkdir(parents=True)
    path = case.folder / "case.toml"
    path.write_text('# why\nurl = "x"  \norigin = "hand"\n\n[budget]\nwording = 2 # two\n', encoding="utf-8")
    write_meta(case, {"origin": "reviewed", "reviewed_by": 'A "B" \\ \u0007'})
    text = path.read_text(encoding="utf-8")
    assert text.startswith('# why\nurl = "x"  \norigin = "reviewed"\n')
    assert text.endswith("\n\n[budget]\nwording = 2 # two\n")
    assert tomllib.loads(text)["reviewed_by"] == 'A "B" \\ \u0007'


def test_a_key_of_many_lines_or_of_a_table_is_set_anew(case):
    values = {"must": ["a" * 60, "b" * 60], "budget": {"wording": 2}}
    write_meta(case, values)
    text = (case.folder / "case.toml").read_text(encoding="utf-8")
    assert text.startswith("must = [\n")
    write_meta(case, values)
    assert (case.folder / "case.toml").read_text(encoding="utf-8") == text
    write_meta(case, {"must": ["c" * 60, "d" * 60], "budget": {"wording": 3}, "note": "one"})
    meta = read_meta(case.folder / "case.toml")
    assert meta.table == {"must": ["c" * 60, "d" * 60], "budget": {"wording": 3}}
    assert meta.provenance == {"note": "one"}


def test_a_key_in_a_text_of_many_lines_is_none(case):
    case.folder.mkdir(parents=True)
    note = 'note = """\norigin = "x"\n"""\n'
    (case.folder / "case.toml").write_text(note, encoding="utf-8")
    write_meta(case, {"origin": "reviewed"})
    assert (case.folder / "case.toml").read_text(encoding="utf-8") == note + 'origin = "reviewed"\n'


def test_a_case_toml_that_is_none_is_not_written_over(case):
    case.folder.mkdir(parents=True)
    (case.folder / "case.toml").write_text("url = ", encoding="utf-8")
    with pytest.raises(InputError, match=r"case\.toml: not TOML"):
        write_meta(case, {"origin": "reviewed"})
    assert (case.folder / "case.toml").read_text(encoding="utf-8") == "url = "


@settings(deadline=None)
@given(st.text(), st.lists(st.text(max_size=20), max_size=8))
def test_any_string_survives_case_toml(tmp_path_factory, title, must):
    case = Case.named(tmp_path_factory.mktemp("goldens"), "a/b")
    write_meta(case, {"title": title, "must": must})
    meta = read_meta(case.folder / "case.toml")
    assert meta.provenance.get("title", "") == title
    assert list(meta.table.get("must", [])) == must


@pytest.mark.parametrize(
    ("text", "error"),
    [("url = ", InputError), ('ulr = "x"', UsageError), ('origin = "dream"', UsageError), ("budget = 3", UsageError)],
)
def test_a_wrong_case_toml_is_one_clear_error(case, text, error):
    case.folder.mkdir(parents=True)
    (case.folder / "case.toml").write_text(text, encoding="utf-8")
    with pytest.raises(error, match=r"case\.toml"):
        _ = case.meta.options


def test_known_defects_are_read_as_they_were_written(tmp_path):
    known = [Known("a1", "delete:wording", "negation", "not\u2028", "", "since May"), Known("b2", "x", "y", "z", "“")]
    path = tmp_path / "known.jsonl"
    path.write_text(known_text(known), encoding="utf-8")
    assert read_known(path) == known
    path.write_text('{"code": 1}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"known\.jsonl:1"):
        read_known(path)


def test_removing_a_case_leaves_other_files(case):
    add_case(case, page=b"<p>", golden="One.")
    (case.folder / "notes.md").write_text("mine", encoding="utf-8")
    assert len(remove_case(case)) == 3
    assert [path.name for path in case.folder.iterdir()] == ["notes.md"]


@settings(deadline=None)
@given(st.text())
def test_laying_out_is_done_once(text):
    assert lay_out(lay_out(text)) == lay_out(text)


def test_settings_of_the_wrong_kind(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.restore.faithful]\nroots = "x"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="roots"):
        GoldenSettings.load(tmp_path, {})
    (tmp_path / "pyproject.toml").write_text("[tool.restore", encoding="utf-8")
    with pytest.raises(InputError, match="TOML"):
        GoldenSettings.load(tmp_path, {})


def test_settings_stand_in_either_file_of_the_project_and_in_no_folder_above(tmp_path):
    (tmp_path / "restore.toml").write_text('threshold = 0.9\n[faithful]\nroot = "own"\n', encoding="utf-8")
    (tmp_path / "below").mkdir()
    assert GoldenSettings.load(tmp_path, {}).root == tmp_path / "own"
    assert GoldenSettings.load(tmp_path / "below", {}).root == tmp_path / "below" / "goldens"
    (tmp_path / "restore.toml").write_text("threshold = 0.9\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.restore.faithful]\nroot = "other"\n', encoding="utf-8")
    assert GoldenSettings.load(tmp_path, {}).root == tmp_path / "other"
    (tmp_path / "pyproject.toml").write_text('[tool.restore.faithful]\nalow = "quotes"\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"pyproject.toml \[tool.restore.faithful\]: alow"):
        GoldenSettings.load(tmp_path, {})
