import re

from lxml import html

from restore.golden.compare import compare
from restore.golden.html import page
from restore.golden.record import CheckRecord, Status, rows_of

GOLDEN = "The rule does not apply to losses. The council met on Monday."
HOSTILE = "<script>alert(1)</script>\u202e"


def record(received, golden=GOLDEN, case="bbc/rule"):
    report = compare(received, golden)
    rows, counts = rows_of(report)
    status = Status.FAITHFUL if report.faithful else Status.UNFAITHFUL
    return CheckRecord("", case, "", status, f"{case}: told", received, golden, rows=rows, counts=counts)


def test_what_fails_is_open_and_stands_first():
    shown = html.fromstring(page([record(GOLDEN, case="a"), record(GOLDEN.replace("not ", ""), case="b")]))
    cases = shown.findall(".//details")
    assert [(case.get("class"), case.get("open") is not None) for case in cases] == [
        ("case bad", True),
        ("case good", False),
    ]
    assert "1 of 2 faithful" in shown.text_content()


def test_a_finding_has_its_place_its_words_and_why():
    lost = record(GOLDEN.replace("not ", ""))
    (row,) = html.fromstring(page([lost])).findall(".//tbody/tr")
    assert row.find("td").text == "1:15"
    assert "negation lost" in row.text_content()
    assert row.find(".//del").text.strip() == "not"
    assert lost.rows[0].evidence
    assert lost.rows[0].evidence in row.text_content()


def test_texts_of_strangers_stay_text():
    text = page([record(f"{GOLDEN} {HOSTILE}", case=HOSTILE)])
    assert not re.search("<script|\u202e", text)
    assert "default-src 'none'" in text
