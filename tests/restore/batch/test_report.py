import itertools
import json
import random
import re
from dataclasses import replace

import pytest

from restore.batch.counts import Decided
from restore.batch.kernel import Kernel
from restore.batch.pages import report_page, timings_page
from restore.batch.records import Reason, Record, Rejected
from restore.batch.report import ConfidenceRow, calibration_error, report_of
from restore.batch.tally import Tally, bin_of
from restore.batch.work import Work
from restore.formats.words import rivals
from restore.pages.page import escape
from restore.repair import Policy
from tests.restore.batch.conftest import COPY, SOURCE, TYPO
from tests.restore.formats.test_html import HOSTILE, parsed


def tally_of(*entries):
    tally = Tally()
    for entry in entries:
        if isinstance(entry, Rejected):
            tally.add_rejected(entry)
        else:
            tally.add_restored(Kernel(Policy(threshold=0.5)).outcome(entry), entry)
    return tally


@pytest.fixture
def entries():
    copies = [COPY, TYPO, SOURCE, COPY + " " + TYPO]
    good = [
        Record(line, f"r{line}", copies[line % 4], SOURCE if line % 4 < 3 else f"{SOURCE} {SOURCE}")
        for line in range(60)
    ]
    return [*good, Rejected(60, None, Reason.BAD_JSON, "x"), Rejected(61, "y", Reason.TIMEOUT, "x")]


def without_times(tally):
    values = tally.to_json()
    values.pop("slowest")
    return values


def test_tallies_add_up_to_the_same_in_any_order_and_grouping(entries):
    whole = without_times(tally_of(*entries))
    chance = random.Random(3)
    for _ in range(5):
        chance.shuffle(entries)
        total = Tally()
        for group in itertools.batched(entries, 7) if hasattr(itertools, "batched") else [entries[:30], entries[30:]]:
            total.add(Tally.of_json(json.loads(json.dumps(tally_of(*group).to_json()))))
        assert without_times(total) == whole


def test_what_workers_tell_of_their_batches_adds_up_though_they_tell_what_to_show_once(entries):
    records = [entry for entry in entries if isinstance(entry, Record)]
    policy = Kernel(Policy(threshold=0.5))
    whole, total = without_times(tally_of(*records)), Tally()
    workers = [Work(policy), Work(policy)]
    for number, start in enumerate(range(0, len(records), 5)):
        worker = workers[number % 2]
        total.add(worker.packed([worker(record) for record in records[start : start + 5]]).tally)
    assert without_times(total) == whole
    tallies = [
        workers[0].packed([workers[0](replace(record, line=record.line + later)) for record in records]).tally
        for later in (1000, 2000)
    ]
    assert [(tally.records, bool(tally.damaged)) for tally in tallies] == [(60, True), (60, False)]


def test_a_tally_does_not_grow_with_the_records(entries):
    once, often = tally_of(*entries), Tally()
    for start in range(0, 6000, 100):
        for entry in entries:
            often.add(tally_of() if isinstance(entry, Rejected) else _again(once, entry, start))
    assert len(json.dumps(often.to_json())) < 3 * len(json.dumps(once.to_json()))


def _again(tally, entry, start):
    copy = Tally.of_json(json.loads(json.dumps(tally.to_json())))
    for kind, kept in copy.examples.items():
        copy.examples[kind] = [replace(one, key=f"{start:05}{one.key[:11]}") for one in kept]
    return copy


def test_what_the_report_counts(entries):
    values = report_of(tally_of(*entries)).to_json()
    assert values["records"] == {
        "read": 62,
        "restored": 60,
        "rejected": 2,
        "left": values["records"]["left"],
        "untouched": 15,
    }
    assert sum(values["differences"].values()) == sum(sum(one.values()) for one in values["by_code"].values())
    assert sum(e["apply"] + e["keep"] + e["review"] for e in values["confidence"]) == sum(
        values["differences"].values()
    )
    assert values["rejected"] == {"bad_json": 1, "timeout": 1}
    assert {example["code"] for example in values["examples"]} == set(values["by_code"])


def test_a_record_without_differences_is_none_of_the_damaged():
    assert tally_of(Record(1, "a", SOURCE, SOURCE)).damaged == []


def test_the_most_damaged_are_those_of_which_most_disagrees(entries):
    damaged = report_of(tally_of(*entries)).most_damaged
    lost = [(1 - one.fidelity) * one.characters for one in damaged]
    assert lost == sorted(lost, reverse=True)
    assert len(damaged) == 20


def test_the_pages_are_whole_and_hold_hostile_texts():
    records = [Record(1, HOSTILE, f"{SOURCE} {HOSTILE} {SOURCE}", f"{SOURCE} Else. {SOURCE}")]
    tally = tally_of(*records)
    for text in (report_page(report_of(tally)), timings_page(tally, 1.5)):
        parser = parsed(text)
        assert not parser.tags & {"script", "img", "iframe", "link"}
        assert not any(name.startswith("on") for name in parser.attributes)
        assert not set("\u202e\x1b") & set(text)


def test_the_pages_of_a_run_without_records():
    assert "No differences." in report_page(report_of(Tally()))
    assert "Slowest" in timings_page(Tally(), 0.0)


def test_bins_and_the_calibration_error():
    assert [bin_of(value) for value in (0.0, 0.049, 0.05, 0.15, 0.95, 1.0)] == [0, 0, 1, 3, 19, 19]
    assert calibration_error([ConfidenceRow(0.9, 0.95, Decided(), None, judged=0, right=0)]) is None
    high = ConfidenceRow(0.9, 0.95, Decided(apply=10), 0.9, judged=10, right=8)
    low = ConfidenceRow(0.1, 0.15, Decided(review=10), 0.1, judged=10, right=1)
    assert calibration_error([high, low]) == pytest.approx(0.05)


def test_examples_say_what_may_have_made_them(entries):
    report = report_of(tally_of(*entries))
    told = [rivals(example.picked.explanations) for example in report.examples]
    assert all(told)
    assert all(f"<span>{one}</span>" in report_page(report) for one in map(escape, told))


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_in_the_page(reason):
    shown = report_page(report_of(tally_of(Rejected(1, "a", reason, "x"))))
    assert re.search(rf"<code>{reason.value}</code></td>\s*<td[^>]*>[^<]+\w</td>", shown)
