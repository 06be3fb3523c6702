"""Step 4: export the practice banks for download, and the exam banks into dist/."""

from coursebook.borders.mkdocs_banks import write_banks as on_post_build  # noqa: F401
