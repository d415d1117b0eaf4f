"""A small news scraper: the text of an article out of its page, by one of two extractors."""
