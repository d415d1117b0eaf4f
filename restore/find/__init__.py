"""Which source a copy came from: among a few texts at once, among many by an index.

>>> from restore.find.documents import Document
>>> from restore.find.library import MemoryLibrary
>>> from restore.find.search import find_sources
>>> library = MemoryLibrary([Document("a", "The mayor said that no one would be turned away this winter, and left.")])
>>> copy = Document("copy", "The mayor said that the mayor would be turned away this winter , and left .")
>>> [answer.source for answer in find_sources([copy], library)]
['a']
"""
