"""Our Markdown constructs on top of Python-Markdown: module text → one element tree.

The tree (``xml.etree.ElementTree``) is made once; the site serialises it to HTML and the
book walks it. Its vocabulary, which is all that outputs have to know:

Blocks
    ``p h2 h3 h4 h5 h6`` (headings with ``id``) ``ul ol li dl dt dd blockquote hr pre>code``
    ``table thead tbody tr th td`` (``align`` on cells)
    ``figure.figure#fig-x``      ``img[src alt]`` (a path relative to ``docs/``) + ``figcaption``
    ``figure.table#tab-x``       ``figcaption`` + ``table``
    ``div.admonition.box-NAME``  a box; first child ``p.admonition-title``; NAME is one of tier
    (``data-tier="city county"``), instructor, case (``data-kind="simulated|real"``), example,
    misconception, checklist, form, exercise, summary, note, warning; ``id`` where it has one
    ``div.self-test``            where the author wants the self-test instead of the page's end
    ``div.footnote``             Python-Markdown's notes: ``ol > li#fn:NAME > p`` with a back link

A ``figcaption`` and a numbered box's title begin with ``span.number`` (图 3-1, 例 3-2 …).

Inline
    ``strong em sub sup code br a[href]``
    ``a.citation[data-instrument data-locator data-standing data-flags title href]``
    ``a.xref[data-target="MODULE#ID" data-kind data-fallback href]``, or ``span.xref`` without target
    ``sup.trust[data-trust title]``  a statement that is 待核 or from a single source
    ``sup#fnref:NAME > a.footnote-ref``
"""
