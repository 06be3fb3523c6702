"""HTML and Markdown of the pages that are computed rather than written."""
