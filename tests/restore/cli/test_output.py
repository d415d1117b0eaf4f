import pytest

from restore.cli.output import wants_colour


@pytest.mark.parametrize(
    ("choice", "terminal", "environment", "coloured"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"TERM": "dumb"}, False),
        ("auto", True, {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ("auto", True, {"FORCE_COLOR": "0"}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("always", False, {"NO_COLOR": "1", "TERM": "dumb"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_when_output_is_coloured(choice, terminal, environment, coloured):
    assert wants_colour(choice, terminal=terminal, environment=environment) is coloured


def test_a_terminal_gets_no_control_characters_of_the_text(restore, source, tmp_path, monkeypatch):
    copy = tmp_path / "hostile.txt"
    copy.write_bytes(b"\xef\xbb\xbf" + source.read_bytes().replace(b"Chicago", b"\x1b]0;Chicago\x07"))
    monkeypatch.setattr("restore.cli.output.is_terminal", lambda: True)
    for arguments in (["repair"], ["repair", "--diff", "--threshold", "0"], ["align"], ["align", "--format", "diff"]):
        ran = restore(arguments[0], copy, "--source", source, *arguments[1:], "--color", "never")
        assert not set(ran.text) & set("\x1b\x07\ufeff"), arguments
    assert b"\x1b]0;" in restore("repair", copy, "--source", source, "-o", tmp_path / "out").data + (
        (tmp_path / "out").read_bytes()
    )
