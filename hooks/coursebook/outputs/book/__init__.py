"""The printed book: element trees → Typst source, as values; ``borders.typesetter`` makes the PDF.

The flow, module by module:

1. ``selection``   which modules and which of their elements an edition prints
2. ``whitespace``  line ends of the editor's file → what readers of Chinese expect
3. ``emit``        element tree → Typst expression (``walk``, ``inline``, ``block``, ``table``)
4. ``questions``   self-tests, and ``keys`` to them for the back of the book
5. ``book``        everything together: main file, chapters, data for the templates

The look is in the templates beside this file (``*.typ``); nothing here knows a length or a font.
"""
