"""The text of an article, without its headline, out of the page's HTML."""

from __future__ import annotations


def with_trafilatura(html: str) -> str:
    """By trafilatura (https://trafilatura.readthedocs.io)."""
    import trafilatura

    prune = ["//h1", "//figure", "//aside"]
    return trafilatura.extract(html, prune_xpath=prune, include_comments=False, include_tables=False) or ""


def with_newspaper(html: str) -> str:
    """By newspaper4k (https://newspaper4k.readthedocs.io)."""
    import newspaper

    article = newspaper.Article("https://post.example/", language="en")
    article.download(input_html=html)
    article.parse()
    return article.text
