import json

import pytest

from restore.bench.goldfile import read_gold
from restore.damage import make_damage
from restore.errors import InputError

CLEAN = "Mayor Ann Lee said that she had met the union on Monday, and that it would not strike before May. " * 8


def test_what_damage_writes_is_read_back(tmp_path):
    damaged = make_damage(CLEAN, seed=2, recipe="heavy+move")
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(damaged.to_json()))
    assert read_gold(path, copy=damaged.copy, source=damaged.source) == damaged.gold


def test_annotated_edits_get_codes(tmp_path):
    copy, source = "( CNN ) They lacked Emanuel .", "CNN They so-called lacked detail ."
    edits = [
        {"class": "typography", "copy": [0, 1], "source": [0, 0]},
        {"class": "entity", "copy": [20, 27], "source": [26, 32]},
        {"class": "omission", "copy": [13, 13], "source": [9, 18]},
    ]
    path = tmp_path / "gold.json"
    path.write_text(json.dumps({"edits": edits}))
    found = read_gold(path, copy=copy, source=source)
    assert [(str(g.code), g.copy.text, g.source.text) for g in found] == [
        ("insert:punctuation", "(", ""),
        ("delete:hyphen", "", "so-called"),
        ("replace:entity", "Emanuel", "detail"),
    ]
    assert all(g.damage for g in found)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"edits": [{"class": "odd", "copy": [0, 1], "source": [0, 1]}]}',
             '{"edits": [{"class": "entity", "copy": [0, 99], "source": [0, 1]}]}',
             '{"differences": [{"code": "replace:nothing"}]}'],
)  # fmt: skip
def test_what_is_no_gold_is_one_clear_line(tmp_path, text):
    path = tmp_path / "gold.json"
    path.write_text(text)
    with pytest.raises(InputError, match="not the gold of this pair"):
        read_gold(path, copy="a", source="b")
