"""Each page under goldens/, by each extractor."""

import pytest
from scraper.extract import with_newspaper, with_trafilatura


@pytest.mark.faithful_cases("goldens")
@pytest.mark.parametrize("extract", [with_trafilatura, with_newspaper])
def test_the_text_is_the_articles(case, extract, faithful):
    faithful(extract(case.html), case)


def test_the_harbour_page_says_what_must_be_said(faithful):
    text = with_trafilatura(faithful.case("post/harbour").html)
    faithful(
        text,
        "post/harbour",
        must=["twelve weeks", "does not apply to pedestrians"],
        must_not=["All rights reserved", "Read more"],
        order=True,
    )


def test_as_a_plain_assertion(faithful):
    assert with_newspaper(faithful.case("post/storm").html) == faithful.golden("post/storm")
