"""The only importers of MkDocs and Typst, and the only writers of files."""
