"""Plain-text course modules → one checked curriculum → textbook site, printed book and quiz banks.

The flow, which is also the order in which packages may import one another:

1. ``source``   text files → records that know their place (file, line, column)
2. ``model``    records → one frozen :class:`~coursebook.model.curriculum.Curriculum`
3. ``rules``    what must hold of a curriculum; each finding is a value, never an exception
4. ``load``     the one place where 1–3 are put together
5. ``views``    tables that several outputs share (numbers, citations, reading paths)
6. ``markup``   our Markdown constructs: module text → element tree
7. ``outputs``  pure functions: pages, self-tests, book, banks
8. ``borders``  MkDocs, Typst and the disk; nobody else opens, prints or writes anything
"""

__version__ = "0.1.0"
